(** Softmax, divergence, log-linear policies and the surrogate; definitions first. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.exp_ln.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variables (R : realFieldType) (E : exp_ln R).

(** [Z(z) = sum_a exp z(a)] and [softmax(z)(a) = exp z(a) / Z(z)]. *)
Definition partition (X : finType) (z : X -> R) := \sum_a exp E (z a).
Definition softmax (X : finType) (z : X -> R) : X -> R := fun a => exp E (z a) / partition z.

(** [KL(p||q) = sum_a p(a) (ln p(a) - ln q(a))]; a term with [p(a) = 0] is 0. *)
Definition KL (X : finType) (p q : X -> R) := \sum_a p a * (ln E (p a) - ln E (q a)).

Variables (M : mdp R) (F : finType) (phi : forall s : state M, action s -> F -> R).

(** Logits [phi(s,a) . theta], parameters indexed by the features [F]. *)
Definition logit (theta : F -> R) (s : state M) (a : action s) := \sum_f phi a f * theta f.

(** [pi_theta(a|s)], proportional to [exp(phi(s,a) . theta)]. *)
Definition log_linear (theta : F -> R) : policy M := fun s => softmax (logit theta (s := s)).

Arguments log_linear theta s a : clear implicits.

(** The surrogate [l(theta) = sum_s d(s) KL(target(.|s) || pi_theta(.|s))]. *)
Definition surrogate (d : state M -> R) (target : policy M) (theta : F -> R) :=
  \sum_s d s * KL (target s) (log_linear theta s).

(** Its gradient, [sum_s d(s) sum_a (pi_theta(a|s) - target(a|s)) phi(s,a)]. *)
Definition surrogate_gradient (d : state M -> R) (target : policy M) (theta : F -> R) (f : F) :=
  \sum_s d s * \sum_a (log_linear theta s a - target s a) * phi a f.

End Definitions.

Arguments log_linear {R} E {M F} phi theta s a.

Section Softmax.
Variables (R : realFieldType) (E : exp_ln R) (X : finType).
Implicit Types (p q x y z : X -> R).

Lemma partition_gt0 z (a : X) : 0 < partition E z.
Proof.
rewrite /partition (bigD1 a) //= ltr_spaddl ?exp_gt0 // sumr_ge0 // => b _.
exact/ltW/exp_gt0.
Qed.

Lemma softmax_gt0 z a : 0 < softmax E z a.
Proof. by rewrite divr_gt0 ?exp_gt0 ?(partition_gt0 _ a). Qed.

Lemma softmax_dist z (a : X) : is_dist (softmax E z).
Proof.
split=> [b|]; first exact/ltW/softmax_gt0.
by rewrite -mulr_suml mulfV // gt_eqF // (partition_gt0 _ a).
Qed.

(** [ln softmax(z)(a) = z(a) - ln Z(z)] *)
Lemma ln_softmax z a : ln E (softmax E z a) = z a - ln E (partition E z).
Proof.
apply: (@exp_inj _ E); rewrite lnK ?softmax_gt0 // expD.
by rewrite expN lnK // (partition_gt0 _ a).
Qed.

(** The tangent of log-sum-exp at [x]. *)
Lemma log_sum_exp_tangent x y (a : X) :
  mean (softmax E x) (fun b => y b - x b) <= ln E (partition E y) - ln E (partition E x).
Proof.
set c := _ - _; have [s0 s1] := softmax_dist x a.
have Zx := partition_gt0 x a; have Zy := partition_gt0 y a.
have expNc : exp E (- c) = partition E x / partition E y.
  by rewrite /c opprB expD expN !lnK.
have total : \sum_b softmax E x b * exp E (y b - x b - c) = 1.
  transitivity ((\sum_b exp E (y b)) * (partition E x)^-1 * exp E (- c)).
    rewrite !mulr_suml; apply: eq_bigr => b _; rewrite expD expNc /softmax.
    have -> : exp E (y b) = exp E (x b) * exp E (y b - x b) by rewrite -expD addrC subrK.
    by ring.
  rewrite -/(partition E y) expNc; field.
  by rewrite !gt_eqF.
have : \sum_b softmax E x b * (1 + (y b - x b - c)) <= 1.
  rewrite -[leRHS]total; apply: ler_sum => b _.
  by rewrite ler_wpmul2l ?exp_ge1Dx.
have -> : \sum_b softmax E x b * (1 + (y b - x b - c)) =
    mean (softmax E x) (fun b => y b - x b) + (1 - c).
  rewrite -[X in _ = _ + X](mean_const (1 - c) s1) -meanD.
  by apply: eq_bigr => b _; congr (_ * _); ring.
by rewrite addrCA ger_addl subr_le0.
Qed.

(** [KL(p || softmax z) = sum p ln p - sum p z + ln Z(z)] *)
Lemma KL_softmax p z : \sum_b p b = 1 ->
  KL E p (softmax E z) = (\sum_b p b * ln E (p b)) - mean p z + ln E (partition E z).
Proof.
move=> p1; rewrite -[X in _ = _ + X](mean_const _ p1) /mean -sumrB -big_split.
by apply: eq_bigr => b _; rewrite ln_softmax /=; ring.
Qed.

End Softmax.

(** A log-linear policy is a policy with full support, where there is an action
    in every state. *)
Lemma log_linear_policy (R : realFieldType) (E : exp_ln R) (M : mdp R) (F : finType)
    (phi : forall s : state M, action s -> F -> R) (theta : F -> R) (pi : policy M) :
  is_policy pi -> is_policy (log_linear E phi theta) /\ full_support (log_linear E phi theta).
Proof.
move=> pol; split=> [s|s a]; last exact: softmax_gt0.
by have [a _] := dist_inhabited (pol s); apply: softmax_dist a.
Qed.
