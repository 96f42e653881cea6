(** A1, the paper's Theorem 3, in its 1-norm form: any next policy near the target. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step common.unroll.
From Spma Require Import l9_span.proof l3_improvement.proof l4_contraction.proof.
From Spma Require Import s1_step_size.proof s4_redundant_condition.proof.
From Spma Require Import x1_variance_constant.proof.
From Spma Require Import m1_tabular_linear_rate.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section AnyNextPolicy.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : R).
Hypothesis rewards : unit_rewards M.

(** [max_s ||pi'(.|s) - pi''(.|s)||_1] *)
Definition policy_distance pi' pi'' := max_over xpredT (fun s => l1_distance (pi' s) (pi'' s)).

Lemma l1_distance_le pi' pi'' s : l1_distance (pi' s) (pi'' s) <= policy_distance pi' pi''.
Proof. exact: (@max_over_ge _ _ xpredT (fun s => l1_distance (pi' s) (pi'' s))). Qed.

Lemma policy_distance_ge0 pi' pi'' : 0 <= policy_distance pi' pi''.
Proof.
have [/existsP[s _]|/existsPn none] := boolP [exists s : state M, true].
  apply: le_trans (l1_distance_le _ _ s); apply: sumr_ge0 => a _; exact: normr_ge0.
by rewrite /policy_distance max_over_empty // => s; have := none s.
Qed.

(** One operator loses at most [||.||_1 / (2 (1-gamma))]. *)
Lemma bellman_loss pi pi' pi'' s : is_policy pi -> is_policy pi' -> is_policy pi'' ->
  bellman pi'' (V pi) s - policy_distance pi' pi'' / (2 * (1 - gamma M)) <= bellman pi' (V pi) s.
Proof.
move=> pol pol' pol''; have stop := stop_gt0 M.
have [a _] := dist_inhabited (pol s).
have span : top (Q pi (s := s)) - bottom (Q pi (s := s)) <= (1 - gamma M)^-1.
  have [t ->] := top_attained (Q pi (s := s)) a; have [b ->] := bottom_attained (Q pi (s := s)) a.
  have /andP[_ q1] := Q_range rewards t pol; have /andP[q0 _] := Q_range rewards b pol.
  by apply: le_trans q1; rewrite ger_addl oppr_le0.
set y := policy_distance _ _ / _.
have xy : (top (Q pi (s := s)) - bottom (Q pi (s := s))) / 2 * l1_distance (pi' s) (pi'' s) <= y.
  apply: (@le_trans _ _ ((1 - gamma M)^-1 / 2 * policy_distance pi' pi'')).
    apply: ler_pmul; rewrite ?l1_distance_le ?ler_pmul2r ?invr_gt0 ?ltr0n //.
      by rewrite divr_ge0 ?ler0n // subr_ge0 (le_trans (ge_bottom _ a)) ?le_top.
    by apply: sumr_ge0 => b _; apply: normr_ge0.
  by rewrite /y invfM [leLHS]mulrC [2^-1 * _]mulrC.
have := change_of_mean (Q pi (s := s)) (pol' s) (pol'' s).
have -> : \sum_a (pi' s a - pi'' s a) * Q pi a = bellman pi' (V pi) s - bellman pi'' (V pi) s.
  by rewrite -sumrB; apply: eq_bigr => b _; rewrite mulrBl.
rewrite ler_norml => /andP[low _]; rewrite -subr_ge0 in low; rewrite -subr_ge0 in xy.
rewrite -subr_ge0; have := addr_ge0 low xy; congr (0 <= _); ring.
Qed.

(** A1, one step, 1-norm form. For rewards in [0,1], a policy [pi] with full
    support, [0 < eta <= 1-gamma], the SPMA target [pi_half = pi (1 + eta Adv)] and
    ANY next policy [pi'], log-linear or not,

      e' <= (1 - eta C (1-gamma)) e + max_s ||pi'(.|s) - pi_half(.|s)||_1 / (2 (1-gamma)^2).

    Source: the paper's Theorem 3, known from a summary; constants and proof are
    of this project. *)
Theorem any_next_policy pi pi' eta : is_policy pi -> full_support pi -> is_policy pi' ->
  0 < eta <= 1 - gamma M ->
  error pi' <= (1 - eta * C pi * (1 - gamma M)) * error pi +
    policy_distance pi' (spma (fun=> eta) pi) / (2 * (1 - gamma M) ^+ 2).
Proof.
move=> pol full pol' eta_ok; have /andP[eta0 eta1] := eta_ok.
have valid s : eta * largest_loss pi s <= 1 by apply: step_size_valid; rewrite ?(ltW eta0).
have [pol'' _] := step_size rewards pol full eta_ok.
set x := policy_distance pi' (spma (fun=> eta) pi) / (2 * (1 - gamma M)).
have x0 : 0 <= x by rewrite divr_ge0 ?policy_distance_ge0 // mulr_ge0 ?ler0n ?stop_ge0.
have -> : policy_distance pi' (spma (fun=> eta) pi) / (2 * (1 - gamma M) ^+ 2) = x / (1 - gamma M).
  by rewrite /x expr2 [2 * (_ * _)]mulrA invfM mulrA.
rewrite [eta * _ * _]mulrC; apply: contraction_with_loss => //.
  by rewrite mulr_ge0 ?C_ge0 ?(ltW eta0) ?redundant_condition.
move=> s; apply: le_trans (bellman_loss s pol pol' pol''); rewrite ler_add2r.
rewrite -largest_advantageE // -ler_subr_addl improvement_identity // -mulrA ler_pmul2l //.
apply: le_trans (variance_constant_le s pol).
by rewrite ler_wpmul2r ?largest_advantage_ge0 ?C_le_variance_constant.
Qed.

(** The factor [alpha = 1 - eta C (1-gamma)] of a step, and the loss of ending it
    at [pi'] instead of the target. *)
Definition alpha eta pi := 1 - eta * C pi * (1 - gamma M).
Definition target_loss eta pi pi' :=
  policy_distance pi' (spma (fun=> eta) pi) / (2 * (1 - gamma M) ^+ 2).

(** A1, [T] steps of any sequence of policies with full support, [x_t] being the loss
    of step [t]:

      e_T <= prod_(t<T) alpha_t e_0 + sum_(t<T) (prod_(t<i<T) alpha_i) x_t. *)
Theorem any_policies (pis : nat -> policy M) eta T :
  (forall t, is_policy (pis t) /\ full_support (pis t)) -> 0 < eta <= 1 - gamma M ->
  error (pis T) <= (\prod_(t < T) alpha eta (pis t)) * error (pis 0%N) +
    \sum_(t < T) (\prod_(t.+1 <= i < T) alpha eta (pis i)) * target_loss eta (pis t) (pis t.+1).
Proof.
move=> ok eta_ok; have /andP[eta0 eta1] := eta_ok.
apply: (unroll_with_loss (f := fun t => alpha eta (pis t))
  (x := fun t => target_loss eta (pis t) (pis t.+1)) (e := fun t => error (pis t))) => t _.
  have [polt _] := ok t; apply: rate_factor_ge0 => // s.
  by apply: step_size_valid; rewrite ?(ltW eta0).
have [polt fullt] := ok t; have [polt' _] := ok t.+1.
exact: any_next_policy.
Qed.

(** A1, geometric form: with [alpha_t <= a] and [x_t <= y],
    [e_T <= a^T e_0 + y (1 + a + ... + a^(T-1))]. *)
Theorem any_policies_uniform (pis : nat -> policy M) eta T (a y : R) :
  (forall t, is_policy (pis t) /\ full_support (pis t)) -> 0 < eta <= 1 - gamma M ->
  (forall t, (t < T)%N -> alpha eta (pis t) <= a) -> 0 <= a ->
  (forall t, (t < T)%N -> target_loss eta (pis t) (pis t.+1) <= y) ->
  error (pis T) <= a ^+ T * error (pis 0%N) + y * \sum_(t < T) a ^+ t.
Proof.
move=> ok eta_ok alpha_le a0 x_le.
apply: (unroll_uniform (e := fun t => error (pis t))) => // t tT.
have [polt fullt] := ok t; have [polt' _] := ok t.+1.
apply: le_trans (any_next_policy polt fullt polt' eta_ok) _.
by rewrite ler_add ?x_le // ler_wpmul2r ?alpha_le ?error_ge0.
Qed.

End AnyNextPolicy.
