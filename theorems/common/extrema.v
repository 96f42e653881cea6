(** Largest and smallest values of a function on a finite set; definitions. *)
From mathcomp Require Import all_ssreflect all_algebra.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variables (R : realFieldType) (X : finType).
Implicit Types (D : pred X) (f : X -> R).

(** The largest value of [f] on [D]; 0 when [D] is empty. *)
Definition max_over D f : R :=
  if [pick x | D x] is Some x0 then f [arg max_(x > x0 | D x) f x]%O else 0.

(** The smallest value of [f] on [D]; 0 when [D] is empty. *)
Definition min_over D f : R :=
  if [pick x | D x] is Some x0 then f [arg min_(x < x0 | D x) f x]%O else 0.

End Definitions.

Section Extrema.
Variables (R : realFieldType) (X : finType).
Implicit Types (D : pred X) (f g : X -> R).

Lemma max_over_ge D f x : D x -> f x <= max_over D f.
Proof.
move=> Dx; rewrite /max_over; case: pickP => [x0 Dx0|/(_ x)]; last by rewrite Dx.
by case: arg_maxP => // y _; apply.
Qed.

Lemma max_over_attained D f x : D x -> exists2 y, D y & max_over D f = f y.
Proof.
move=> Dx; rewrite /max_over; case: pickP => [x0 Dx0|/(_ x)]; last by rewrite Dx.
by case: arg_maxP => // y Dy _; exists y.
Qed.

Lemma max_over_le D f x b : D x -> (forall y, D y -> f y <= b) -> max_over D f <= b.
Proof. by move=> Dx fb; have [y Dy ->] := max_over_attained f Dx; apply: fb. Qed.

Lemma max_over_empty D f : (forall x, ~~ D x) -> max_over D f = 0.
Proof.
by move=> nD; rewrite /max_over; case: pickP => // x Dx; have := nD x; rewrite Dx.
Qed.

Lemma min_over_le D f x : D x -> min_over D f <= f x.
Proof.
move=> Dx; rewrite /min_over; case: pickP => [x0 Dx0|/(_ x)]; last by rewrite Dx.
by case: arg_minP => // y _; apply.
Qed.

Lemma min_over_attained D f x : D x -> exists2 y, D y & min_over D f = f y.
Proof.
move=> Dx; rewrite /min_over; case: pickP => [x0 Dx0|/(_ x)]; last by rewrite Dx.
by case: arg_minP => // y Dy _; exists y.
Qed.

Lemma min_over_empty D f : (forall x, ~~ D x) -> min_over D f = 0.
Proof.
by move=> nD; rewrite /min_over; case: pickP => // x Dx; have := nD x; rewrite Dx.
Qed.

(** A minimum is attained, or it is the 0 of the empty set. *)
Lemma min_over_cases D f :
  (exists2 x, D x & min_over D f = f x) \/ (forall x, ~~ D x) /\ min_over D f = 0.
Proof.
have [/existsP[x Dx]|/existsPn nD] := boolP [exists x, D x].
  by left; apply: min_over_attained Dx.
by right; split=> //; apply: min_over_empty.
Qed.

Lemma min_over_ge0 D f : (forall x, D x -> 0 <= f x) -> 0 <= min_over D f.
Proof.
by move=> f0; have [[x Dx ->]|[_ ->]] := min_over_cases D f; first exact: f0.
Qed.

Lemma eq_max_over D f g : f =1 g -> max_over D f = max_over D g.
Proof.
move=> fg; have [/existsP[x Dx]|/existsPn nD] := boolP [exists x, D x]; last first.
  by rewrite !max_over_empty.
apply/eqP; rewrite eq_le; apply/andP; split; apply: (max_over_le Dx) => y Dy.
  by rewrite fg max_over_ge.
by rewrite -fg max_over_ge.
Qed.

Lemma eq_min_over D f g : f =1 g -> min_over D f = min_over D g.
Proof.
move=> fg; have [/existsP[x Dx]|/existsPn nD] := boolP [exists x, D x]; last first.
  by rewrite !min_over_empty.
apply/eqP; rewrite eq_le; apply/andP; split.
  by have [y Dy ->] := min_over_attained g Dx; rewrite -fg min_over_le.
by have [y Dy ->] := min_over_attained f Dx; rewrite fg min_over_le.
Qed.

End Extrema.
