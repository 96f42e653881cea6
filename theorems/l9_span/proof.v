(** L9, the change of a mean. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** L9. For distributions [p] and [q] and a function [f],

      |sum (p - q) f| <= (span f / 2) ||p - q||_1,   span f = max f - min f.

    Source: standard (Hoelder's inequality after centring). *)
Theorem change_of_mean (R : realFieldType) (X : finType) (p q f : X -> R) :
  is_dist p -> is_dist q ->
  `|\sum_x (p x - q x) * f x| <= (top f - bottom f) / 2 * l1_distance p q.
Proof.
move=> [_ p1] [_ q1]; set c := (top f + bottom f) / 2.
have -> : \sum_x (p x - q x) * f x = \sum_x (p x - q x) * (f x - c).
  transitivity (\sum_x ((p x - q x) * f x - (p x - q x) * c)).
    by rewrite sumrB -mulr_suml sumrB p1 q1 subrr mul0r subr0.
  by apply: eq_bigr => x _; rewrite mulrBr.
apply: le_trans (ler_norm_sum _ _ _) _; rewrite /l1_distance mulr_sumr.
apply: ler_sum => x _; rewrite normrM mulrC ler_wpmul2r // ler_norml /c.
have two : (0 : R) < 2 by rewrite ltr0n.
have lo := ge_bottom f x; have hi := le_top f x.
apply/andP; split; rewrite -subr_ge0.
  have -> : f x - (top f + bottom f) / 2 - - ((top f - bottom f) / 2) = f x - bottom f by field.
  by rewrite subr_ge0.
have -> : (top f - bottom f) / 2 - (f x - (top f + bottom f) / 2) = top f - f x by field.
by rewrite subr_ge0.
Qed.
