(** L2, the inequality of Bhatia and Davis. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** L2. For a distribution [p] with values [q] and mean [mu],

      Var_p(q) <= (max q - mu) (mu - min q).

    Source: R. Bhatia and C. Davis, American Mathematical Monthly 107 (2000). *)
Theorem bhatia_davis (R : realFieldType) (X : finType) (p q : X -> R) : is_dist p ->
  variance p q <= (top q - mean p q) * (mean p q - bottom q).
Proof.
move=> [p0 p1]; rewrite varianceE // -subr_ge0.
have -> : (top q - mean p q) * (mean p q - bottom q) -
    (mean p (fun x => q x ^+ 2) - mean p q ^+ 2) =
    mean p (fun x => (top q - q x) * (q x - bottom q)).
  transitivity (mean p (fun x => (top q + bottom q) * q x - (top q * bottom q + q x ^+ 2))).
    by rewrite meanB meanD mean_const // meanZ; ring.
  by apply: eq_bigr => x _; congr (_ * _); ring.
by apply: mean_ge0 => // x; rewrite mulr_ge0 // subr_ge0 ?le_top ?ge_bottom.
Qed.
