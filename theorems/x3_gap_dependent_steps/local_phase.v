(** X3, the end of a run: locally quadratic convergence. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.
From Spma Require Import common.pairwise x3_gap_dependent_steps.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section LocalPhase.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M).

(** State-action pairs, and [G(s,a) = V*(s) - Q*(s,a)]. *)
Definition pair := {s : state M & action s}.
Definition pair_of (s : state M) (a : action s) : pair := Tagged (fun s : state M => action s) a.
Definition G (x : pair) := V_opt M (tag x) - Q_opt (tagged x).

Variable a_opt : forall s : state M, action s.

(** [a_opt s] is the only optimal action of [s], in every state. *)
Definition unique_optimum := forall (s : state M) (a : action s), best (Q_opt (s := s)) a = (a == a_opt s).

(** [gap*], the smallest [G] of the other actions; [max G];
    [q = max_s 1 - pi(a*(s)|s)]. *)
Definition gap_opt := min_over (fun x : pair => tagged x != a_opt (tag x)) G.
Definition G_max := max_over xpredT G.
Definition rest_mass pi := max_over xpredT (fun s => 1 - pi s (a_opt s)).

Hypothesis unique : unique_optimum.

Lemma G_pair (s : state M) (a : action s) : G (pair_of a) = V_opt M s - Q_opt a.
Proof. by []. Qed.

Lemma Q_opt_a_opt pi s : is_policy pi -> Q_opt (a_opt s) = V_opt M s.
Proof.
move=> pol; have /bestP -> : best (Q_opt (s := s)) (a_opt s) by rewrite unique.
by rewrite [RHS](V_opt_bellman pol).
Qed.

Lemma gap_opt_le (s : state M) (a : action s) : a != a_opt s -> gap_opt <= V_opt M s - Q_opt a.
Proof. by move=> ne; apply: (min_over_le _ (x := pair_of a)). Qed.

Lemma G_le (s : state M) (a : action s) : V_opt M s - Q_opt a <= G_max.
Proof. exact: (max_over_ge _ (x := pair_of a)). Qed.

(** Once [gamma e < gap*] the optimal action is the only maximiser of Q^pi. *)
Lemma greedy_is_optimal pi s (a : action s) : is_policy pi ->
  gamma M * error pi < gap_opt -> best (Q pi (s := s)) a = (a == a_opt s).
Proof.
move=> pol small.
have near : V_opt M s - gamma M * error pi <= Q pi (a_opt s).
  rewrite ler_subl_addr -(Q_opt_a_opt s pol); apply: backup_shift => u; exact: error_ge.
have below b : b != a_opt s -> Q pi b < Q pi (a_opt s).
  move=> ne; apply: lt_le_trans near; apply: le_lt_trans (_ : Q_opt b < _).
    by apply: backup_monotone => u; apply: V_opt_ge.
  by rewrite ltr_subr_addl -ltr_subr_addr (lt_le_trans small) // gap_opt_le.
