(** B2, the paper's Theorem 4: the super-linear rate in bandits. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.bandits.
From Spma Require Import common.pairwise.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section SuperlinearRate.
Variables (R : realFieldType) (K : finType).
Implicit Types (p r : K -> R).

(** [t] steps of [pi'(a) = pi(a) (1 + sum_b pi(b) sgn(r_a - r_b))]. *)
Definition pairwise_run r p t := iter t (pairwise r) p.

Lemma pairwise_run_dist r p t : is_dist p -> is_dist (pairwise_run r p t).
Proof. by move=> dp; elim: t => // t; apply: pairwise_dist. Qed.

(** B2. With one step size [1/|r_a - r_b|] for each pair of arms and [p] the mass
    on all best arms, [1 - p_T = (1 - p_0)^(2^T)] exactly. No range of rewards,
    no step-size condition, ties allowed. Source: the paper's Theorem 4. *)
Theorem superlinear_identity r p T : is_dist p ->
  1 - mass (pairwise_run r p T) (best r) = (1 - mass p (best r)) ^+ (2 ^ T)%N.
Proof.
move=> dp; elim: T => [|T IH]; first by rewrite expr1.
rewrite [LHS](pairwise_best r (pairwise_run_dist r T dp)) IH.
by rewrite -exprM mulnC -expnS.
Qed.

Lemma suboptimality_le_rest r p : is_dist p ->
  suboptimality r p <= (1 - mass p (best r)) * (top r - bottom r).
Proof.
move=> [p0 p1]; have -> : suboptimality r p = mean p (fun a => top r - r a).
  by rewrite meanB mean_const.
rewrite -massC // /mean (bigID (best r)) /= big1 ?add0r => [|a /bestP ->]; last first.
  by rewrite subrr mulr0.
rewrite /mass mulr_suml; apply: ler_sum => a _; rewrite ler_wpmul2l //.
by rewrite ler_add2l ler_opp2 ge_bottom.
Qed.

(** B2, values: [delta_T <= (1 - p_0)^(2^T) (max r - min r)]. *)
Theorem superlinear_rate r p T : is_dist p ->
  suboptimality r (pairwise_run r p T) <=
  (1 - mass p (best r)) ^+ (2 ^ T)%N * (top r - bottom r).
Proof.
move=> dp; rewrite -superlinear_identity //; apply: suboptimality_le_rest.
exact: pairwise_run_dist.
Qed.

(** B2, two arms: the update is SPMA with the step size [1 / Delta]. *)
Theorem two_arms r p a : is_dist p -> #|K| = 2%N -> ~~ all_tie r ->
  pairwise r p a = bandit_step (gap r)^-1 r p a.
Proof.
move=> [p0 p1] two ntie; have [x nb gE] := gap_attained ntie.
have [y by_] := best_exists r x; have topE := bestP _ _ by_.
have xy : y != x by apply: contra nb => /eqP <-.
have only := two_points two xy; have sumE := @two_points_sum R _ _ _ two xy.
have py : p y = 1 - p x by rewrite -p1 sumE addrK.
have gap0 : gap r != 0 by rewrite gt_eqF ?gap_gt0.
have ry : r y = r x + gap r by rewrite gE -topE addrCA subrr addr0.
rewrite /pairwise /bandit_step /mean !sumE; case: (only a) => ->; rewrite subrr sgr0 py ry.
  rewrite [r x + _]addrC addrK gtr0_sg ?gap_gt0 //; by field.
rewrite opprD addrA subrr sub0r sgrN gtr0_sg ?gap_gt0 //; by field.
Qed.

End SuperlinearRate.
