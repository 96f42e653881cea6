(** X1, the variance constant in place of C. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.
From Spma Require Import l1_variance.proof l2_bhatia_davis.proof l3_improvement.proof.
From Spma Require Import l4_contraction.proof s1_step_size.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section VarianceConstant.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : R).

(** L1 in a state: [pi(best(s)|s) gap(s) M(s) <= Var(s)]. *)
Lemma gap_le_Var pi s : is_policy pi -> ~~ all_tie (Q pi (s := s)) ->
  best_mass pi s * gap (Q pi (s := s)) * largest_advantage pi s <= Var pi s.
Proof.
move=> pol ntie; have := variance_lemma (pol s) ntie.
by rewrite -V_mean_Q // top_Q.
Qed.

(** L2 in a state: [Var(s) <= M(s) m(s)]. *)
Lemma Var_le pi s : is_policy pi -> Var pi s <= largest_advantage pi s * largest_loss pi s.
Proof.
move=> pol; have := bhatia_davis (Q pi (s := s)) (pol s).
by rewrite -V_mean_Q // top_Q // bottom_Q.
Qed.

Lemma variance_constant_ge0 pi : is_policy pi -> 0 <= variance_constant pi.
Proof.
move=> pol; apply: min_over_ge0 => s M0; rewrite divr_ge0 ?(ltW M0) //.
by apply: variance_ge0; case: (pol s).
Qed.

Lemma variance_constant_le pi s : is_policy pi ->
  variance_constant pi * largest_advantage pi s <= Var pi s.
Proof.
move=> pol; have := largest_advantage_ge0 s pol; rewrite le_eqVlt => /orP[/eqP <-|M0].
  by rewrite mulr0 variance_ge0 //; case: (pol s).
rewrite -ler_pdivl_mulr //.
exact: (@min_over_le _ _ (fun s => 0 < largest_advantage pi s)).
Qed.

(** [eta min_s Var(s)/M(s) <= 1] for a valid update. *)
Lemma variance_constant_valid pi eta : is_policy pi -> 0 <= eta ->
  (forall s, eta * largest_loss pi s <= 1) -> eta * variance_constant pi <= 1.
Proof.
move=> pol eta0 valid; rewrite /variance_constant.
have [[s M0 ->]|[_ ->]] := min_over_cases (fun s => 0 < largest_advantage pi s)
    (fun s => Var pi s / largest_advantage pi s); last by rewrite mulr0 ler01.
apply: le_trans (valid s); rewrite ler_wpmul2l // ler_pdivr_mulr // mulrC.
exact: Var_le.
Qed.

(** X1, "never weaker": [C <= min_s Var(s)/M(s)] for policies with full support. *)
Theorem C_le_variance_constant pi : is_policy pi -> full_support pi ->
  C pi <= variance_constant pi.
Proof.
move=> pol full; have [[s M0 kE]|[none kE]] :=
    min_over_cases (fun s => 0 < largest_advantage pi s)
      (fun s => Var pi s / largest_advantage pi s); rewrite /variance_constant kE.
  have ntie : ~~ all_tie (Q pi (s := s)).
    by apply: contraL M0 => /(tie_no_advantage pol) ->; rewrite ltxx.
  rewrite ler_pdivl_mulr //; apply: le_trans (gap_le_Var pol ntie).
  rewrite ler_wpmul2r ?(ltW M0) //.
  exact: (@min_over_le _ _ (fun s => ~~ all_tie (Q pi (s := s)))).
rewrite /C min_over_empty // => s; rewrite negbK; apply: no_advantage_tie => //.
by apply/eqP; rewrite eq_le largest_advantage_ge0 // andbT leNgt none.
Qed.

(** SPMA with any step size valid in the invariant sense (no range of rewards). *)
Lemma variance_constant_rate_valid pi eta : is_policy pi -> 0 <= eta ->
  (forall s, eta * largest_loss pi s <= 1) ->
  (forall s, V pi s <= V (spma (fun=> eta) pi) s) /\
  error (spma (fun=> eta) pi) <= (1 - eta * variance_constant pi * (1 - gamma M)) * error pi.
Proof.
move=> pol eta0 valid; rewrite [_ * (1 - gamma M)]mulrC; apply: contraction => //.
- exact: spma_policy.
- by rewrite mulr_ge0 ?variance_constant_ge0 ?variance_constant_valid.
move=> s; rewrite -largest_advantageE // -ler_subr_addl improvement_identity //.
by rewrite -mulrA ler_wpmul2l // variance_constant_le.
Qed.

(** X1. M1 holds with [kappa_t = min_s Var(s)/M(s)] in place of [C_t]:
    [e_{t+1} <= (1 - eta (1-gamma) kappa_t) e_t] for rewards in [0,1] and
    [0 < eta <= 1-gamma]; full support is not needed here. Source: new in this
    project. *)
Theorem variance_constant_rate pi eta : unit_rewards M -> is_policy pi ->
  0 < eta <= 1 - gamma M ->
  error (spma (fun=> eta) pi) <= (1 - eta * variance_constant pi * (1 - gamma M)) * error pi.
Proof.
move=> rewards pol /andP[eta0 eta1]; case: (@variance_constant_rate_valid pi eta) => //.
  exact: ltW.
by move=> s; apply: step_size_valid; rewrite ?(ltW eta0).
Qed.

End VarianceConstant.
