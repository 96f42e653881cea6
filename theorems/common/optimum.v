(** V*: attained by one deterministic policy, an upper bound of the values of
    all policies, and the only solution of the optimality equation. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.max_principle common.mdp.
From Spma Require Import common.resolvent common.values.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Optimum.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (v w : state M -> R) (d : {dffun forall s : state M, action s}).

Local Notation g := (gamma M).

Lemma deterministic_policy d : is_policy (deterministic d).
Proof.
move=> s; split=> [a|]; first exact: ler0n.
by rewrite /deterministic (bigD1 (d s)) //= eqxx big1 ?addr0 // => a /negPf ->.
Qed.

Lemma mean_deterministic d s f : mean (deterministic d s) f = f (d s).
Proof.
rewrite /mean /deterministic (bigD1 (d s)) //= eqxx mul1r big1 ?addr0 // => a /negPf ->.
by rewrite mul0r.
Qed.

(** Actions are bounded by the operator of optimality. *)
Lemma bellman_le_opt pi v s : is_policy pi -> bellman pi v s <= bellman_opt v s.
Proof. by move=> pol; apply: mean_le_top. Qed.

(** The operator T is attained by a deterministic policy, wherever there is a
    policy at all (that is, an action in every state). *)
Lemma greedy_exists pi v : is_policy pi ->
  exists d, forall s, bellman (deterministic d) v s = bellman_opt v s.
Proof.
move=> pol; have attained s : exists a : action s, best (backup v (s := s)) a.
  by have [a _] := dist_inhabited (pol s); apply: best_exists a.
exists [ffun s => xchoose (attained s)] => s.
by rewrite /bellman mean_deterministic ffunE; apply/bestP/xchooseP.
Qed.

Lemma eq_backup_opt v w s : v =1 w -> bellman_opt v s = bellman_opt w s.
Proof. by move=> vw; apply: eq_max_over => a; apply: eq_backup. Qed.

(** [v = T v] implies that [v] bounds the values of all policies. *)
Lemma fixed_point_bounds v pi : is_policy pi ->
  (forall s, v s = bellman_opt v s) -> forall s, V pi s <= v s.
Proof.
move=> pol vT; apply: V_le => // s; rewrite [leRHS]vT; exact: bellman_le_opt.
Qed.

(** Some deterministic policy satisfies the optimality equation: the one with
    the largest sum of values cannot be improved. *)
Lemma optimal_exists pi : is_policy pi ->
  exists d, forall s, V (deterministic d) s = bellman_opt (V (deterministic d)) s.
Proof.
move=> pol; have [d0 _] := greedy_exists (fun=> 0) pol.
have [d dmax] : exists d, forall d', \sum_s V (deterministic d') s <= \sum_s V (deterministic d) s.
  pose f d := \sum_s V (deterministic d) s.
  by have [d fd] := top_attained f d0; exists d => d'; rewrite -/(f _) -/(f _) -fd le_top.
