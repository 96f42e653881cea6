(** L6, the occupancy. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.resolvent.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Occupancy.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (rho : state M -> R).

(** L6. [d^pi_rho(s) >= (1-gamma) rho(s)] in every state. Source: standard. *)
Theorem occupancy_ge pi rho s : is_policy pi -> is_dist rho ->
  (1 - gamma M) * rho s <= occupancy rho pi s.
Proof.
move=> pol [rho0 rho1]; rewrite ler_pmul2l ?stop_gt0 // (bigD1 s) //=.
apply: (@le_trans _ _ (rho s * resolvent pi s s)).
  by rewrite ler_pemulr ?resolvent_diagonal.
by rewrite ler_addl sumr_ge0 // => u _; rewrite mulr_ge0 ?resolvent_ge0.
Qed.

(** The occupancy is a distribution: the factor [1-gamma] normalises it. *)
Theorem occupancy_dist pi rho : is_policy pi -> is_dist rho -> is_dist (occupancy rho pi).
Proof.
move=> pol [rho0 rho1]; split=> [u|].
  by rewrite mulr_ge0 ?stop_ge0 // sumr_ge0 // => s _; rewrite mulr_ge0 ?resolvent_ge0.
rewrite -mulr_sumr exchange_big -[RHS]rho1 mulr_sumr /=; apply: eq_bigr => s _.
by rewrite -mulr_sumr mulrCA resolvent_row ?mulr1.
Qed.

End Occupancy.
