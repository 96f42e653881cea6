(** A2, the Hessian of the surrogate lies between 0 and [max ||phi||^2 I]. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp.
From Spma Require Import common.exp_ln common.log_linear l1_variance.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section QuadraticForm.
Variables (R : realFieldType) (X : finType).
Implicit Types (p v : X -> R).

(** A2: [v' (diag p - p p') v = 1/2 sum_(a,b) p_a p_b (v_a - v_b)^2]. *)
Theorem covariance_form p v : \sum_a p a = 1 ->
  \sum_a p a * v a ^+ 2 - (\sum_a p a * v a) ^+ 2 =
  2^-1 * \sum_a \sum_b p a * p b * (v a - v b) ^+ 2.
Proof.
move=> p1; set m := \sum_a p a * v a; set m2 := \sum_a p a * v a ^+ 2.
have -> : \sum_a \sum_b p a * p b * (v a - v b) ^+ 2 = 2 * (m2 - m ^+ 2).
  transitivity (\sum_a (p a * v a ^+ 2 - 2 * m * (p a * v a) + m2 * p a)).
    apply: eq_bigr => a _.
    transitivity (\sum_b (p a * v a ^+ 2 * p b - 2 * p a * v a * (p b * v b) + p a * (p b * v b ^+ 2))).
      by apply: eq_bigr => b _; ring.
    by rewrite big_split /= sumrB -!mulr_sumr p1 -/m -/m2; ring.
  by rewrite big_split /= sumrB -!mulr_sumr p1 -/m -/m2; ring.
by rewrite mulrA mulVf ?mul1r // pnatr_eq0.
Qed.

End QuadraticForm.

Section Hessian.
Variables (R : realFieldType) (E : exp_ln R) (M : mdp R) (F : finType).
Variables (phi : forall s : state M, action s -> F -> R) (d : state M -> R).
Implicit Types (theta w : F -> R).

(** [H(f,g) = sum_s d(s) Cov_{pi_theta(.|s)}(phi_f, phi_g)] *)
Definition hessian theta (f g : F) := \sum_s d s *
  ((\sum_a log_linear E phi theta s a * (phi a f * phi a g)) -
   (\sum_a log_linear E phi theta s a * phi a f) * (\sum_a log_linear E phi theta s a * phi a g)).

