(** L4, the contraction lemma, exact and with a loss. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.resolvent.
From Spma Require Import common.values common.optimum.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Contraction.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (x kappa : R).

(** The contraction lemma with a loss [x]: if
    [T_{pi'} V >= V + kappa (T V - V) - x] in every state, then
    [e' <= (1 - (1-gamma) kappa) e + x / (1-gamma)]. Used by A1. *)
Lemma contraction_with_loss pi pi' kappa x : is_policy pi -> is_policy pi' ->
  0 <= kappa <= 1 -> 0 <= x ->
  (forall s, V pi s + kappa * (bellman_opt (V pi) s - V pi s) - x <= bellman pi' (V pi) s) ->
  error pi' <= (1 - (1 - gamma M) * kappa) * error pi + x / (1 - gamma M).
Proof.
move=> pol pol' /andP[k0 k1] x0 improves; set e := error pi.
have g0 := gamma_ge0 M; have stop := stop_gt0 M.
have e0 : 0 <= e by apply: error_ge0.
have up s : V pi s <= bellman_opt (V pi) s by rewrite {1}V_bellman // bellman_le_opt.
have factor0 : 0 <= 1 - (1 - gamma M) * kappa.
  by rewrite subr_ge0 mulr_ile1 ?stop_ge0 ?stop_le1.
have rest s : V_opt M s - bellman pi' (V pi) s <= (1 - (1 - gamma M) * kappa) * e + x.
  have Topt : V_opt M s <= bellman_opt (V pi) s + gamma M * e.
    rewrite (V_opt_bellman pol); apply: (bellman_opt_shift s pol) => u; exact: error_ge.
  have c1 : 0 <= (1 - kappa) * (e - (V_opt M s - V pi s)).
    by rewrite mulr_ge0 // subr_ge0 // error_ge.
  have c2 : 0 <= kappa * (bellman_opt (V pi) s + gamma M * e - V_opt M s).
    by rewrite mulr_ge0 // subr_ge0.
  have c3 : 0 <= bellman pi' (V pi) s -
      (V pi s + kappa * (bellman_opt (V pi) s - V pi s) - x) by rewrite subr_ge0.
  rewrite -subr_ge0; have := addr_ge0 (addr_ge0 c1 c2) c3.
  by congr (0 <= _); ring.
apply: error_le => [|s]; first by rewrite addr_ge0 ?mulr_ge0 ?invr_ge0 ?stop_ge0.
(* V' >= T' V - gamma x / (1-gamma), by monotonicity of T'. *)
have sub u : bellman pi' (V pi) u <= bellman pi' (bellman pi' (V pi)) u + gamma M * x.
  rewrite -ler_subl_addl bellmanB ler_wpmul2l // mean_le; last 1 first.
  - move=> t; rewrite ler_subl_addl -ler_subl_addr; apply: le_trans (improves t).
    by rewrite ler_add2r ler_addl mulr_ge0 // subr_ge0.
  - by [].
  exact: P_pi_dist.
have gain := V_sub pol' sub s; rewrite -subr_ge0 in gain.
have loss := rest s; rewrite -subr_ge0 in loss.
rewrite -subr_ge0; have := addr_ge0 gain loss; congr (0 <= _); field.
exact: stop_neq0.
Qed.

(** L4. Let [V = V^pi] and let [pi'] satisfy
    [T_{pi'} V >= V + kappa (T V - V)] in every state, [kappa] in [0,1]. Then
    [V^{pi'} >= V], and with [e = max_s V* - V], [e' = max_s V* - V^{pi'}],

      e' <= (1 - (1-gamma) kappa) e.

    Any rewards, any two policies. Source: derived for this project. *)
Theorem contraction pi pi' kappa : is_policy pi -> is_policy pi' -> 0 <= kappa <= 1 ->
  (forall s, V pi s + kappa * (bellman_opt (V pi) s - V pi s) <= bellman pi' (V pi) s) ->
  (forall s, V pi s <= V pi' s) /\ error pi' <= (1 - (1 - gamma M) * kappa) * error pi.
Proof.
move=> pol pol' k01 improves; have /andP[k0 _] := k01; split.
  apply: V_ge => // s; apply: le_trans (improves s).
  by rewrite ler_addl mulr_ge0 // subr_ge0 {1}V_bellman // bellman_le_opt.
have := @contraction_with_loss pi pi' kappa 0 pol pol' k01 (lexx _).
by rewrite mul0r addr0; apply=> s; rewrite subr0.
Qed.

(** [min_s (T_{pi'} V - V)(s) / M(s)] over the states with [M(s) > 0]; 0 when
    there is none. *)
Definition improvement_constant pi pi' :=
  min_over (fun s => 0 < largest_advantage pi s)
           (fun s => (bellman pi' (V pi) s - V pi s) / largest_advantage pi s).

(** L4 as the program measures it: [T_{pi'} V >= V] alone gives [V^{pi'} >= V]
    and the contraction with the largest possible [kappa]. *)
Theorem measured_contraction pi pi' : is_policy pi -> is_policy pi' ->
  (forall s, V pi s <= bellman pi' (V pi) s) ->
  (forall s, V pi s <= V pi' s) /\
  error pi' <= (1 - (1 - gamma M) * improvement_constant pi pi') * error pi.
Proof.
move=> pol pol' up; set kappa := improvement_constant pi pi'.
have gain_le s : bellman pi' (V pi) s - V pi s <= largest_advantage pi s.
  by rewrite largest_advantageE // ler_add2r bellman_le_opt.
apply: contraction => // [|s].
  rewrite min_over_ge0 => [|s M0]; last by rewrite divr_ge0 ?subr_ge0 // ltW.
  have [[s M0 kE]|[_ kE]] := min_over_cases (fun s => 0 < largest_advantage pi s)
    (fun s => (bellman pi' (V pi) s - V pi s) / largest_advantage pi s).
    by rewrite /kappa /improvement_constant kE ler_pdivr_mulr // mul1r gain_le.
  by rewrite /kappa /improvement_constant kE ler01.
rewrite -largest_advantageE // -ler_subr_addl.
have := largest_advantage_ge0 s pol; rewrite le_eqVlt => /orP[/eqP <-|M0].
  by rewrite mulr0 subr_ge0.
rewrite -ler_pdivl_mulr //.
exact: (@min_over_le _ _ (fun s => 0 < largest_advantage pi s)).
Qed.

End Contraction.
