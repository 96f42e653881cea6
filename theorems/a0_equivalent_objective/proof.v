(** A0, the surrogate as an objective with a proximal term. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.exp_ln common.log_linear.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section EquivalentObjective.
Variables (R : realFieldType) (E : exp_ln R) (M : mdp R) (F : finType).
Variables (phi : forall s : state M, action s -> F -> R) (d : state M -> R) (eta : R).
Implicit Types (pi : policy M) (theta : F -> R).

(** [g(theta) = sum_s d(s) [ -sum_a pi Adv ln pi_theta + KL(pi || pi_theta) / eta ]] *)
Definition proximal_objective pi theta :=
  \sum_s d s * (- (\sum_a pi s a * Adv pi a * ln E (log_linear E phi theta s a)) +
    KL E (pi s) (log_linear E phi theta s) / eta).

(** The part that does not depend on [theta]. *)
Definition offset pi :=
  \sum_s d s * ((\sum_a spma (fun=> eta) pi s a * ln E (spma (fun=> eta) pi s a)) -
    \sum_a pi s a * ln E (pi s a)).

(** A0. [l(theta) = eta g(theta) + offset]: minimising the surrogate is minimising
    the advantage term plus the proximal term. Source: the paper derives its update
    from both forms. *)
Theorem equivalent_objective pi theta : eta != 0 ->
  surrogate E phi d (spma (fun=> eta) pi) theta = eta * proximal_objective pi theta + offset pi.
Proof.
move=> eta0; rewrite mulr_sumr -big_split; apply: eq_bigr => s _ /=.
rewrite mulrCA -mulrDr; congr (_ * _).
rewrite mulrDr mulrCA mulfV // mulr1 mulrN mulr_sumr -sumrB -sumrN /KL -!big_split.
by apply: eq_bigr => a _ /=; rewrite {2}/spma {3}/spma /spma; ring.
Qed.

(** Hence differences of [l] are [eta] times differences of [g]. *)
Corollary same_minimisers pi theta theta' : 0 < eta ->
  (surrogate E phi d (spma (fun=> eta) pi) theta <= surrogate E phi d (spma (fun=> eta) pi) theta') =
  (proximal_objective pi theta <= proximal_objective pi theta').
Proof.
move=> eta0; rewrite !equivalent_objective ?gt_eqF //.
by rewrite ler_add2r ler_pmul2l.
Qed.

End EquivalentObjective.
