(** A concrete MDP on which M1's hypotheses hold and its conclusion says
    something: the theorem is not vacuous. Two states, two actions, gamma = 1/2;
    an action leads to the state of its name; [true] pays 1 in state [true] and
    1/2 in state [false], [false] pays nothing. The policy is uniform. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum m1_tabular_linear_rate.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Definition example_rewards (s a : bool) : rat := if a then (if s then 1 else 2^-1) else 0.

Lemma example_transitions (s a : bool) : is_dist (fun u : bool => (u == a)%:R : rat).
Proof. by split=> [u|]; [rewrite ler0n | rewrite big_bool; case: a]. Qed.

Definition example : mdp [realFieldType of rat] :=
  @Mdp _ [finType of bool] (fun=> [finType of bool]) (fun _ a u => (u == a)%:R) example_rewards
    2^-1 example_transitions isT isT.

Definition uniform_policy : policy example := fun _ _ => 2^-1.

Lemma example_unit_rewards : unit_rewards example.
Proof. by case; case. Qed.

Lemma uniform_is_policy : is_policy uniform_policy.
Proof. by move=> s; split=> [a|]; [|rewrite big_bool]. Qed.

Lemma uniform_full_support : full_support uniform_policy.
Proof. by []. Qed.

Lemma example_step_size : 0 < (2^-1 : rat) <= 1 - gamma example.
Proof. by []. Qed.

(** [V = 5/8] in state [false], [7/8] in state [true]. *)
Definition example_V (s : bool) : rat := if s then 7 / 8 else 5 / 8.

Lemma example_V_correct (s : state example) : V uniform_policy s = example_V s.
Proof.
apply/esym/(@V_unique _ example uniform_policy example_V); first exact: uniform_is_policy.
by case; apply/eqP; rewrite /bellman /mean big_bool /backup /mean !big_bool.
Qed.

(** [Q = 5/16] for action [false]; for [true] it is 23/16 and 15/16. *)
Definition example_Q (s a : bool) : rat := if a then (if s then 23 / 16 else 15 / 16) else 5 / 16.

Lemma example_Q_correct (s a : bool) : Q (M := example) uniform_policy (s := s) a = example_Q s a.
Proof.
rewrite /Q (@eq_backup _ example _ example_V s a example_V_correct).
by case: s a => -[]; apply/eqP; rewrite /backup /mean !big_bool.
Qed.

Lemma example_top (s : bool) : top (Q (M := example) uniform_policy (s := s)) = example_Q s true.
Proof.
apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: (top_le (X := [finType of bool]) true) => a; rewrite example_Q_correct; case: s a => -[].
by rewrite -example_Q_correct; apply: (le_top (X := [finType of bool])).
Qed.

Lemma example_best (s a : bool) : best (Q (M := example) uniform_policy (s := s)) a = a.
Proof.
have E : (example_Q s a == example_Q s true) = a by case: s a => -[].
by rewrite -[RHS]E -example_top -example_Q_correct; apply/bestP/eqP.
Qed.

Lemma example_gap (s : bool) :
  gap (Q (M := example) uniform_policy (s := s)) = example_Q s true - example_Q s false.
Proof.
rewrite /gap example_top; congr (_ - _).
have [|a na ->] := @max_over_attained _ [finType of bool]
    (fun a => ~~ best (Q (M := example) uniform_policy (s := s)) a)
    (Q (M := example) uniform_policy (s := s)) false; first by rewrite example_best.
by rewrite example_best in na; case: a na => // _; rewrite example_Q_correct.
Qed.

Lemma example_mass (s : bool) : best_mass (M := example) uniform_policy s = 2^-1.
Proof.
by rewrite /best_mass /mass big_mkcond big_bool !example_best.
Qed.

(** The constant of M1 is positive: [C = 5/16]. *)
Lemma example_C : C uniform_policy = 5 / 16.
Proof.
have ntie (s : bool) : ~~ all_tie (Q (M := example) uniform_policy (s := s)).
  by apply/forallPn; exists false; rewrite example_best.
pose f (s : state example) := best_mass uniform_policy s * gap (Q uniform_policy (s := s)).
have fE (s : bool) : f s = if s then 9 / 16 else 5 / 16.
  by rewrite /f example_mass example_gap; case: s; apply/eqP.
apply/eqP; rewrite eq_le; apply/andP; split.
  rewrite -[leRHS](fE false).
  exact: (min_over_le f (ntie false : (fun s => ~~ all_tie (Q uniform_policy (s := s))) false)).
have [s _] := min_over_attained f (ntie false : (fun s => ~~ all_tie (Q uniform_policy (s := s))) false).
by rewrite /C -/f => ->; rewrite fE; case: s.
Qed.

(** The policy is not optimal: the error is at least 5/16. *)
Lemma example_error : 5 / 16 <= error uniform_policy.
Proof.
have pol := uniform_is_policy.
apply: le_trans (error_ge uniform_policy (false : state example)).
rewrite example_V_correct ler_subr_addr.
apply: (@le_trans _ _ (example_Q false true)) => //; rewrite -example_Q_correct (V_opt_bellman pol).
apply: le_trans (le_top _ (true : action (false : state example))).
by apply: backup_monotone => u; apply: V_opt_ge.
Qed.

(** M1 on this MDP with [eta = 1/2]: the error shrinks by the factor 59/64 at
    least. *)
Theorem example_rate :
  error (spma (fun=> 2^-1) uniform_policy) <= 59 / 64 * error uniform_policy.
Proof.
have [_] := linear_rate_step example_unit_rewards uniform_is_policy uniform_full_support
  example_step_size.
by rewrite example_C.
Qed.
