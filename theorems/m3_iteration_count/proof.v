(** M3, the iteration count. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.exp_ln.
From Spma Require Import s1_step_size.proof s4_redundant_condition.proof.
From Spma Require Import m1_tabular_linear_rate.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section IterationCount.
Variables (R : realFieldType) (M : mdp R) (pi : policy M) (eta : R).
Hypotheses (rewards : unit_rewards M) (pol : is_policy pi) (full : full_support pi).
Hypothesis eta_ok : 0 < eta <= 1 - gamma M.

(** [c_T = min_(t<T) C_t]; 0 for [T = 0]. *)
Definition least_C T := min_over xpredT (fun t : 'I_T => C (run eta pi t)).

Local Notation rate T := (eta * (1 - gamma M) * least_C T).

Lemma factor_bounds t T : (t < T)%N ->
  0 <= 1 - eta * C (run eta pi t) * (1 - gamma M) <= 1 - rate T.
Proof.
move=> tT; have /andP[eta0 eta1] := eta_ok.
have [polt _] := run_policy rewards t pol full eta_ok; apply/andP; split.
  by apply: rate_factor_ge0 => // s; apply: step_size_valid; rewrite ?(ltW eta0).
rewrite ler_add2l ler_opp2 [leRHS]mulrAC ler_wpmul2l ?mulr_ge0 ?(ltW eta0) ?stop_ge0 //.
exact: (min_over_le (fun t : 'I_T => C (run eta pi t)) (isT : xpredT (Ordinal tT))).
Qed.

(** M3: [e_T <= (1 - eta (1-gamma) c_T)^T e_0]. Source: a consequence of the
    paper's Theorem 2 (M1). *)
Theorem power_rate T : error (run eta pi T) <= (1 - rate T) ^+ T * error pi.
Proof.
apply: le_trans (linear_rate T rewards pol full eta_ok) _; rewrite ler_wpmul2r ?error_ge0 //.
rewrite -[X in _ ^+ X](card_ord T) -prodr_const; apply: ler_prod => t _.
exact: factor_bounds.
Qed.

Variable E : exp_ln R.

(** M3: [e_T <= exp(-eta (1-gamma) T c_T) e_0]. *)
Theorem exponential_rate T : error (run eta pi T) <= exp E (- (rate T *+ T)) * error pi.
Proof.
apply: le_trans (power_rate T) _; rewrite ler_wpmul2r ?error_ge0 //.
rewrite -mulNrn expMn; case: T => [|T]; first by rewrite !expr0.
apply: ler_expn2r; rewrite ?nnegrE ?(ltW (exp_gt0 _ _)) ?expN_ge //.
by have /andP[f0 f1] := factor_bounds (ltn0Sn T); apply: le_trans f1.
Qed.

(** M3: as long as [e_T > eps > 0], [T eta (1-gamma) c_T < ln(e_0/eps)]. *)
Theorem iteration_count T (eps : R) : 0 < eps -> eps < error (run eta pi T) ->
  rate T *+ T < ln E (error pi / eps).
Proof.
move=> eps0 above; have below := lt_le_trans above (exponential_rate T).
have e0 : 0 < error pi.
  by have := lt_trans eps0 below; rewrite pmulr_rgt0 ?exp_gt0.
rewrite ltNge ln_le ?divr_gt0 // -ltNge ltr_pdivl_mulr //.
move: below; rewrite expN mulrC ltr_pdivl_mulr ?exp_gt0 //.
by rewrite mulrC.
Qed.

End IterationCount.