have [->|ne] := eqVneq a (a_opt s).
  apply/forallP => b; have [->|/below/ltW//] := eqVneq b (a_opt s); exact: lexx.
apply/negP => /forallP/(_ (a_opt s)); rewrite leNgt => /negP; apply; exact: below.
Qed.

Lemma best_mass_local pi s (p : action s -> R) : is_policy pi -> gamma M * error pi < gap_opt ->
  mass p (best (Q pi (s := s))) = p (a_opt s).
Proof.
move=> pol small; rewrite /mass (eq_bigl (fun a => a == a_opt s)) ?big_pred1_eq // => a.
exact: greedy_is_optimal.
Qed.

Lemma small_persists pi k : is_policy pi -> gamma M * error pi < gap_opt ->
  gamma M * error (gap_dependent_run pi k) < gap_opt.
Proof.
move=> pol small; elim: k => [//|k IH]; apply: le_lt_trans IH.
have polk := gap_dependent_run_policy k pol; rewrite ler_wpmul2l ?gamma_ge0 //.
have [up _] := gap_dependent_step polk.
apply: error_le => [|s]; first exact: error_ge0.
by apply: le_trans (error_ge _ s); rewrite ler_add2l ler_opp2.
Qed.

(** X3, local phase, policies. Let every state have a single optimal action
    [a*(s)]. From a policy with [gamma e < gap*] on, the mass outside the optimal
    action squares in every step. *)
Theorem local_squares pi k s : is_policy pi -> gamma M * error pi < gap_opt ->
  1 - gap_dependent_run pi k s (a_opt s) = (1 - pi s (a_opt s)) ^+ (2 ^ k)%N.
Proof.
move=> pol small; elim: k => [|k IH]; first by rewrite expr1.
have polk := gap_dependent_run_policy k pol; have smallk := small_persists k pol small.
have := pairwise_best (Q (gap_dependent_run pi k) (s := s)) (polk s).
by rewrite !best_mass_local // IH -exprM mulnC -expnS.
Qed.

(** [e <= max_s 1 - pi(a*(s)|s), times max G / (1-gamma)], for any policy. *)
Lemma error_le_rest_mass pi : is_policy pi ->
  error pi <= rest_mass pi * (G_max / (1 - gamma M)).
Proof.
move=> pol; have rest_le s : 1 - pi s (a_opt s) <= rest_mass pi.
  exact: (@max_over_ge _ _ xpredT (fun s => 1 - pi s (a_opt s))).
have G0 (s : state M) (a : action s) : 0 <= V_opt M s - Q_opt a.
  by rewrite subr_ge0 (V_opt_bellman pol); apply: (le_top (Q_opt (s := s))).
have loss s : V_opt M s <= bellman pi (V_opt M) s + rest_mass pi * G_max.
  have [p0 p1] := pol s; rewrite -ler_subl_addl.
  have <- : mean (pi s) (fun a => V_opt M s - Q_opt a) = V_opt M s - bellman pi (V_opt M) s.
    by rewrite meanB mean_const.
  rewrite /mean (bigD1 (a_opt s)) //= (Q_opt_a_opt s pol) subrr mulr0 add0r.
  apply: (@le_trans _ _ ((1 - pi s (a_opt s)) * G_max)).
    rewrite -mass_others // mulr_suml; apply: ler_sum => a _.
    by rewrite ler_wpmul2l ?G_le.
  by rewrite ler_wpmul2r // (le_trans (G0 s (a_opt s))) ?G_le.
have [/existsP[s0 _]|/existsPn none] := boolP [exists s : state M, true]; last first.
  rewrite /error /rest_mass !max_over_empty ?mul0r // => s; by have := none s.
apply: (max_over_le (x := s0)) => // s _; rewrite ler_subl_addl mulrA.
exact: V_sub.
Qed.

(** X3, local phase, values:
    [e_{t+k} <= q_t^(2^k) max G / (1-gamma)], and for rewards in [0,1]
    [e_{t+k} <= q_t^(2^k) / (1-gamma)^2]. *)
Theorem locally_quadratic pi k : is_policy pi -> gamma M * error pi < gap_opt ->
  error (gap_dependent_run pi k) <= rest_mass pi ^+ (2 ^ k)%N * (G_max / (1 - gamma M)).
Proof.
move=> pol small; have polk := gap_dependent_run_policy k pol.
apply: le_trans (error_le_rest_mass polk) _.
have [/existsP[s0 _]|/existsPn none] := boolP [exists s : state M, true]; last first.
  rewrite /rest_mass !max_over_empty; try by move=> s; have := none s.
  by rewrite expr0n gtn_eqF ?expn_gt0 // lexx.
have Gm0 : 0 <= G_max.
  apply: le_trans (G_le (a_opt s0)); rewrite subr_ge0 (V_opt_bellman pol).
  exact: (le_top (Q_opt (s := s0))).
rewrite ler_wpmul2r ?divr_ge0 ?stop_ge0 //; apply: (max_over_le (x := s0)) => // s _.
rewrite local_squares //; apply: ler_expn2r; rewrite ?nnegrE ?subr_ge0 ?dist_le1 //.
  apply: le_trans (_ : 1 - pi s0 (a_opt s0) <= _); first by rewrite subr_ge0 dist_le1.
  exact: (@max_over_ge _ _ xpredT (fun s => 1 - pi s (a_opt s))).
exact: (@max_over_ge _ _ xpredT (fun s => 1 - pi s (a_opt s))).
Qed.

Theorem locally_quadratic_unit pi k : unit_rewards M -> is_policy pi ->
  gamma M * error pi < gap_opt ->
  error (gap_dependent_run pi k) <= rest_mass pi ^+ (2 ^ k)%N / (1 - gamma M) ^+ 2.
Proof.
move=> rewards pol small; apply: le_trans (locally_quadratic k pol small) _.
have [/existsP[s0 _]|/existsPn none] := boolP [exists s : state M, true]; last first.
  rewrite /rest_mass !max_over_empty; try by move=> s; have := none s.
  by rewrite expr0n gtn_eqF ?expn_gt0 // !mul0r.
rewrite expr2 invfM ler_wpmul2l ?exprn_ge0 //.
  apply: le_trans (_ : 1 - pi s0 (a_opt s0) <= _); first by rewrite subr_ge0 dist_le1.
  exact: (@max_over_ge _ _ xpredT (fun s => 1 - pi s (a_opt s))).
rewrite ler_wpmul2r ?invr_ge0 ?stop_ge0 //.
apply: (max_over_le (x := pair_of (a_opt s0))) => // -[s a] _; rewrite G_pair.
have [d dV] := V_opt_attained pol; have pold := deterministic_policy d.
have /andP[_ v1] := V_range rewards s pold; rewrite dV in v1.
have /andP[q0 _] := Q_range rewards a pold.
have QE : Q (deterministic d) a = Q_opt a by apply: eq_backup.
by rewrite QE in q0; apply: le_trans v1; rewrite ger_addl oppr_le0.
Qed.

End LocalPhase.
