(** The SPMA update in one state: sums, signs and gain of the next policy. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Step.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : state M -> R).

(** Rows of the update sum to 1, whatever the step sizes. *)
Lemma spma_sum eta pi s : is_policy pi -> \sum_a spma eta pi s a = 1.
Proof.
move=> pol; case: (pol s) => _ p1.
transitivity (\sum_a (pi s a + eta s * (pi s a * Adv pi a))).
  by apply: eq_bigr => a _; rewrite /spma; ring.
by rewrite big_split /= p1 -mulr_sumr [X in _ * X](mean_Adv s pol) mulr0 addr0.
Qed.

(** The factor [1 + eta Adv] is not negative when [eta m(s) <= 1]. *)
Lemma spma_factor_ge0 eta pi s (a : action s) : 0 <= eta s -> eta s * largest_loss pi s <= 1 ->
  0 <= 1 + eta s * Adv pi a.
Proof.
move=> eta0 valid; apply: (@le_trans _ _ (1 - eta s * largest_loss pi s)).
  by rewrite subr_ge0.
by rewrite ler_add2l -mulrN ler_wpmul2l ?ge_largest_loss.
Qed.

(** A valid update is a policy. *)
Lemma spma_policy eta pi : is_policy pi -> (forall s, 0 <= eta s) ->
  (forall s, eta s * largest_loss pi s <= 1) -> is_policy (spma eta pi).
Proof.
move=> pol eta0 valid s; split=> [a|]; last exact: spma_sum.
by rewrite mulr_ge0 ?spma_factor_ge0 //; case: (pol s).
Qed.

(** [max Q - V = M(s)] and [V - min Q = m(s)]. *)
Lemma top_Q pi s : is_policy pi -> top (Q pi (s := s)) - V pi s = largest_advantage pi s.
Proof. by move=> pol; rewrite largest_advantageE. Qed.

Lemma bottom_Q pi s : is_policy pi -> V pi s - bottom (Q pi (s := s)) = largest_loss pi s.
Proof.
move=> pol; have [a _] := dist_inhabited (pol s).
rewrite /largest_loss -[LHS]opprB; congr (- _); apply/eqP; rewrite eq_le; apply/andP; split.
  have [b ->] := bottom_attained (Adv pi (s := s)) a.
  by rewrite ler_add2r; apply: ge_bottom.
have [b ->] := bottom_attained (Q pi (s := s)) a.
exact: (ge_bottom (Adv pi (s := s)) b).
Qed.

(** A state has all actions tied iff [M(s) = 0], given full support. *)
Lemma tie_no_advantage pi s : is_policy pi -> all_tie (Q pi (s := s)) -> largest_advantage pi s = 0.
Proof.
move=> pol tie; have [a _] := dist_inhabited (pol s).
have /bestP qa := forallP tie a; rewrite -top_Q // -qa.
have -> : V pi s = mean (pi s) (fun=> Q pi a).
  by rewrite V_mean_Q //; apply: eq_mean => // b; apply: best_ties.
by rewrite mean_const ?subrr //; case: (pol s).
Qed.

Lemma no_advantage_tie pi s : is_policy pi -> full_support pi ->
  largest_advantage pi s = 0 -> all_tie (Q pi (s := s)).
Proof.
move=> pol full M0.
have le0 a : Adv pi (s := s) a <= 0 by rewrite -M0 le_largest_advantage.
have Adv0 a : Adv pi (s := s) a = 0.
  have Z : \sum_b - (pi s b * Adv pi b) = 0.
    by rewrite sumrN [X in - X](mean_Adv s pol) oppr0.
  have /psumr_eq0P Z0 : forall b, true -> 0 <= - (pi s b * Adv pi b).
    by move=> b _; rewrite -mulrN mulr_ge0 ?oppr_ge0 // ltW ?full.
  have /eqP := Z0 Z a isT; rewrite oppr_eq0 mulf_eq0 gt_eqF ?full //=.
  by move/eqP.
have QV a : Q pi (s := s) a = V pi s by apply/eqP; rewrite -subr_eq0; apply/eqP/Adv0.
by apply/forallP => a; apply/forallP => b; rewrite !QV.
Qed.

End Step.
