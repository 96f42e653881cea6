(** The maximum principle for discounted inequalities: it gives uniqueness,
    monotonicity, ranges and approximate sub-solutions at once. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section MaxPrinciple.
Variables (R : realFieldType) (X : finType) (g : R).
Hypothesis g_lt1 : g < 1.
Implicit Types (f w : X -> R).

(** When every upper bound [b] of [f] improves to [c + g b], then
    [f <= c / (1-g)]. *)
Lemma max_principle f c :
  (forall b, (forall x, f x <= b) -> forall x, f x <= c + g * b) ->
  forall x, f x <= c / (1 - g).
Proof.
move=> improve x; have [y fy] := top_attained f x.
have top_le_c: top f <= c + g * top f by rewrite [leLHS]fy; apply: improve => z; apply: le_top.
apply: le_trans (le_top f x) _; rewrite ler_pdivl_mulr ?subr_gt0 //.
by rewrite mulrBr mulr1 ler_subl_addr [top f * g]mulrC.
Qed.

Variable K : X -> X -> R.
Hypothesis K_dist : forall x, is_dist (K x).
Hypothesis g_ge0 : 0 <= g.

(** [w <= c + g K w] implies [w <= c / (1-g)]. *)
Lemma kernel_le w c : (forall x, w x <= c + g * mean (K x) w) -> forall x, w x <= c / (1 - g).
Proof.
move=> sub; apply: max_principle => b wb x; apply: le_trans (sub x) _.
by rewrite ler_add2l ler_wpmul2l // mean_le.
Qed.

Lemma kernel_le0 w : (forall x, w x <= g * mean (K x) w) -> forall x, w x <= 0.
Proof.
move=> sub x; have := @kernel_le w 0 _ x; rewrite mul0r; apply=> y.
by rewrite add0r.
Qed.

(** [w >= c + g K w] implies [w >= c / (1-g)]. *)
Lemma kernel_ge w c : (forall x, c + g * mean (K x) w <= w x) -> forall x, c / (1 - g) <= w x.
Proof.
move=> super x; rewrite -ler_opp2 -mulNr.
apply: (@kernel_le (fun y => - w y)) => y; rewrite ler_oppl; apply: le_trans (super y).
have -> : mean (K y) (fun z => - w z) = - mean (K y) w.
  by rewrite /mean -sumrN; apply: eq_bigr => z _; rewrite mulrN.
by rewrite mulrN opprD !opprK.
Qed.

Lemma kernel_ge0 w : (forall x, g * mean (K x) w <= w x) -> forall x, 0 <= w x.
Proof.
move=> super x; have := @kernel_ge w 0 _ x; rewrite mul0r; apply=> y.
by rewrite add0r.
Qed.

End MaxPrinciple.
