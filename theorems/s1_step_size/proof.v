(** S1, the step-size condition eta <= 1 - gamma. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section StepSize.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : R).
Hypothesis rewards : unit_rewards M.

(** Full support makes the bound [Adv >= -1/(1-gamma)] strict:
    [Adv(s,a) >= -(1 - pi(a|s)) / (1-gamma)]. *)
Lemma Adv_ge pi s (a : action s) : is_policy pi ->
  - ((1 - pi s a) / (1 - gamma M)) <= Adv pi a.
Proof.
move=> pol; case: (pol s) => p0 p1.
have others := mass_others a p1.
have Vle : V pi s <= pi s a * Q pi a + (1 - pi s a) / (1 - gamma M).
  rewrite V_mean_Q // /mean (bigD1 a) //= ler_add2l -others mulr_suml.
  apply: ler_sum => b _; rewrite ler_wpmul2l //.
  by case/andP: (Q_range rewards b pol).
have q0 : 0 <= (1 - pi s a) * Q pi a.
  rewrite mulr_ge0 //; last by case/andP: (Q_range rewards a pol).
  by rewrite -others sumr_ge0.
rewrite -subr_ge0 in Vle; rewrite -subr_ge0 /Adv.
by have := addr_ge0 q0 Vle; congr (0 <= _); ring.
Qed.

(** [eta m(s) <= 1]: the condition implies its invariant form (S3). *)
Lemma step_size_valid pi eta s : is_policy pi -> 0 <= eta <= 1 - gamma M ->
  eta * largest_loss pi s <= 1.
Proof.
move=> pol /andP[eta0 eta1]; rewrite -bottom_Q //.
have [a _] := dist_inhabited (pol s); have [b ->] := bottom_attained (Q pi (s := s)) a.
have /andP[_ v1] := V_range rewards s pol; have /andP[q0 _] := Q_range rewards b pol.
apply: (@le_trans _ _ ((1 - gamma M) * (1 - gamma M)^-1)); last by rewrite mulfV ?stop_neq0.
apply: (@le_trans _ _ (eta * (1 - gamma M)^-1)).
  by rewrite ler_wpmul2l // (le_trans _ v1) // ger_addl oppr_le0.
by rewrite ler_wpmul2r // invr_ge0 stop_ge0.
Qed.

(** S1. For rewards in [0,1], a policy with full support and
    [0 < eta <= 1 - gamma], the SPMA update
    [pi'(a|s) = pi(a|s) (1 + eta Adv(s,a))] is a policy with full support. (For
    [gamma = 0], bandits, [eta <= 1] suffices.) Source: the first term of the
    step-size condition of the paper's Theorem 2. *)
Theorem step_size pi eta : is_policy pi -> full_support pi -> 0 < eta <= 1 - gamma M ->
  is_policy (spma (fun=> eta) pi) /\ full_support (spma (fun=> eta) pi).
Proof.
move=> pol full /andP[eta0 eta1]; split.
  apply: spma_policy => // s; first exact: ltW.
  by apply: step_size_valid; rewrite ?(ltW eta0).
move=> s a; rewrite /spma mulr_gt0 //; have stop := stop_gt0 M.
apply: lt_le_trans (full s a) _.
have p1 : 0 <= 1 - pi s a by rewrite subr_ge0 dist_le1.
have c1 : 0 <= eta * (Adv pi a + (1 - pi s a) / (1 - gamma M)).
  by rewrite mulr_ge0 ?(ltW eta0) // -ler_subl_addr sub0r Adv_ge.
have c2 : 0 <= (1 - gamma M - eta) * ((1 - pi s a) / (1 - gamma M)).
  by rewrite mulr_ge0 ?subr_ge0 // divr_ge0 ?stop_ge0.
rewrite -subr_ge0; have := addr_ge0 c1 c2; congr (0 <= _); field; exact: stop_neq0.
Qed.

(** Along a run every iterate is a policy with full support. *)
Corollary run_policy pi eta t : is_policy pi -> full_support pi -> 0 < eta <= 1 - gamma M ->
  is_policy (run eta pi t) /\ full_support (run eta pi t).
Proof.
move=> pol full eta_ok; elim: t => [|t [polt fullt]] //.
exact: step_size.
Qed.

End StepSize.
