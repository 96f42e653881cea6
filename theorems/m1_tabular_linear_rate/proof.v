(** M1, the paper's Theorem 2: the linear rate in tabular MDPs. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step common.unroll.
From Spma Require Import s1_step_size.proof s4_redundant_condition.proof.
From Spma Require Import x1_variance_constant.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section LinearRate.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (eta : R).

(** [0 <= 1 - eta C (1-gamma)] for a valid update. *)
Lemma rate_factor_ge0 pi eta : is_policy pi -> 0 < eta ->
  (forall s, eta * largest_loss pi s <= 1) -> 0 <= 1 - eta * C pi * (1 - gamma M).
Proof.
move=> pol eta0 valid; rewrite subr_ge0 mulr_ile1 ?stop_ge0 ?stop_le1 //.
  by rewrite mulr_ge0 ?C_ge0 ?ltW.
exact: redundant_condition.
Qed.

(** M1, one step. Let [C = min_s pi(best(s)|s) gap(s)] over the states in which
    not all actions tie, [best(s)] being the set of all maximisers of Q^pi(s,.).
    For rewards in [0,1], a policy with full support and [0 < eta <= 1-gamma],
    the SPMA step [pi'] has [V^{pi'} >= V^pi] in every state and

      e' <= (1 - eta C (1-gamma)) e,   e = max_s V*(s) - V^pi(s).

    Source: the paper's Theorem 2, known from a summary; the form with ties and
    the proof are of this project. *)
Theorem linear_rate_step pi eta : unit_rewards M -> is_policy pi -> full_support pi ->
  0 < eta <= 1 - gamma M ->
  (forall s, V pi s <= V (spma (fun=> eta) pi) s) /\
  error (spma (fun=> eta) pi) <= (1 - eta * C pi * (1 - gamma M)) * error pi.
Proof.
move=> rewards pol full /andP[eta0 eta1].
have valid s : eta * largest_loss pi s <= 1 by apply: step_size_valid; rewrite ?(ltW eta0).
have [up rate] := variance_constant_rate_valid pol (ltW eta0) valid.
split=> //; apply: le_trans rate _; rewrite ler_wpmul2r ?error_ge0 //.
rewrite ler_add2l ler_opp2 ler_wpmul2r ?stop_ge0 // ler_wpmul2l ?(ltW eta0) //.
exact: C_le_variance_constant.
Qed.

(** M1, values do not fall along a run. *)
Theorem values_do_not_fall pi eta t : unit_rewards M -> is_policy pi -> full_support pi ->
  0 < eta <= 1 - gamma M -> forall s, V (run eta pi t) s <= V (run eta pi t.+1) s.
Proof.
move=> rewards pol full eta_ok.
have [polt fullt] := run_policy rewards t pol full eta_ok.
by case: (linear_rate_step rewards polt fullt eta_ok).
Qed.

(** M1, [T] steps: [e_T <= prod_(t<T) (1 - eta C_t (1-gamma)) e_0]. *)
Theorem linear_rate pi eta T : unit_rewards M -> is_policy pi -> full_support pi ->
  0 < eta <= 1 - gamma M ->
  error (run eta pi T) <=
  (\prod_(t < T) (1 - eta * C (run eta pi t) * (1 - gamma M))) * error pi.
Proof.
move=> rewards pol full eta_ok; have /andP[eta0 eta1] := eta_ok.
apply: (unroll (f := fun t => 1 - eta * C (run eta pi t) * (1 - gamma M))
  (e := fun t => error (run eta pi t))) => t _.
  have [polt _] := run_policy rewards t pol full eta_ok.
  by rewrite rate_factor_ge0 // => s; apply: step_size_valid; rewrite ?(ltW eta0).
have [polt fullt] := run_policy rewards t pol full eta_ok.
by case: (linear_rate_step rewards polt fullt eta_ok).
Qed.

(** The constant of a single greedy action [a s] per state:
    [min_s pi(a(s)|s) (Q(s,a(s)) - max_(b <> a(s)) Q(s,b))] over the states with
    several actions; 0 when there is none. *)
Definition C_single pi (a : forall s : state M, action s) :=
  min_over (fun s => [exists b, b != a s])
    (fun s => pi s (a s) * (Q pi (a s) - max_over (fun b => b != a s) (Q pi (s := s)))).

(** M1, the tie form of [C] is never smaller, whatever greedy actions are chosen. *)
Theorem C_single_le_C pi (a : forall s : state M, action s) : is_policy pi ->
  (forall s, best (Q pi (s := s)) (a s)) -> C_single pi a <= C pi.
Proof.
move=> pol greedy; rewrite /C_single /C.
have [[s ntie ->]|[ties ->]] := min_over_cases (fun s => ~~ all_tie (Q pi (s := s)))
    (fun s => best_mass pi s * gap (Q pi (s := s))).
  have [x nbx gE] := gap_attained ntie.
  have xa : x != a s by apply: contra nbx => /eqP ->.
  apply: le_trans (min_over_le _ (D := fun s => [exists b, b != a s]) (x := s) _) _.
    by apply/existsP; exists x.
  have single_ge0 : 0 <= Q pi (a s) - max_over (fun b => b != a s) (Q pi (s := s)).
    have [y _ ->] := max_over_attained (Q pi (s := s)) (xa : (fun b => b != a s) x).
    by rewrite subr_ge0; move/forallP: (greedy s).
  have [p0 p1] := pol s; rewrite ler_pmul //.
    by rewrite /best_mass /mass (bigD1 (a s)) //= ler_addl sumr_ge0.
  rewrite gE -(bestP _ _ (greedy s)) ler_add2l ler_opp2.
  exact: (@max_over_ge _ _ (fun b => b != a s)).
have [[s /existsP[b ba] ->]|[_ ->]] := min_over_cases (fun s => [exists b, b != a s])
    (fun s => pi s (a s) * (Q pi (a s) - max_over (fun b => b != a s) (Q pi (s := s)))) => //.
have tie : all_tie (Q pi (s := s)) by move: (ties s); rewrite negbK.
have [y _ ->] := max_over_attained (Q pi (s := s)) (ba : (fun b => b != a s) b).
by rewrite (best_ties (a s) y tie) subrr mulr0.
Qed.

End LinearRate.
