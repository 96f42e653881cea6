(** L5, the performance difference lemma. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.resolvent.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** L5. For any two policies, with the normalised occupancy
    [d = (1-gamma) rho' (I - gamma P_{pi'})^-1],

      V^{pi'}(rho) - V^pi(rho) = 1/(1-gamma) sum_s d(s) sum_a pi'(a|s) Adv^pi(s,a).

    Source: S. Kakade and J. Langford, ICML 2002. *)
Theorem performance_difference (R : realFieldType) (M : mdp R) (pi pi' : policy M)
    (rho : state M -> R) : is_policy pi' ->
  \sum_s rho s * V pi' s - \sum_s rho s * V pi s =
  (1 - gamma M)^-1 * \sum_s occupancy rho pi' s * \sum_a pi' s a * Adv pi a.
Proof.
move=> pol'; pose h s := mean (pi' s) (Adv pi (s := s)).
have diff s : V pi' s - V pi s = \sum_u resolvent pi' s u * h u.
  apply: (resolvent_unique (x := fun s => V pi' s - V pi s) pol') => {}s.
  by rewrite -bellmanB -(V_bellman pol') /h -(improvement_Adv pi s pol'); ring.
rewrite -sumrB; under eq_bigr do rewrite -mulrBr diff mulr_sumr.
rewrite exchange_big mulr_sumr /=; apply: eq_bigr => u _.
rewrite /occupancy -/(mean _ _) -/(h u) !mulrA mulVf ?stop_neq0 // mul1r mulr_suml.
by apply: eq_bigr => s _; rewrite mulrA.
Qed.
