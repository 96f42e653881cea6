(** L3, the improvement identity. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.spma_step.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** L3. For the SPMA update [pi'(a|s) = pi(a|s) (1 + eta(s) Adv(s,a))] and in
    every state,

      (T_{pi'} V)(s) - V(s) = eta(s) Var_{pi(.|s)}(Q(s,.)),   V = V^pi, Q = Q^pi,

    for every [eta(s)], even one at which [pi'] is no distribution. Source:
    immediate from the update (the paper's Eq. 3). *)
Theorem improvement_identity (R : realFieldType) (M : mdp R) (pi : policy M)
    (eta : state M -> R) (s : state M) : is_policy pi ->
  bellman (spma eta pi) (V pi) s - V pi s = eta s * Var pi s.
Proof.
move=> pol; have sum1 := spma_sum eta s pol.
have -> : bellman (spma eta pi) (V pi) s - V pi s = mean (spma eta pi s) (Adv pi (s := s)).
  by rewrite meanB mean_const.
rewrite Var_Adv //; transitivity
  (mean (pi s) (Adv pi (s := s)) + eta s * \sum_a pi s a * Adv pi a ^+ 2); last first.
  by rewrite mean_Adv // add0r.
by rewrite mulr_sumr -big_split; apply: eq_bigr => a _; rewrite /spma /=; ring.
Qed.
