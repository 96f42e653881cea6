(** L8, Pinsker's inequality, without calculus: from the three laws of [exp_ln]
    over an Archimedean field. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.exp_ln.
From Spma Require Import common.log_linear.
From Spma Require Import l1_variance.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section LowerBoundOfLn.
Variables (R : archiFieldType) (E : exp_ln R).
Implicit Types x y u v : R.

Local Notation exp := (exp E).
Local Notation ln := (ln E).

(** [ln x >= (x-1)(5x+1) / (2x(x+2))]: this [f] has [f(y^2) <= 2 f(y)], as the
    difference is [(y-1)^4 (5y+2) / (2y^2(y+2)(y^2+2))]. So the defect of the
    inequality at [x] is at most [2^n] times that at the [2^n]-th root of [x], which
    is of the order of [4^-n]. *)
Definition f x := (x - 1) * (5 * x + 1) / (2 * x * (x + 2)).

Lemma f_square y : 0 < y -> f (y ^+ 2) <= 2 * f y.
Proof.
move=> y0; have y2 : 0 < y ^+ 2 by rewrite exprn_gt0.
have p1 : 0 < y + 2 by rewrite addr_gt0 ?ltr0n.
have p2 : 0 < y ^+ 2 + 2 by rewrite addr_gt0 ?ltr0n.
rewrite -subr_ge0; have -> : 2 * f y - f (y ^+ 2) =
    ((y - 1) ^+ 2) ^+ 2 * (5 * y + 2) / (2 * y ^+ 2 * (y + 2) * (y ^+ 2 + 2)).
  by rewrite /f; field; rewrite !gt_eqF.
apply: divr_ge0; last by rewrite !mulr_ge0 ?ler0n ?ltW.
by rewrite mulr_ge0 ?sqr_ge0 // addr_ge0 ?ler0n // mulr_ge0 ?ler0n ?ltW.
Qed.

(** Near 1 the defect is of second order. *)
Lemma defect_near_1 v : f (exp v) - v <= 3 / 2 * v ^+ 2 * (1 + exp (- v)).
Proof.
set y := exp v; have y0 : 0 < y by apply: exp_gt0.
have p1 : 0 < y + 2 by rewrite addr_gt0 ?ltr0n.
have yN : exp (- v) = y^-1 by rewrite expN.
have up : v <= y - 1 by rewrite ler_subr_addl exp_ge1Dx.
have low : y - 1 <= v * y.
  have := ler_wpmul2l (ltW y0) (exp_ge1Dx E (- v)); rewrite yN mulfV ?gt_eqF // -subr_ge0 => c.
  by rewrite -subr_ge0; move: c; congr (0 <= _); ring.
have low' : 1 - y^-1 <= v.
  by rewrite -(ler_pmul2r y0) mulrBl mul1r mulVf ?gt_eqF.
have square : (y - 1) ^+ 2 <= v ^+ 2 * ((y + 1) * (y + 2)).
  have [v0|v0] := leP 0 v.
    apply: (@le_trans _ _ ((v * y) ^+ 2)).
      by apply: ler_expn2r; rewrite ?nnegrE ?(le_trans v0 up) ?mulr_ge0 ?(ltW y0).
    rewrite exprMn ler_wpmul2l ?sqr_ge0 // -subr_ge0.
    have -> : (y + 1) * (y + 2) - y ^+ 2 = 3 * y + 2 by ring.
    by rewrite addr_ge0 ?mulr_ge0 ?ler0n ?(ltW y0).
  apply: (@le_trans _ _ (v ^+ 2)).
    rewrite -[leLHS]sqrrN -[leRHS]sqrrN; apply: ler_expn2r; rewrite ?nnegrE ?oppr_ge0 ?ler_opp2 //.
      by rewrite (le_trans low) // pmulr_lle0 // ltW.
    exact: ltW.
  rewrite ler_pemulr ?sqr_ge0 // -subr_ge0.
  have -> : (y + 1) * (y + 2) - 1 = y ^+ 2 + 3 * y + 1 by ring.
  by rewrite !addr_ge0 ?mulr_ge0 ?sqr_ge0 ?ler0n ?ler01 ?(ltW y0).
apply: (@le_trans _ _ (f y - (1 - y^-1))); first by rewrite ler_add2l ler_opp2.
have -> : f y - (1 - y^-1) = 3 / 2 * ((y - 1) ^+ 2 / (y * (y + 2))).
  by rewrite /f; field; rewrite !gt_eqF.
rewrite -[leRHS]mulrA ler_wpmul2l ?divr_ge0 ?ler0n // ler_pdivr_mulr ?mulr_gt0 //.
apply: le_trans square _; rewrite yN le_eqVlt; apply/orP; left; apply/eqP; field.
by rewrite gt_eqF.
Qed.

Lemma defect_root u n : f (exp u) - u <= 2 ^+ n * (f (exp (u / 2 ^+ n)) - u / 2 ^+ n).
Proof.
elim: n => [|n IH]; first by rewrite expr0 divr1 mul1r.
apply: le_trans IH _; set v := u / 2 ^+ n.
have -> : u / 2 ^+ n.+1 = v / 2 by rewrite exprSr invfM mulrA.
rewrite exprSr -mulrA ler_wpmul2l ?exprn_ge0 ?ler0n //.
have half : v = v / 2 + v / 2 by field.
rewrite mulrBr; have -> : 2 * (v / 2) = v by field.
by rewrite ler_add2r {1}half expD -expr2 f_square ?exp_gt0.
Qed.

Lemma f_le_ln x : 0 < x -> f x <= ln x.
Proof.
move=> x0; rewrite -{1}(lnK E x0); set u := ln x; rewrite -subr_le0.
set K := 3 / 2 * u ^+ 2 * (1 + exp `|u|).
have K0 : 0 <= K.
  apply: mulr_ge0; first by rewrite mulr_ge0 ?divr_ge0 ?ler0n ?sqr_ge0.
  by rewrite addr_ge0 ?ler01 // ltW // exp_gt0.
have bound n : (f (exp u) - u) * 2 ^+ n <= K.
  have two0 : 0 < 2 ^+ n :> R by rewrite exprn_gt0 ?ltr0n.
  apply: (@le_trans _ _ (2 ^+ n * (2 ^+ n * (f (exp (u / 2 ^+ n)) - u / 2 ^+ n)))).
    by rewrite mulrC ler_pmul2l // defect_root.
  apply: (@le_trans _ _ (2 ^+ n * (2 ^+ n * (3 / 2 * (u / 2 ^+ n) ^+ 2 * (1 + exp (- (u / 2 ^+ n))))))).
    by rewrite !ler_pmul2l // defect_near_1.
  have -> : 2 ^+ n * (2 ^+ n * (3 / 2 * (u / 2 ^+ n) ^+ 2 * (1 + exp (- (u / 2 ^+ n))))) =
      3 / 2 * u ^+ 2 * (1 + exp (- (u / 2 ^+ n))).
    move: two0; set c := 2 ^+ n => c0; field; by rewrite gt_eqF.
  apply: ler_wpmul2l; first by rewrite mulr_ge0 ?divr_ge0 ?ler0n ?sqr_ge0.
  rewrite ler_add2l ler_exp.
  apply: (@le_trans _ _ `|u / 2 ^+ n|); first by rewrite -normrN ler_norm.
  rewrite normrM normfV (ger0_norm (ltW two0)) ler_pimulr ?normr_ge0 //.
  by rewrite invf_le1 // exprn_ege1 // ler1n.
rewrite leNgt; apply/negP => h0; set h := f (exp u) - u in h0 bound.
have Kh : 0 <= K / h by rewrite divr_ge0 // ltW.
have := archi_boundP Kh; set n := Num.ExtraDef.archi_bound _ => big.
have := bound n; rewrite mulrC -ler_pdivl_mulr // leNgt => /negP; apply.
by apply: lt_le_trans big _; rewrite -natrX ler_nat ltnW // ltn_expl.
Qed.

(** The inequality of one point: [3 (p-q)^2 <= (4q+2p) (p (ln p - ln q) - p + q)]. *)
Lemma pinsker_point p q : 0 <= p -> 0 < q ->
  3 * (p - q) ^+ 2 <= (4 * q + 2 * p) * (p * (ln p - ln q) - p + q).
Proof.
rewrite le_eqVlt => /orP[/eqP <-|p0] q0.
  rewrite -subr_ge0; have -> : (4 * q + 2 * 0) * (0 * (ln 0 - ln q) - 0 + q) - 3 * (0 - q) ^+ 2 = q ^+ 2.
    by ring.
  exact: sqr_ge0.
have x0 : 0 < p / q by rewrite divr_gt0.
have lnE : ln (p / q) = ln p - ln q.
  by apply: (@exp_inj _ E); rewrite expD expN !lnK.
have c := f_le_ln x0; rewrite lnE -subr_ge0 in c.
have w : 0 < p * (4 * q + 2 * p) by rewrite mulr_gt0 // addr_gt0 ?mulr_gt0 ?ltr0n.
rewrite -subr_ge0; have := mulr_ge0 (ltW w) c; congr (0 <= _).
rewrite /f; field; rewrite !gt_eqF // ?addr_gt0 ?mulr_gt0 ?ltr0n //.
Qed.

End LowerBoundOfLn.

Section Pinsker.
Variables (R : archiFieldType) (E : exp_ln R) (X : finType).
Implicit Types (p q : X -> R).

Lemma KL_terms p q : \sum_x p x = 1 -> \sum_x q x = 1 ->
  KL E p q = \sum_x (p x * (ln E (p x) - ln E (q x)) - p x + q x).
Proof. by move=> p1 q1; rewrite big_split /= sumrB p1 q1 subrK. Qed.

(** L8. [||p - q||_1^2 <= 2 KL(p||q)] for distributions [p] and [q], [q > 0], that
    is [||p - q||_1 <= sqrt(2 KL(p||q))]. Source: standard (Pinsker). *)
Theorem pinsker p q : is_dist p -> is_dist q -> (forall x, 0 < q x) ->
  l1_distance p q ^+ 2 <= 2 * KL E p q.
Proof.
move=> [p0 p1] [_ q1] q0; rewrite (KL_terms p1 q1).
set k := fun x => p x * (ln E (p x) - ln E (q x)) - p x + q x.
pose w x := (4 * q x + 2 * p x) / 3.
have w0 x : 0 < w x.
  by rewrite divr_gt0 ?ltr0n // ltr_paddr ?mulr_ge0 ?ler0n // mulr_gt0 ?ltr0n.
have wn0 x : w x != 0 by rewrite gt_eqF.
have sum_w : \sum_x w x = 2.
  by rewrite -mulr_suml big_split -!mulr_sumr p1 q1 /=; field.
have cs := cauchy_schwarz (fun x => `|p x - q x| / w x) (fun x => ltW (w0 x)).
have dE : \sum_x w x * (`|p x - q x| / w x) = l1_distance p q.
  by apply: eq_bigr => x _; rewrite mulrC divfK.
rewrite dE sum_w in cs; apply: le_trans cs _; rewrite ler_wpmul2l ?ler0n //.
apply: ler_sum => x _; have -> : w x * (`|p x - q x| / w x) ^+ 2 = (p x - q x) ^+ 2 / w x.
  by rewrite expr_div_n real_normK ?num_real //; field.
rewrite ler_pdivr_mulr // -(ler_pmul2l (ltr0n R 3)).
apply: le_trans (pinsker_point E (p0 x) (q0 x)) _; rewrite -/(k x) /w.
by rewrite le_eqVlt; apply/orP; left; apply/eqP; field.
Qed.

(** The divergence is not negative. *)
Corollary KL_ge0 p q : is_dist p -> is_dist q -> (forall x, 0 < q x) -> 0 <= KL E p q.
Proof.
move=> dp dq q0; have := le_trans (sqr_ge0 _) (pinsker dp dq q0).
by rewrite pmulr_rge0 ?ltr0n.
Qed.

End Pinsker.
