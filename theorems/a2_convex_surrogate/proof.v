(** A2, the surrogate is convex. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.exp_ln.
From Spma Require Import common.log_linear.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section ConvexSurrogate.
Variables (R : realFieldType) (E : exp_ln R) (M : mdp R) (F : finType).
Variables (phi : forall s : state M, action s -> F -> R) (d : state M -> R) (target : policy M).
Hypotheses (d_ge0 : forall s, 0 <= d s) (target_policy : is_policy target).
Arguments target : clear implicits.
Implicit Types (theta : F -> R).

Local Notation l := (surrogate E phi d target).
Local Notation grad := (surrogate_gradient E phi d target).

(** A2, first-order form: the surrogate lies above its tangents,
    [l(theta') >= l(theta) + grad l(theta) . (theta' - theta)], with
    [grad l = sum_s d(s) sum_a (pi_theta(a|s) - target(a|s)) phi(s,a)]. *)
Theorem surrogate_tangent theta theta' :
  l theta + \sum_f grad theta f * (theta' f - theta f) <= l theta'.
Proof.
have gradE : \sum_f grad theta f * (theta' f - theta f) =
    \sum_s d s * \sum_a (log_linear E phi theta s a - target s a) *
      (logit phi theta' a - logit phi theta a).
  under eq_bigr do rewrite /surrogate_gradient mulr_suml.
  rewrite exchange_big; apply: eq_bigr => s _ /=.
  under eq_bigr do rewrite -mulrA mulr_suml.
  rewrite -mulr_sumr exchange_big /=; congr (_ * _); apply: eq_bigr => a _.
  by rewrite /logit -sumrB mulr_sumr; apply: eq_bigr => f _; ring.
rewrite gradE -big_split; apply: ler_sum => s _ /=; rewrite -mulrDr ler_wpmul2l //.
have [t0 t1] := target_policy s; have [a _] := dist_inhabited (target_policy s).
rewrite !KL_softmax // -subr_ge0.
have := log_sum_exp_tangent E (logit phi theta (s := s)) (logit phi theta' (s := s)) a.
rewrite -subr_ge0; congr (0 <= _).
have -> : \sum_b (log_linear E phi theta s b - target s b) *
    (logit phi theta' b - logit phi theta b) =
    mean (softmax E (logit phi theta (s := s))) (fun b => logit phi theta' b - logit phi theta b) -
    (mean (target s) (logit phi theta' (s := s)) - mean (target s) (logit phi theta (s := s))).
  by rewrite -meanB /mean -sumrB; apply: eq_bigr => b _; rewrite mulrBl.
set m := mean (softmax _ _) _; set A := \sum_b _; set z' := ln E _; set z := ln E _.
set t' := mean _ _; set t := mean _ _; ring.
Qed.

(** A2. The surrogate [l(theta) = sum_s d(s) KL(target || pi_theta)] of log-linear
    policies is convex in [theta], for any weights [d >= 0] and any target policy.
    Source: the paper's point in favour of its surrogate. *)
Theorem surrogate_convex theta theta' t : 0 <= t <= 1 ->
  l (fun f => (1 - t) * theta f + t * theta' f) <= (1 - t) * l theta + t * l theta'.
Proof.
move=> /andP[t0 t1]; set mid := fun f => _.
have c1 := surrogate_tangent mid theta; have c2 := surrogate_tangent mid theta'.
rewrite -subr_ge0 in t1.
have := ler_add (ler_wpmul2l t1 c1) (ler_wpmul2l t0 c2); apply: le_trans.
rewrite !mulrDr addrACA -mulrDl subrK mul1r ler_addl !mulr_sumr -big_split /=.
rewrite big1 // => f _; rewrite /mid; ring.
Qed.

End ConvexSurrogate.
