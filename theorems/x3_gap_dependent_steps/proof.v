(** X3, gap-dependent steps in MDPs: improvement and rate. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.
From Spma Require Import common.unroll common.pairwise l4_contraction.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section GapDependent.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M).

(** [pi'(a|s) = pi(a|s) (1 + sum_b pi(b|s) sgn(Q(s,a) - Q(s,b)))] *)
Definition gap_dependent pi : policy M := fun s => pairwise (Q pi (s := s)) (pi s).

(** [t] steps, and [min_s pi(best(s)|s)]. *)
Definition gap_dependent_run pi t : policy M := iter t gap_dependent pi.
Definition least_best_mass pi := min_over xpredT (best_mass pi).

Lemma gap_dependent_policy pi : is_policy pi -> is_policy (gap_dependent pi).
Proof. by move=> pol s; apply: pairwise_dist. Qed.

Lemma gap_dependent_full_support pi : is_policy pi -> full_support pi ->
  full_support (gap_dependent pi).
Proof. by move=> pol full s a; apply: pairwise_gt0. Qed.

Lemma gap_dependent_run_policy pi t : is_policy pi -> is_policy (gap_dependent_run pi t).
Proof. by move=> pol; elim: t => // t; apply: gap_dependent_policy. Qed.

(** X3, improvement. In every state
    [(T_{pi'} V - V)(s) = 1/2 sum_{a,b} pi(a|s) pi(b|s) |Q(s,a) - Q(s,b)|]. *)
Theorem gap_dependent_improvement pi s : is_policy pi ->
  bellman (gap_dependent pi) (V pi) s - V pi s =
  2^-1 * \sum_a \sum_b pi s a * pi s b * `|Q pi a - Q pi b|.
Proof. by move=> pol; rewrite -pairwise_gain -V_mean_Q. Qed.

(** ... which is at least [pi(best(s)|s) M(s)]. *)
Theorem gap_dependent_improvement_ge pi s : is_policy pi ->
  best_mass pi s * largest_advantage pi s <=
  2^-1 * \sum_a \sum_b pi s a * pi s b * `|Q pi a - Q pi b|.
Proof.
move=> pol; rewrite -top_Q // (V_mean_Q s pol).
exact: pairwise_gain_ge.
Qed.

Lemma least_best_mass_bounds pi : is_policy pi -> 0 <= least_best_mass pi <= 1.
Proof.
move=> pol; rewrite min_over_ge0 => [|s _]; last by apply: mass_ge0; case: (pol s).
have [[s _]|[_]] := min_over_cases xpredT (best_mass pi); rewrite /least_best_mass => ->.
  exact: mass_le1.
exact: ler01.
Qed.

(** X3, one step: [V^{pi'} >= V^pi] and
    [e' <= (1 - (1-gamma) min_s pi(best(s)|s)) e]; no gap in the rate and no
    step size. Any rewards; full support is not needed. Source: of this project;
    the update is that of the paper's Theorem 4 (B2). *)
Theorem gap_dependent_step pi : is_policy pi ->
  (forall s, V pi s <= V (gap_dependent pi) s) /\
  error (gap_dependent pi) <= (1 - (1 - gamma M) * least_best_mass pi) * error pi.
Proof.
move=> pol; apply: contraction; rewrite ?least_best_mass_bounds //.
  exact: gap_dependent_policy.
move=> s; rewrite -largest_advantageE // -ler_subr_addl gap_dependent_improvement //.
apply: le_trans (gap_dependent_improvement_ge s pol).
rewrite ler_wpmul2r ?largest_advantage_ge0 //.
exact: (@min_over_le _ _ xpredT).
Qed.

(** X3, [T] steps. *)
Theorem gap_dependent_rate pi T : is_policy pi ->
  error (gap_dependent_run pi T) <=
  (\prod_(t < T) (1 - (1 - gamma M) * least_best_mass (gap_dependent_run pi t))) * error pi.
Proof.
move=> pol; have polt t := gap_dependent_run_policy t pol.
apply: (unroll (f := fun t => 1 - (1 - gamma M) * least_best_mass (gap_dependent_run pi t))
  (e := fun t => error (gap_dependent_run pi t))) => t _.
  have /andP[k0 k1] := least_best_mass_bounds (polt t).
  by rewrite subr_ge0 mulr_ile1 ?stop_ge0 ?stop_le1.
by case: (gap_dependent_step (polt t)).
Qed.

End GapDependent.

Arguments gap_dependent {R M} pi s a.
Arguments gap_dependent_run {R M} pi t s a.
