(** X2, step sizes that differ from state to state and from step to step. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.
From Spma Require Import common.unroll common.rescaled x1_variance_constant.proof.
From Spma Require Import l3_improvement.proof l4_contraction.proof s1_step_size.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section AdaptiveSteps.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : state M -> R) (etas : nat -> state M -> R).

(** [kappa = min_s eta(s) Var(s) / M(s)] over the states with [M(s) > 0]; 0 when
    there is none. *)
Definition step_constant eta pi :=
  min_over (fun s => 0 < largest_advantage pi s)
           (fun s => eta s * Var pi s / largest_advantage pi s).

(** A step size is valid in every state: [0 <= eta(s)] and [eta(s) m(s) <= 1]. *)
Definition valid_steps eta pi := forall s, 0 <= eta s /\ eta s * largest_loss pi s <= 1.

Lemma valid_policy eta pi : is_policy pi -> valid_steps eta pi -> is_policy (spma eta pi).
Proof. by move=> pol valid; apply: spma_policy => // s; case: (valid s). Qed.

Lemma step_constant_bounds eta pi : is_policy pi -> valid_steps eta pi ->
  0 <= step_constant eta pi <= 1.
Proof.
move=> pol valid; have Var0 s : 0 <= Var pi s by apply: variance_ge0; case: (pol s).
apply/andP; split.
  apply: min_over_ge0 => s M0; have [eta0 _] := valid s.
  by rewrite divr_ge0 ?mulr_ge0 // ltW.
rewrite /step_constant; have [[s M0 ->]|[_ ->]] := min_over_cases
    (fun s => 0 < largest_advantage pi s)
    (fun s => eta s * Var pi s / largest_advantage pi s); last exact: ler01.
have [eta0 v1] := valid s; rewrite ler_pdivr_mulr // mul1r.
apply: (@le_trans _ _ (eta s * (largest_advantage pi s * largest_loss pi s))).
  by rewrite ler_wpmul2l ?Var_le.
by rewrite mulrCA ler_pimulr // ltW.
Qed.

(** X2, one step. SPMA with any step sizes [eta(s) >= 0] that satisfy
    [eta(s) m(s) <= 1] has [V^{pi'} >= V^pi] and

      e' <= (1 - (1-gamma) kappa) e,   kappa = min_s eta(s) Var(s) / M(s).

    Any rewards; full support is not needed. Source: of this project. *)
Theorem adaptive_step eta pi : is_policy pi -> valid_steps eta pi ->
  (forall s, V pi s <= V (spma eta pi) s) /\
  error (spma eta pi) <= (1 - (1 - gamma M) * step_constant eta pi) * error pi.
Proof.
move=> pol valid; have gain s := improvement_identity eta s pol.
have up s : V pi s <= bellman (spma eta pi) (V pi) s.
  rewrite -subr_ge0 gain; have [eta0 _] := valid s.
  by rewrite mulr_ge0 // variance_ge0 //; case: (pol s).
have [mono rate] := measured_contraction pol (valid_policy pol valid) up.
split=> //; suff <- : improvement_constant pi (spma eta pi) = step_constant eta pi by [].
by apply: eq_min_over => s; rewrite gain.
Qed.

(** [t] steps, the step sizes [etas t] depending on the step and the state. *)
Fixpoint adaptive_run etas pi t : policy M :=
  if t is u.+1 then spma (etas u) (adaptive_run etas pi u) else pi.

(** X2, [T] steps: [e_T <= prod_(t<T) (1 - (1-gamma) kappa_t) e_0]. *)
Theorem adaptive_rate etas pi T : is_policy pi ->
  (forall t, (t < T)%N -> valid_steps (etas t) (adaptive_run etas pi t)) ->
  error (adaptive_run etas pi T) <=
  (\prod_(t < T) (1 - (1 - gamma M) * step_constant (etas t) (adaptive_run etas pi t))) * error pi.
Proof.
move=> pol valid.
have polt t : (t <= T)%N -> is_policy (adaptive_run etas pi t).
  by elim: t => [//|t IH] tT; apply: valid_policy (IH (ltnW tT)) (valid t tT).
apply: (unroll (f := fun t => 1 - (1 - gamma M) * step_constant (etas t) (adaptive_run etas pi t))
  (e := fun t => error (adaptive_run etas pi t))) => t tT.
  have /andP[k0 k1] := step_constant_bounds (polt t (ltnW tT)) (valid t tT).
  by rewrite subr_ge0 mulr_ile1 ?stop_ge0 ?stop_le1.
by case: (adaptive_step (polt t (ltnW tT)) (valid t tT)).
Qed.

(** The step size [c / m(s)]; 0, no step, where [m(s) = 0] (since [c / 0 = 0]
    in MathComp's fields). *)
Definition parameter_free (c : R) pi : state M -> R := fun s => c / largest_loss pi s.

(** X2: [c / m(s)] is valid for [0 <= c <= 1], and keeps full support for [c < 1]. *)
Theorem parameter_free_valid c pi : is_policy pi -> 0 <= c <= 1 ->
  valid_steps (parameter_free c pi) pi.
Proof.
move=> pol /andP[c0 c1] s; have m0 := largest_loss_ge0 s pol; split; first exact: divr_ge0.
have [/eqP ->|m_neq0] := boolP (largest_loss pi s == 0); first by rewrite mulr0 ler01.
by rewrite divfK.
Qed.

Theorem parameter_free_full_support c pi : is_policy pi -> full_support pi -> 0 <= c < 1 ->
  full_support (spma (parameter_free c pi) pi).
Proof.
move=> pol full /andP[c0 c1] s a; have m0 := largest_loss_ge0 s pol.
rewrite /spma mulr_gt0 // /parameter_free.
have [/eqP ->|m_neq0] := boolP (largest_loss pi s == 0).
  by rewrite invr0 mulr0 mul0r addr0 ltr01.
have : c / largest_loss pi s * - largest_loss pi s <= c / largest_loss pi s * Adv pi a.
  by rewrite ler_wpmul2l ?divr_ge0 ?ge_largest_loss.
rewrite mulrN divfK // => low; rewrite -subr_ge0 in low; rewrite -subr_gt0 in c1.
by have := ltr_le_add c1 low; congr (_ < _); ring.
Qed.

(** X2: for rewards in [0,1] the step [1/m(s)] is at least [1 - gamma]. *)
Theorem parameter_free_not_smaller pi s : unit_rewards M -> is_policy pi ->
  0 < largest_loss pi s -> 1 - gamma M <= (largest_loss pi s)^-1.
Proof.
move=> rewards pol m0; rewrite -[leRHS]mul1r ler_pdivl_mulr //.
by apply: step_size_valid => //; rewrite stop_ge0 lexx.
Qed.

(** X2: with the step [c / m(s)] the next policy is the same for the rewards
    [scale r + shift], for every [scale > 0] and every [shift]. *)
Theorem parameter_free_invariant c pi scale shift (s : state M) (a : action s) : is_policy pi -> 0 < scale ->
  let pi' : policy (rescaled M scale shift) := as_rescaled scale shift pi in
  spma (parameter_free c pi) pi s a =
  spma (M := rescaled M scale shift)
       (fun s => c / largest_loss pi' s) pi' s a.
Proof.
move=> pol scale0 pi'; rewrite /spma /parameter_free Adv_rescaled // largest_loss_rescaled //.
congr (_ * (1 + _)); rewrite invfM mulrA -!mulrA; congr (_ * _).
by rewrite [scale^-1 * _]mulrCA [scale^-1 * _]mulrA mulVf ?gt_eqF // mul1r.
Qed.

End AdaptiveSteps.
