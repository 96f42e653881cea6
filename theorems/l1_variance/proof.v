(** L1, the variance lemma. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section VarianceLemma.
Variables (R : realFieldType) (X : finType).
Implicit Types (p q w f : X -> R).

(** Cauchy-Schwarz with nonnegative weights: [(sum w f)^2 <= sum w * sum w f^2]. *)
Lemma cauchy_schwarz w f : (forall x, 0 <= w x) ->
  (\sum_x w x * f x) ^+ 2 <= (\sum_x w x) * \sum_x w x * f x ^+ 2.
Proof.
move=> w0; set s0 := \sum_x w x; set s1 := \sum_x w x * f x; set s2 := \sum_x w x * f x ^+ 2.
have [/eqP s00|s00] := boolP (s0 == 0).
  have w_eq0 x : w x = 0 by move/psumr_eq0P: s00 => -> // y _.
  by rewrite /s1 big1 ?expr0n /= ?s00 ?mul0r // => x _; rewrite w_eq0 mul0r.
have s0_gt0 : 0 < s0 by rewrite lt_def s00 sumr_ge0.
have : 0 <= \sum_x w x * (s0 * f x - s1) ^+ 2.
  by apply: sumr_ge0 => x _; rewrite mulr_ge0 ?sqr_ge0.
have -> : \sum_x w x * (s0 * f x - s1) ^+ 2 = s0 * (s0 * s2 - s1 ^+ 2).
  transitivity (\sum_x (s0 ^+ 2 * (w x * f x ^+ 2) - 2 * s0 * s1 * (w x * f x) + s1 ^+ 2 * w x)).
    by apply: eq_bigr => x _; ring.
  by rewrite big_split /= sumrB -!mulr_sumr -/s0 -/s1 -/s2; ring.
by rewrite pmulr_rge0 // subr_ge0.
Qed.

(** [Var_p(q)] in terms of the distances [g = max q - q]. *)
Lemma variance_of_distances p q : \sum_x p x = 1 ->
  variance p q = mean p (fun x => (top q - q x) ^+ 2) - (top q - mean p q) ^+ 2.
Proof.
move=> p1; have <- : mean p (fun x => top q - q x) = top q - mean p q.
  by rewrite meanB mean_const.
rewrite -varianceE //; apply: eq_bigr => x _; congr (_ * _).
by rewrite meanB mean_const //; ring.
Qed.

(** L1. Let [p] be a distribution with values [q] that are not all equal. Then

      p(b) D (max q - mu) <= Var_p(q),

    where [b] is the set of all maximisers of [q], [D = gap q] the distance from
    [max q] to the best value outside [b], and [mu] the mean. Source: derived for
    this project; the step from a variance to a gap in the paper's Theorem 2. *)
Theorem variance_lemma p q : is_dist p -> ~~ all_tie q ->
  mass p (best q) * gap q * (top q - mean p q) <= variance p q.
Proof.
move=> dp ntie; have [p0 p1] := dp; set g := fun x => top q - q x.
have g_best x : best q x -> g x = 0 by move/bestP; rewrite /g => ->; rewrite subrr.
have g_mean : top q - mean p q = mean p g by rewrite meanB mean_const.
have b0 : 0 <= mass p (best q) by apply: mass_ge0.
pose w x := p x * (~~ best q x)%:R.
have w0 x : 0 <= w x by rewrite mulr_ge0 ?ler0n.
have w_p x h : h 0 = 0 -> w x * h (g x) = p x * h (g x).
  by rewrite /w; case: (boolP (best q x)) => [/g_best -> ->|]; rewrite ?mulr0 ?mulr1.
have cs := cauchy_schwarz g w0.
have sum_w : \sum_x w x = 1 - mass p (best q).
  rewrite -massC // /mass [RHS]big_mkcond; apply: eq_bigr => x _; rewrite /w.
  by case: (best q x); rewrite ?mulr0 ?mulr1.
have sum_wg : \sum_x w x * g x = mean p g by apply: eq_bigr => x _; rewrite (@w_p x id).
have sum_wg2 : \sum_x w x * g x ^+ 2 = mean p (fun x => g x ^+ 2).
  by apply: eq_bigr => x _; rewrite (@w_p x (fun y => y ^+ 2)) // expr0n.
rewrite sum_w sum_wg sum_wg2 in cs.
rewrite variance_of_distances // -/g g_mean -mulrA.
apply: (@le_trans _ _ (mass p (best q) * mean p (fun x => g x ^+ 2))).
  rewrite ler_wpmul2l // -meanZ; apply: mean_monotone => // x.
  have [/g_best ->|nb] := boolP (best q x); first by rewrite mulr0 expr0n.
  by rewrite expr2 ler_wpmul2r ?gap_le // /g subr_ge0 le_top.
by rewrite mulrBl mul1r in cs; rewrite ler_subr_addr addrC -ler_subr_addr.
Qed.

End VarianceLemma.
