(** L7, ranges of values and advantages. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** L7. For rewards in [0,1],

      0 <= V^pi(s), Q^pi(s,a) <= 1/(1-gamma)   and   |Adv^pi(s,a)| <= 1/(1-gamma).

    Source: standard. *)
Theorem ranges (R : realFieldType) (M : mdp R) (pi : policy M) (s : state M) (a : action s) :
  unit_rewards M -> is_policy pi ->
  [/\ 0 <= V pi s <= (1 - gamma M)^-1, 0 <= Q pi a <= (1 - gamma M)^-1
    & `|Adv pi a| <= (1 - gamma M)^-1].
Proof.
move=> rewards pol; have rV := V_range rewards s pol; have rQ := Q_range rewards a pol.
split=> //; case/andP: rV => v0 v1; case/andP: rQ => q0 q1.
rewrite /Adv ler_norml; apply/andP; split.
  by rewrite ler_oppl opprB (le_trans _ v1) // ger_addl oppr_le0.
by rewrite (le_trans _ q1) // ger_addl oppr_le0.
Qed.
