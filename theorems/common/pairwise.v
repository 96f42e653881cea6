(** The gap-dependent update of one distribution, shared by B2 and X3. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Pairwise.
Variables (R : realFieldType) (X : finType).
Implicit Types (p q : X -> R).

(** [p'(x) = p(x) (1 + sum_y p(y) sgn(q(x) - q(y)))]: every pair of points has
    the step size [1/|q(x) - q(y)|]; [sgn 0 = 0]. *)
Definition pairwise q p x := p x * (1 + \sum_y p y * Num.sg (q x - q y)).

Lemma pairwise_sum q p : \sum_x p x = 1 -> \sum_x pairwise q p x = 1.
Proof.
move=> p1; transitivity (\sum_x (p x + p x * \sum_y p y * Num.sg (q x - q y))).
  by apply: eq_bigr => x _; rewrite /pairwise mulrDr mulr1.
rewrite big_split /= p1; set t := \sum_x _; suff : t = - t.
  by move/eqP; rewrite -addr_eq0 -mulr2n mulrn_eq0 => /eqP ->; rewrite addr0.
rewrite /t {2}(eq_bigr (fun x => \sum_y p x * (p y * Num.sg (q x - q y)))); last first.
  by move=> x _; rewrite mulr_sumr.
rewrite exchange_big -sumrN; apply: eq_bigr => x _; rewrite mulr_sumr -sumrN.
by apply: eq_bigr => y _; rewrite -opprB sgrN !mulrN mulrCA.
Qed.

(** The factor of a point is at least its probability. *)
Lemma pairwise_factor q p x : is_dist p -> p x <= 1 + \sum_y p y * Num.sg (q x - q y).
Proof.
move=> [p0 p1]; rewrite (bigD1 x) //= subrr sgr0 mulr0 add0r.
rewrite -ler_subl_addl -opprB -mass_others // -sumrN; apply: ler_sum => y _.
rewrite -[leLHS]mulrN1 ler_wpmul2l //; case: sgrP => _; rewrite ?lexx ?lerN10 //.
exact: le_trans (lerN10 R) ler01.
Qed.

Lemma pairwise_dist q p : is_dist p -> is_dist (pairwise q p).
Proof.
move=> dp; have [p0 p1] := dp; split; last exact: pairwise_sum.
by move=> x; rewrite mulr_ge0 // (le_trans (p0 x)) ?pairwise_factor.
Qed.

Lemma pairwise_gt0 q p x : is_dist p -> 0 < p x -> 0 < pairwise q p x.
Proof. by move=> dp px; rewrite mulr_gt0 // (lt_le_trans px) ?pairwise_factor. Qed.

(** The gain of the mean is half the mean difference
    [1/2 sum_{x,y} p(x) p(y) |q(x) - q(y)|]. *)
Lemma pairwise_gain q p :
  mean (pairwise q p) q - mean p q = 2^-1 * \sum_x \sum_y p x * p y * `|q x - q y|.
Proof.
set g := mean _ _ - _; suff : 2 * g = \sum_x \sum_y p x * p y * `|q x - q y|.
  by move=> <-; rewrite mulrA mulVf ?mul1r // pnatr_eq0.
have gE : g = \sum_x \sum_y p x * p y * (q x * Num.sg (q x - q y)).
  rewrite /g /mean -sumrB; apply: eq_bigr => x _.
  transitivity (p x * q x * \sum_y p y * Num.sg (q x - q y)).
    by rewrite /pairwise; ring.
  by rewrite mulr_sumr; apply: eq_bigr => y _; ring.
have gE' : g = \sum_x \sum_y p x * p y * (- q y * Num.sg (q x - q y)).
  rewrite gE exchange_big; apply: eq_bigr => x _; apply: eq_bigr => y _.
  by rewrite -opprB sgrN !(mulNr, mulrN, opprK) [p y * p x]mulrC.
rewrite mulrDl mul1r {1}gE gE' -big_split; apply: eq_bigr => x _ /=.
rewrite -big_split; apply: eq_bigr => y _ /=; rewrite -mulrDr -mulrDl; congr (_ * _).
by rewrite mulrC -normrEsg.
Qed.

(** ... at least [p(b) (max q - mu)]. *)
Lemma pairwise_gain_ge q p : is_dist p ->
  mass p (best q) * (top q - mean p q) <=
  2^-1 * \sum_x \sum_y p x * p y * `|q x - q y|.
Proof.
move=> [p0 p1]; rewrite [leRHS]mulrC ler_pdivl_mulr ?ltr0n //.
pose f x y := p x * p y * `|q x - q y|; have f0 x y : 0 <= f x y by rewrite !mulr_ge0.
have topE : top q - mean p q = \sum_(y | ~~ best q y) p y * (top q - q y).
  have <- : mean p (fun y => top q - q y) = top q - mean p q by rewrite meanB mean_const.
  rewrite /mean (bigID (best q)) /= big1 ?add0r // => x.
  by move/bestP->; rewrite subrr mulr0.
have part : \sum_(x | best q x) \sum_(y | ~~ best q y) f x y = mass p (best q) * (top q - mean p q).
  rewrite topE /mass mulr_suml; apply: eq_bigr => x bx; rewrite mulr_sumr.
  apply: eq_bigr => y _; rewrite /f -mulrA; congr (_ * (_ * _)).
  by rewrite (bestP _ _ bx) ger0_norm // subr_ge0 le_top.
have part' : \sum_(x | ~~ best q x) \sum_(y | best q y) f x y = mass p (best q) * (top q - mean p q).
  rewrite exchange_big /= -part; apply: eq_bigr => x _; apply: eq_bigr => y _.
  by rewrite /f distrC [p y * _]mulrC.
rewrite [leRHS](bigID (best q)) /= mulr_natr mulr2n -{1}part -part'.
apply: ler_add; apply: ler_sum => x _; rewrite [leRHS](bigID (best q)) /=.
  by rewrite ler_addr; apply: sumr_ge0 => y _; apply: f0.
by rewrite ler_addl; apply: sumr_ge0 => y _; apply: f0.
Qed.

(** One step squares the mass outside the maximisers. *)
Lemma pairwise_best q p : is_dist p ->
  1 - mass (pairwise q p) (best q) = (1 - mass p (best q)) ^+ 2.
Proof.
move=> [p0 p1]; have -> : mass (pairwise q p) (best q) = mass p (best q) * (1 + (1 - mass p (best q))).
  rewrite /mass mulr_suml; apply: eq_bigr => x bx; rewrite /pairwise; congr (_ * (1 + _)).
  rewrite -massC // [LHS](bigID (best q)) /= big1 ?add0r => [|y /bestP by_]; last first.
    by rewrite by_ (bestP _ _ bx) subrr sgr0 mulr0.
  apply: eq_bigr => y nb; rewrite gtr0_sg ?mulr1 // subr_gt0 (bestP _ _ bx) lt_neqAle le_top andbT.
  by apply: contra nb => /eqP/bestP.
by ring.
Qed.

End Pairwise.