(** [w' H w] *)
Definition hessian_form theta w := \sum_f \sum_g w f * hessian theta f g * w g.

Let square (u w : F -> R) :
  (\sum_f u f * w f) ^+ 2 = \sum_f \sum_g w f * (u f * u g) * w g.
Proof.
rewrite expr2 mulr_suml; apply: eq_bigr => f _; rewrite mulr_sumr.
by apply: eq_bigr => g _; ring.
Qed.

Lemma hessian_form_variance theta w (a0 : forall s : state M, action s) : hessian_form theta w =
  \sum_s d s * variance (log_linear E phi theta s) (logit phi w (s := s)).
Proof.
transitivity (\sum_s d s * (\sum_f \sum_g w f *
  ((\sum_a log_linear E phi theta s a * (phi a f * phi a g)) -
   (\sum_a log_linear E phi theta s a * phi a f) * (\sum_a log_linear E phi theta s a * phi a g)) * w g)).
  rewrite /hessian_form; under eq_bigr do under eq_bigr do rewrite /hessian mulr_sumr mulr_suml.
  under eq_bigr do rewrite exchange_big /=; rewrite exchange_big /=; apply: eq_bigr => s _.
  rewrite mulr_sumr; apply: eq_bigr => f _; rewrite mulr_sumr; apply: eq_bigr => g _; ring.
apply: eq_bigr => s _; congr (_ * _); set p := log_linear E phi theta s.
have [_ p1] : is_dist p by apply: softmax_dist (a0 s).
rewrite varianceE //.
have -> : mean p (logit phi w (s := s)) = \sum_f (\sum_a p a * phi a f) * w f.
  rewrite /mean /logit; under eq_bigr do rewrite mulr_sumr.
  rewrite exchange_big /=; apply: eq_bigr => f _; rewrite mulr_suml.
  by apply: eq_bigr => a _; rewrite mulrA.
have -> : mean p (fun a => logit phi w a ^+ 2) =
    \sum_f \sum_g w f * (\sum_a p a * (phi a f * phi a g)) * w g.
  rewrite /mean; under eq_bigr do rewrite /logit square mulr_sumr.
  rewrite exchange_big /=; apply: eq_bigr => f _.
  under eq_bigr do rewrite mulr_sumr.
  rewrite exchange_big /=; apply: eq_bigr => g _; rewrite mulr_sumr mulr_suml.
  by apply: eq_bigr => a _; ring.
rewrite square -sumrB; apply: eq_bigr => f _; rewrite -sumrB; apply: eq_bigr => g _; ring.
Qed.

Hypothesis d_dist : is_dist d.
Variable a0 : forall s : state M, action s.

(** A2: [0 <= w' H w], for weights [d] that are a distribution (an action [a0 s]
    per state makes the policies distributions). *)
Theorem hessian_ge0 theta w : 0 <= hessian_form theta w.
Proof.
have [d0 _] := d_dist; rewrite hessian_form_variance //; apply: sumr_ge0 => s _.
rewrite mulr_ge0 // variance_ge0 // => a; exact/ltW/softmax_gt0.
Qed.

(** A2: [w' H w <= b ||w||^2] as soon as [||phi(s,a)||^2 <= b] everywhere. *)
Theorem hessian_le theta w (b : R) :
  (forall (s : state M) (a : action s), \sum_f phi a f ^+ 2 <= b) ->
  hessian_form theta w <= b * \sum_f w f ^+ 2.
Proof.
move=> phi_le; have [d0 d1] := d_dist; rewrite hessian_form_variance // -/(mean _ _).
apply: mean_le => // s; set p := log_linear E phi theta s.
have dp : is_dist p by apply: softmax_dist (a0 s).
rewrite varianceE; last by case: dp.
apply: (@le_trans _ _ (mean p (fun a => logit phi w a ^+ 2))).
  by rewrite ger_addl oppr_le0 sqr_ge0.
apply: mean_le => // a; rewrite /logit.
apply: (@le_trans _ _ ((\sum_f phi a f ^+ 2) * \sum_f w f ^+ 2)); last first.
  by rewrite ler_wpmul2r ?phi_le // sumr_ge0 // => f _; apply: sqr_ge0.
rewrite -subr_ge0; have -> : (\sum_f phi a f ^+ 2) * (\sum_f w f ^+ 2) - (\sum_f phi a f * w f) ^+ 2 =
    2^-1 * \sum_f \sum_g (phi a f * w g - phi a g * w f) ^+ 2; last first.
  rewrite mulr_ge0 ?invr_ge0 ?ler0n // sumr_ge0 // => f _; apply: sumr_ge0 => g _; exact: sqr_ge0.
set x2 := \sum_f phi a f ^+ 2; set w2 := \sum_f w f ^+ 2; set xw := \sum_f phi a f * w f.
have -> : \sum_f \sum_g (phi a f * w g - phi a g * w f) ^+ 2 = 2 * (x2 * w2 - xw ^+ 2).
  transitivity (\sum_f (w2 * phi a f ^+ 2 - 2 * xw * (phi a f * w f) + x2 * w f ^+ 2)).
    apply: eq_bigr => f _.
    transitivity (\sum_g (phi a f ^+ 2 * w g ^+ 2 - 2 * (phi a f * w f) * (phi a g * w g) +
      w f ^+ 2 * phi a g ^+ 2)); first by apply: eq_bigr => g _; ring.
    by rewrite big_split /= sumrB -!mulr_sumr -/x2 -/w2 -/xw; ring.
  by rewrite big_split /= sumrB -!mulr_sumr -/x2 -/w2 -/xw; ring.
by rewrite mulrA mulVf ?mul1r // pnatr_eq0.
Qed.

End Hessian.