exists d; have [d' greedy] := greedy_exists (V (deterministic d)) pol.
have pold := deterministic_policy d; have pold' := deterministic_policy d'.
have up s : V (deterministic d) s <= bellman (deterministic d') (V (deterministic d)) s.
  by rewrite greedy {1}V_bellman //; apply: bellman_le_opt.
have ge := V_ge pold' up.
have eqV s : V (deterministic d) s = V (deterministic d') s.
  apply/eqP; rewrite eq_sym -subr_eq0; apply/eqP.
  have /psumr_eq0P : forall u, true -> 0 <= V (deterministic d') u - V (deterministic d) u.
    by move=> u _; rewrite subr_ge0.
  apply=> //; apply/eqP; rewrite eq_le sumr_ge0 ?andbT; last by move=> u _; rewrite subr_ge0.
  by rewrite sumrB subr_le0.
move=> s; rewrite -greedy; apply/eqP; rewrite eq_le up /= eqV [leRHS]V_bellman //.
exact: bellman_monotone.
Qed.

(** One deterministic policy attains V* in all states at once. *)
Theorem V_opt_attained pi : is_policy pi ->
  exists d, forall s, V (deterministic d) s = V_opt M s.
Proof.
move=> pol; have [d dT] := optimal_exists pol; exists d => s.
apply/eqP; rewrite eq_le; apply/andP; split.
  exact: (@max_over_ge _ _ xpredT (fun d => V (deterministic d) s)).
apply: (max_over_le (x := d)) => // d' _.
by apply: fixed_point_bounds => //; apply: deterministic_policy.
Qed.

(** V* bounds the values of all policies, randomised ones included. *)
Theorem V_opt_ge pi s : is_policy pi -> V pi s <= V_opt M s.
Proof.
move=> pol; have [d dT] := optimal_exists pol.
apply: (@le_trans _ _ (V (deterministic d) s)); first exact: fixed_point_bounds.
exact: (@max_over_ge _ _ xpredT (fun d => V (deterministic d) s)).
Qed.

(** The optimality equation [V* = T V*]. *)
Theorem V_opt_bellman pi : is_policy pi -> forall s, V_opt M s = bellman_opt (V_opt M) s.
Proof.
move=> pol s; have [d dT] := optimal_exists pol; have [d' d'V] := V_opt_attained pol.
have eqV u : V (deterministic d) u = V_opt M u.
  apply/eqP; rewrite eq_le; apply/andP; split.
    exact/V_opt_ge/deterministic_policy.
  by rewrite -d'V; apply: fixed_point_bounds => //; apply: deterministic_policy.
by rewrite -[LHS]eqV [LHS]dT; apply: eq_backup_opt.
Qed.

(** V* is the only solution of the optimality equation. *)
Theorem V_opt_unique pi v : is_policy pi ->
  (forall s, v s = bellman_opt v s) -> forall s, v s = V_opt M s.
Proof.
move=> pol vT s; have [d dV] := V_opt_attained pol; have [d' greedy] := greedy_exists v pol.
have vd' u : v u = V (deterministic d') u.
  by apply: V_unique; [apply: deterministic_policy | move=> t; rewrite greedy -vT].
apply/eqP; rewrite eq_le; apply/andP; split.
  by rewrite vd'; apply/V_opt_ge/deterministic_policy.
by rewrite -dV; apply: fixed_point_bounds => //; apply: deterministic_policy.
Qed.

(** T is monotone and a contraction from above: [T w <= T v + gamma c]. *)
Lemma bellman_opt_shift pi v w c s : is_policy pi ->
  (forall u, w u - v u <= c) -> bellman_opt w s <= bellman_opt v s + g * c.
Proof.
move=> pol wv; have [a _] := dist_inhabited (pol s).
apply: (top_le a) => b; apply: le_trans (backup_shift b wv) _.
by rewrite ler_add2r; apply: le_top.
Qed.

(** The error is the largest loss of value, and not negative. *)
Lemma error_ge pi s : V_opt M s - V pi s <= error pi.
Proof. exact: (@max_over_ge _ _ xpredT (fun s => V_opt M s - V pi s)). Qed.

Lemma error_ge0 pi : is_policy pi -> 0 <= error pi.
Proof.
move=> pol; have [/existsP[s _]|/existsPn none] := boolP [exists s : state M, true].
  by apply: le_trans (error_ge pi s); rewrite subr_ge0 V_opt_ge.
by rewrite /error max_over_empty // => s; have := none s.
Qed.

(** [e <= c] as soon as every state's loss is at most [c >= 0]. *)
Lemma error_le pi c : 0 <= c -> (forall s, V_opt M s - V pi s <= c) -> error pi <= c.
Proof.
move=> c0 ec; have [/existsP[s _]|/existsPn none] := boolP [exists s : state M, true].
  by apply: (max_over_le (x := s)).
by rewrite /error max_over_empty // => s; have := none s.
Qed.

(** [M(s) = (T V - V)(s)], not negative. *)
Lemma largest_advantageE pi s : is_policy pi ->
  largest_advantage pi s = bellman_opt (V pi) s - V pi s.
Proof.
move=> pol; have [a _] := dist_inhabited (pol s).
apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: (top_le a) => b; rewrite ler_add2r; apply: le_top.
have [b] := top_attained (Q pi (s := s)) a; rewrite /bellman_opt -/(Q pi) => ->.
exact: (le_top (Adv pi (s := s)) b).
Qed.

Lemma largest_advantage_ge0 pi s : is_policy pi -> 0 <= largest_advantage pi s.
Proof.
move=> pol; rewrite largest_advantageE // subr_ge0 {1}V_bellman //.
exact: bellman_le_opt.
Qed.

Lemma le_largest_advantage pi s (a : action s) : Adv pi a <= largest_advantage pi s.
Proof. exact: (le_top (Adv pi (s := s))). Qed.

Lemma ge_largest_loss pi s (a : action s) : - largest_loss pi s <= Adv pi a.
Proof. by rewrite opprK; apply: (ge_bottom (Adv pi (s := s))). Qed.

Lemma largest_loss_ge0 pi s : is_policy pi -> 0 <= largest_loss pi s.
Proof.
move=> pol; rewrite oppr_ge0 -(mean_Adv s pol); exact: mean_ge_bottom.
Qed.

End Optimum.
