(** B0, the identities of bandits. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.bandits.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Identities.
Variables (R : realFieldType) (K : finType).
Implicit Types (p r : K -> R) (eta : R).

(** B0, first identity: [delta' = delta - eta Var_pi(r)]. Source: derived for
    this project. *)
Theorem suboptimality_step eta r p : \sum_a p a = 1 ->
  suboptimality r (bandit_step eta r p) = suboptimality r p - eta * variance p r.
Proof.
move=> p1; rewrite /suboptimality -addrA -opprD; congr (_ - _).
have -> : mean (bandit_step eta r p) r =
    mean p r + eta * (mean p (fun a => r a ^+ 2) - mean p r * mean p r).
  rewrite {3}/mean mulr_suml -sumrB mulr_sumr -big_split; apply: eq_bigr => a _ /=.
  by rewrite /bandit_step; ring.
by rewrite varianceE.
Qed.

(** B0, second identity: the mass on the best arms grows by the factor
    [1 + eta delta]; hence it does not fall. *)
Theorem best_mass_step eta r p :
  mass (bandit_step eta r p) (best r) = mass p (best r) * (1 + eta * suboptimality r p).
Proof.
rewrite /mass mulr_suml; apply: eq_bigr => a ba; rewrite /bandit_step.
by rewrite (bestP _ _ ba).
Qed.

Corollary best_mass_not_falling eta r p : is_dist p -> 0 <= eta ->
  mass p (best r) <= mass (bandit_step eta r p) (best r).
Proof.
move=> dp eta0; have [p0 _] := dp; rewrite best_mass_step ler_pemulr ?mass_ge0 //.
by rewrite ler_addl mulr_ge0 ?suboptimality_ge0.
Qed.

End Identities.
