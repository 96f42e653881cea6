(** A1, the paper's Theorem 3: log-linear policies and the surrogate they leave. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step common.unroll common.exp_ln.
From Spma Require Import common.log_linear.
From Spma Require Import l6_occupancy.proof l8_pinsker.proof s1_step_size.proof.
From Spma Require Import s4_redundant_condition.proof.
From Spma Require Import m1_tabular_linear_rate.proof a1_linear_function_approximation.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section LinearFunctionApproximation.
Variables (R : archiFieldType) (E : exp_ln R) (M : mdp R) (F : finType).
Variables (phi : forall s : state M, action s -> F -> R) (rho : state M -> R) (rho_min : R).
Hypotheses (rewards : unit_rewards M) (rho_dist : is_dist rho).
Hypotheses (rho_min_gt0 : 0 < rho_min) (rho_min_le : forall s, rho_min <= rho s).
Implicit Types (pi : policy M) (eta : R) (theta : F -> R).

(** [eps = l_t(theta)], the surrogate of a step of [pi] at the parameters [theta]. *)
Definition eps eta pi theta := surrogate E phi (occupancy rho pi) (spma (fun=> eta) pi) theta.

(** [beta^2 = 1 / (2 rho_min (1-gamma)^5)] *)
Definition beta_squared := (2 * rho_min * (1 - gamma M) ^+ 5)^-1.

(** A state's divergence is at most [eps / ((1-gamma) rho_min)]. *)
Lemma state_divergence eta pi theta s : is_policy pi -> is_policy (spma (fun=> eta) pi) ->
  (1 - gamma M) * rho_min * KL E (spma (fun=> eta) pi s) (log_linear E phi theta s) <=
  eps eta pi theta.
Proof.
move=> pol pol'; have [polt fullt] := log_linear_policy E phi theta pol.
have KL0 u : 0 <= KL E (spma (fun=> eta) pi u) (log_linear E phi theta u).
  by apply: KL_ge0 => //; exact: fullt.
have [d0 _] := occupancy_dist pol rho_dist.
rewrite /eps /surrogate (bigD1 s) //=.
apply: (@le_trans _ _ (occupancy rho pi s * KL E (spma (fun=> eta) pi s) (log_linear E phi theta s))).
  apply: ler_wpmul2r => //; apply: le_trans (occupancy_ge s pol rho_dist).
  by rewrite ler_wpmul2l ?stop_ge0.
by rewrite ler_addl; apply: sumr_ge0 => u _; apply: mulr_ge0.
Qed.

Lemma eps_ge0 eta pi theta : is_policy pi -> is_policy (spma (fun=> eta) pi) ->
  0 <= eps eta pi theta.
Proof.
move=> pol pol'; have [d0 _] := occupancy_dist pol rho_dist.
have [polt fullt] := log_linear_policy E phi theta pol.
by apply: sumr_ge0 => s _; rewrite mulr_ge0 // KL_ge0 //; exact: fullt.
Qed.

(** The 1-norm term of A1 is at most [b] as soon as [beta^2 eps <= b^2]. *)
Lemma target_loss_le eta pi theta b : is_policy pi -> is_policy (spma (fun=> eta) pi) ->
  0 <= b -> beta_squared * eps eta pi theta <= b ^+ 2 ->
  target_loss eta pi (log_linear E phi theta) <= b.
Proof.
move=> pol pol' b0 bE; have stop := stop_gt0 M.
have [polt fullt] := log_linear_policy E phi theta pol.
rewrite /target_loss ler_pdivr_mulr; last by rewrite mulr_gt0 ?ltr0n ?exprn_gt0.
set c := b * _; have c0 : 0 <= c by rewrite !mulr_ge0 ?ler0n ?exprn_ge0 ?stop_ge0.
have [/existsP[s0 _]|/existsPn none] := boolP [exists s : state M, true]; last first.
  by rewrite /policy_distance max_over_empty // => s; have := none s.
apply: (max_over_le (x := s0)) => // s _.
have l0 : 0 <= l1_distance (log_linear E phi theta s) (spma (fun=> eta) pi s).
  by apply: sumr_ge0 => a _; apply: normr_ge0.
rewrite -(@ler_pexpn2r _ 2) ?nnegrE //.
have -> : l1_distance (log_linear E phi theta s) (spma (fun=> eta) pi s) =
          l1_distance (spma (fun=> eta) pi s) (log_linear E phi theta s).
  by apply: eq_bigr => a _; rewrite distrC.
apply: le_trans (pinsker E (pol' s) (polt s) (fullt s)) _.
set k := KL _ _ _; have := state_divergence theta s pol pol'; rewrite -/k => kE.
rewrite -(ler_pmul2l (mulr_gt0 stop rho_min_gt0)).
apply: (@le_trans _ _ (2 * eps eta pi theta)).
  by rewrite mulrCA ler_wpmul2l ?ler0n.
have pos : 0 < 2 * rho_min * (1 - gamma M) ^+ 5 by rewrite !mulr_gt0 ?ltr0n ?exprn_gt0.
move: bE; rewrite /beta_squared mulrC ler_pdivr_mulr // => bE.
apply: le_trans (ler_wpmul2l (ler0n R 2) bE) _; rewrite /c le_eqVlt; apply/orP; left.
by apply/eqP; ring.
Qed.

(** A1, one step. For rewards in [0,1], [rho >= rho_min > 0], a policy [pi] with
    full support, [0 < eta <= 1-gamma] and ANY parameters [theta],

      e' <= (1 - eta C (1-gamma)) e + beta sqrt(eps),   beta^2 = 1/(2 rho_min (1-gamma)^5),

    [e'] being the error of the log-linear policy [pi_theta]. The root is written
    as any [b >= 0] with [b^2 >= beta^2 eps]. Source: the paper's Theorem 3, known
    from a summary; constants and proof are of this project. *)
Theorem linear_step pi eta theta b : is_policy pi -> full_support pi ->
  0 < eta <= 1 - gamma M -> 0 <= b -> beta_squared * eps eta pi theta <= b ^+ 2 ->
  error (log_linear E phi theta) <= (1 - eta * C pi * (1 - gamma M)) * error pi + b.
Proof.
move=> pol full eta_ok b0 bE; have [polt _] := log_linear_policy E phi theta pol.
have [pol' _] := step_size rewards pol full eta_ok.
apply: le_trans (any_next_policy rewards pol full polt eta_ok) _.
by rewrite ler_add2l; apply: target_loss_le.
Qed.

(** A1, [T] steps: along [pi_{t+1} = pi_{theta_(t+1)}], with
    [alpha_t = 1 - eta C_t (1-gamma)] and [b_t >= beta sqrt(eps_t)],

      e_T <= prod_(t<T) alpha_t e_0 + sum_(t<T) (prod_(t<i<T) alpha_i) b_t. *)
Theorem linear_steps (theta : nat -> F -> R) eta (b : nat -> R) T :
  let pi t := log_linear E phi (theta t) in
  is_policy (pi 0%N) -> 0 < eta <= 1 - gamma M -> (forall t, 0 <= b t) ->
  (forall t, beta_squared * eps eta (pi t) (theta t.+1) <= b t ^+ 2) ->
  error (pi T) <= (\prod_(t < T) alpha eta (pi t)) * error (pi 0%N) +
    \sum_(t < T) (\prod_(t.+1 <= i < T) alpha eta (pi i)) * b t.
Proof.
move=> pi pol0 eta_ok b0 bE; have /andP[eta0 eta1] := eta_ok.
have ok t : is_policy (pi t) /\ full_support (pi t) by apply: (log_linear_policy _ _ _ pol0).
apply: (unroll_with_loss (f := fun t => alpha eta (pi t)) (x := b) (e := fun t => error (pi t))) => t _.
  have [polt _] := ok t; apply: rate_factor_ge0 => // s.
  by apply: step_size_valid; rewrite ?(ltW eta0).
by have [polt fullt] := ok t; apply: linear_step.
Qed.

(** A1, geometric form: with [alpha_t <= a] and [b_t <= y],
    [e_T <= a^T e_0 + y (1 + a + ... + a^(T-1))]. *)
Theorem linear_steps_uniform (theta : nat -> F -> R) eta (a y : R) T :
  let pi t := log_linear E phi (theta t) in
  is_policy (pi 0%N) -> 0 < eta <= 1 - gamma M -> 0 <= a -> 0 <= y ->
  (forall t, alpha eta (pi t) <= a) ->
  (forall t, beta_squared * eps eta (pi t) (theta t.+1) <= y ^+ 2) ->
  error (pi T) <= a ^+ T * error (pi 0%N) + y * \sum_(t < T) a ^+ t.
Proof.
move=> pi pol0 eta_ok a0 y0 aE yE.
have ok t : is_policy (pi t) /\ full_support (pi t) by apply: (log_linear_policy _ _ _ pol0).
apply: (unroll_uniform (e := fun t => error (pi t))) => // t _; have [polt fullt] := ok t.
apply: le_trans (linear_step polt fullt eta_ok y0 (yE t)) _.
by rewrite ler_add2r ler_wpmul2r ?error_ge0 //; apply: aE.
Qed.

End LinearFunctionApproximation.
