(** Distributions on a finite set, means, variances, maximisers; definitions. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variables (R : realFieldType) (X : finType).
Implicit Types (p q f : X -> R) (D : pred X).

(** [p] is a probability distribution. *)
Definition is_dist p := (forall x, 0 <= p x) /\ \sum_x p x = 1.

(** [sum_x p(x) f(x)] *)
Definition mean p f := \sum_x p x * f x.

(** [sum_x p(x) (f(x) - mean)^2] *)
Definition variance p f := \sum_x p x * (f x - mean p f) ^+ 2.

(** The mass of the points in [D]. *)
Definition mass p D := \sum_(x | D x) p x.

(** [||p - q||_1] *)
Definition l1_distance p q := \sum_x `|p x - q x|.

(** The largest and the smallest value. *)
Definition top f := max_over xpredT f.
Definition bottom f := min_over xpredT f.

(** [x] is a maximiser of [f]. *)
Definition best f : pred X := fun x => [forall y, f y <= f x].

(** All values of [f] are equal. *)
Definition all_tie f := [forall x, best f x].

(** The distance from the largest value to the largest one outside [best f];
    meant for functions whose values do not all tie. *)
Definition gap f := top f - max_over (fun x => ~~ best f x) f.

End Definitions.

Section Distributions.
Variables (R : realFieldType) (X : finType).
Implicit Types (p q f g : X -> R) (D : pred X).

Lemma eq_mean p q f g : p =1 q -> f =1 g -> mean p f = mean q g.
Proof. by move=> pq fg; apply: eq_bigr => x _; rewrite pq fg. Qed.

Lemma mean_const p c : \sum_x p x = 1 -> mean p (fun=> c) = c.
Proof. by move=> p1; rewrite /mean -mulr_suml p1 mul1r. Qed.

Lemma meanD p f g : mean p (fun x => f x + g x) = mean p f + mean p g.
Proof. by rewrite -big_split; apply: eq_bigr => x _; rewrite mulrDr. Qed.

Lemma meanB p f g : mean p (fun x => f x - g x) = mean p f - mean p g.
Proof. by rewrite /mean -sumrB; apply: eq_bigr => x _; rewrite mulrBr. Qed.

Lemma meanZ p c f : mean p (fun x => c * f x) = c * mean p f.
Proof. by rewrite /mean mulr_sumr; apply: eq_bigr => x _; rewrite mulrCA. Qed.

Lemma mean_ge0 p f : (forall x, 0 <= p x) -> (forall x, 0 <= f x) -> 0 <= mean p f.
Proof. by move=> p0 f0; apply: sumr_ge0 => x _; apply: mulr_ge0. Qed.

Lemma mean_monotone p f g : (forall x, 0 <= p x) -> (forall x, f x <= g x) -> mean p f <= mean p g.
Proof. by move=> p0 fg; apply: ler_sum => x _; apply: ler_wpmul2l. Qed.

Lemma mean_le p f b : is_dist p -> (forall x, f x <= b) -> mean p f <= b.
Proof. by case=> p0 p1 fb; rewrite -[leRHS](mean_const b p1) mean_monotone. Qed.

Lemma mean_ge p f b : is_dist p -> (forall x, b <= f x) -> b <= mean p f.
Proof. by case=> p0 p1 fb; rewrite -[leLHS](mean_const b p1) mean_monotone. Qed.

Lemma mean_centred p f : \sum_x p x = 1 -> mean p (fun x => f x - mean p f) = 0.
Proof. by move=> p1; rewrite meanB mean_const // subrr. Qed.

Lemma variance_ge0 p f : (forall x, 0 <= p x) -> 0 <= variance p f.
Proof. by move=> p0; apply: mean_ge0 => // x; apply: sqr_ge0. Qed.

(** [Var = sum p f^2 - (sum p f)^2] *)
Lemma varianceE p f : \sum_x p x = 1 ->
  variance p f = mean p (fun x => f x ^+ 2) - mean p f ^+ 2.
Proof.
move=> p1; set m := mean p f.
transitivity (mean p (fun x => f x ^+ 2 - (2 * m * f x - m ^+ 2))).
  by apply: eq_bigr => x _; rewrite -/m; congr (_ * _); ring.
by rewrite meanB meanB mean_const // meanZ -/m; ring.
Qed.

Lemma dist_inhabited p : is_dist p -> exists x, 0 < p x.
Proof.
case=> p0 p1; apply/existsP; apply: contraT; rewrite negb_exists => /forallP np.
have: \sum_x p x = 0.
  by apply: big1 => x _; apply/eqP; rewrite eq_le p0 andbT leNgt np.
by rewrite p1 => /eqP; rewrite oner_eq0.
Qed.

Lemma mass_ge0 p D : (forall x, 0 <= p x) -> 0 <= mass p D.
Proof. by move=> p0; apply: sumr_ge0. Qed.

Lemma massC p D : \sum_x p x = 1 -> mass p (fun x => ~~ D x) = 1 - mass p D.
Proof. by move=> <-; rewrite /mass [in RHS](bigID D) /= addrAC subrr add0r. Qed.

Lemma mass_le1 p D : is_dist p -> mass p D <= 1.
Proof. by case=> p0 p1; rewrite -subr_ge0 -massC ?mass_ge0. Qed.

Lemma mass_others p x : \sum_y p y = 1 -> \sum_(y | y != x) p y = 1 - p x.
Proof. by move=> <-; rewrite [in RHS](bigD1 x) //= addrAC subrr add0r. Qed.

Lemma dist_le1 p x : is_dist p -> p x <= 1.
Proof. by case=> p0 p1; rewrite -subr_ge0 -mass_others // sumr_ge0. Qed.

Lemma le_top f x : f x <= top f.
Proof. exact: max_over_ge. Qed.

Lemma ge_bottom f x : bottom f <= f x.
Proof. exact: min_over_le. Qed.

Lemma top_attained f (x : X) : exists y, top f = f y.
Proof. by have [y _ fy] := max_over_attained f (isT : xpredT x); exists y. Qed.

Lemma bottom_attained f (x : X) : exists y, bottom f = f y.
Proof. by have [y _ fy] := min_over_attained f (isT : xpredT x); exists y. Qed.

Lemma top_le f b (x : X) : (forall y, f y <= b) -> top f <= b.
Proof. by move=> fb; apply: (max_over_le (isT : xpredT x)). Qed.

Lemma bestP f x : reflect (f x = top f) (best f x).
Proof.
apply: (iffP forallP) => [fx|-> y]; last exact: le_top.
by apply/eqP; rewrite eq_le le_top (top_le x).
Qed.

Lemma best_exists f (x : X) : exists y, best f y.
Proof. by have [y fy] := top_attained f x; exists y; apply/bestP. Qed.

Lemma best_ties f x y : all_tie f -> f x = f y.
Proof. by move/forallP=> t; rewrite (bestP _ _ (t x)) (bestP _ _ (t y)). Qed.

(** Every value outside [best f] is below the largest by at least the gap. *)
Lemma gap_le f x : ~~ best f x -> gap f <= top f - f x.
Proof. by move=> nb; rewrite /gap ler_sub // max_over_ge. Qed.

Lemma gap_attained f : ~~ all_tie f -> exists2 x, ~~ best f x & gap f = top f - f x.
Proof.
case/forallPn=> x nb.
have [y nby fy] := max_over_attained f (nb : (fun z => ~~ best f z) x).
by exists y; rewrite // /gap fy.
Qed.

Lemma gap_gt0 f : ~~ all_tie f -> 0 < gap f.
Proof.
case/gap_attained=> x nb ->; rewrite subr_gt0 lt_neqAle le_top andbT.
by apply: contra nb => /eqP/bestP.
Qed.

(** The mean is below the largest value. *)
Lemma mean_le_top p f : is_dist p -> mean p f <= top f.
Proof. by move=> dp; apply: mean_le => // x; apply: le_top. Qed.

Lemma mean_ge_bottom p f : is_dist p -> bottom f <= mean p f.
Proof. by move=> dp; apply: mean_ge => // x; apply: ge_bottom. Qed.

End Distributions.

Section TwoPoints.
Variables (R : realFieldType) (X : finType) (x y : X).
Hypotheses (two : #|X| = 2%N) (xy : x != y).

Lemma two_points z : z = x \/ z = y.
Proof.
have [->|zx] := eqVneq z x; [by left|right]; apply/eqP; apply: contraT => zy.
have : (#|[set x; y; z]| <= #|X|)%N by apply: max_card.
by rewrite two -setUA cardsU1 cards2 !inE ![_ == z]eq_sym (negPf zx) (negPf zy) (negPf xy).
Qed.

Lemma two_points_sum (f : X -> R) : \sum_z f z = f x + f y.
Proof.
rewrite (bigD1 x) //= (bigD1 y) /=; last by rewrite eq_sym.
by rewrite big1 ?addr0 // => z /andP[]; case: (two_points z) => ->; rewrite eqxx.
Qed.

End TwoPoints.
