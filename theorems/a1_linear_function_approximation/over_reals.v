(** A1 over the real numbers, with the real exp, ln and square root. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Spma Require Import common.distributions common.mdp common.values common.log_linear.
From Spma Require Import common.exp_ln_reals s1_step_size.proof.
From Spma Require Import a1_linear_function_approximation.surrogate_form.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** A1, one step, for real numbers: with [eps = l_t(theta)] and
    [beta^2 = 1 / (2 rho_min (1-gamma)^5)],

      e' <= (1 - eta C (1-gamma)) e + sqrt(beta^2 eps).

    The axioms it rests on are those of Coq's real numbers. *)
Theorem linear_step_reals (M : mdp [realFieldType of R]) (F : finType)
    (phi : forall s : state M, action s -> F -> R) (rho : state M -> R) (rho_min eta : R)
    (pi : policy M) (theta : F -> R) :
  unit_rewards M -> is_dist rho -> 0 < rho_min -> (forall s, rho_min <= rho s) ->
  is_policy pi -> full_support pi -> 0 < eta <= 1 - gamma M ->
  error (log_linear real_exp_ln phi theta) <=
  (1 - eta * C pi * (1 - gamma M)) * error pi +
  Num.sqrt (beta_squared M rho_min * eps real_exp_ln phi rho eta pi theta).
Proof.
move=> rewards rho_dist min0 min_le pol full eta_ok.
have [pol' _] := step_size rewards pol full eta_ok.
apply: (linear_step rewards rho_dist min0 min_le pol full eta_ok); first exact: sqrtr_ge0.
rewrite sqr_sqrtr //; apply: mulr_ge0.
  by rewrite invr_ge0 !mulr_ge0 ?ler0n ?(ltW min0) ?exprn_ge0 ?stop_ge0.
exact: (eps_ge0 real_exp_ln phi rho_dist theta pol pol').
Qed.
