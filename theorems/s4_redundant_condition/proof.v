(** S4, the second step-size condition is redundant. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.
From Spma Require Import x1_variance_constant.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Redundant.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : R).

Lemma best_mass_ge0 pi s : is_policy pi -> 0 <= best_mass pi s.
Proof. by move=> pol; apply: mass_ge0; case: (pol s). Qed.

Lemma best_mass_le1 pi s : is_policy pi -> best_mass pi s <= 1.
Proof. by move=> pol; apply: mass_le1. Qed.

Lemma gap_le_range pi s : is_policy pi -> ~~ all_tie (Q pi (s := s)) ->
  gap (Q pi (s := s)) <= largest_advantage pi s + largest_loss pi s.
Proof.
move=> pol ntie; rewrite -top_Q // -bottom_Q // addrA subrK.
by have [a _ ->] := gap_attained ntie; rewrite ler_add2l ler_opp2 ge_bottom.
Qed.

(** [pi(best(s)|s) gap(s) <= m(s)] in a state that constrains [C]. *)
Lemma weighted_gap_le_loss pi s : is_policy pi -> ~~ all_tie (Q pi (s := s)) ->
  best_mass pi s * gap (Q pi (s := s)) <= largest_loss pi s.
Proof.
move=> pol ntie; have := largest_advantage_ge0 s pol; rewrite le_eqVlt => /orP[/eqP M0|M0].
  have := gap_le_range pol ntie; rewrite -M0 add0r; apply: le_trans.
  by rewrite ler_pimull ?best_mass_le1 // ltW // gap_gt0.
rewrite -(ler_pmul2r M0); apply: le_trans (gap_le_Var pol ntie) _.
by rewrite [leRHS]mulrC; apply: Var_le.
Qed.

(** S4, first part. A valid update has [eta C <= 1], hence
    [eta C (1-gamma) <= 1 - gamma]: the second term of the paper's condition
    [eta < min{1-gamma, 1/(C (1-gamma))}] never binds. Any rewards. Source:
    derived for this project. *)
Theorem redundant_condition pi eta : is_policy pi -> 0 < eta ->
  (forall s, eta * largest_loss pi s <= 1) -> eta * C pi <= 1.
Proof.
move=> pol eta0 valid; rewrite /C.
have [[s ntie ->]|[_ ->]] := min_over_cases (fun s => ~~ all_tie (Q pi (s := s)))
    (fun s => best_mass pi s * gap (Q pi (s := s))); last by rewrite mulr0 ler01.
by apply: le_trans (valid s); rewrite ler_wpmul2l ?(ltW eta0) ?weighted_gap_le_loss.
Qed.

Lemma C_ge0 pi : is_policy pi -> 0 <= C pi.
Proof.
move=> pol; apply: min_over_ge0 => s ntie.
by rewrite mulr_ge0 ?best_mass_ge0 // ltW // gap_gt0.
Qed.

(** S4, second part. For rewards in [0,1], [(1-gamma)^2 C <= 1 - gamma]. *)
Theorem first_term_smallest pi : unit_rewards M -> is_policy pi ->
  (1 - gamma M) ^+ 2 * C pi <= 1 - gamma M.
Proof.
move=> rewards pol; rewrite /C expr2 -mulrA; have stop := stop_gt0 M.
rewrite -[leRHS]mulr1 ler_pmul2l //.
have [[s ntie ->]|[_ ->]] := min_over_cases (fun s => ~~ all_tie (Q pi (s := s)))
    (fun s => best_mass pi s * gap (Q pi (s := s))); last by rewrite mulr0 ler01.
rewrite -ler_pdivl_mull // mulr1.
apply: (@le_trans _ _ (gap (Q pi (s := s)))).
  by rewrite ler_pimull ?best_mass_le1 // ltW // gap_gt0.
have [b _ ->] := gap_attained ntie; have [a _] := dist_inhabited (pol s).
have [t ->] := top_attained (Q pi (s := s)) a.
have /andP[_ q1] := Q_range rewards t pol; have /andP[q0 _] := Q_range rewards b pol.
by apply: le_trans q1; rewrite ger_addl oppr_le0.
Qed.

End Redundant.
