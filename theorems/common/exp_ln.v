(** Abstract exponential and logarithm. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** A pair of functions that behave like exp and ln, as far as the claims need
    it. [common/exp_ln_reals.v] shows that the real exp and ln are such a pair. *)
Record exp_ln (R : realFieldType) := ExpLn {
  exp : R -> R;
  ln : R -> R;
  expD : forall x y, exp (x + y) = exp x * exp y;
  exp_ge1Dx : forall x, 1 + x <= exp x;
  lnK : forall x, 0 < x -> exp (ln x) = x
}.

Arguments exp {R} e x.
Arguments ln {R} e x.

Section ExpLn.
Variables (R : realFieldType) (E : exp_ln R).
Implicit Types x y : R.

Local Notation exp := (exp E).
Local Notation ln := (ln E).

Lemma exp0 : exp 0 = 1.
Proof.
have e0 : exp 0 != 0.
  by rewrite gt_eqF // (lt_le_trans ltr01) // -[leLHS]addr0 exp_ge1Dx.
by apply: (mulfI e0); rewrite -expD addr0 mulr1.
Qed.

Lemma expNK x : exp x * exp (- x) = 1.
Proof. by rewrite -expD subrr exp0. Qed.

Lemma exp_gt0 x : 0 < exp x.
Proof.
have half : x = x / 2 + x / 2 by field.
rewrite lt_def {2}half expD -expr2 sqr_ge0 andbT.
by apply/eqP => ex0; have := expNK x; rewrite ex0 mul0r => /esym/eqP; rewrite oner_eq0.
Qed.

Lemma expN x : exp (- x) = (exp x)^-1.
Proof.
have e0 : exp x != 0 by rewrite gt_eqF ?exp_gt0.
by apply: (mulfI e0); rewrite expNK mulfV.
Qed.

(** The tangent of exp at [y]. *)
Lemma exp_tangent x y : exp y * (1 + (x - y)) <= exp x.
Proof.
have -> : exp x = exp y * exp (x - y) by rewrite -expD addrC subrK.
by rewrite ler_pmul2l ?exp_gt0 // exp_ge1Dx.
Qed.

Lemma ltr_exp x y : x < y -> exp x < exp y.
Proof.
move=> xy; apply: lt_le_trans (exp_tangent y x).
by rewrite ltr_pmulr ?exp_gt0 // ltr_addl subr_gt0.
Qed.

Lemma ler_exp x y : (exp x <= exp y) = (x <= y).
Proof.
apply/idP/idP => [|]; last first.
  by rewrite le_eqVlt => /orP[/eqP ->|/ltr_exp/ltW]; rewrite ?lexx.
by apply: contraTT; rewrite -!ltNge => /ltr_exp.
Qed.

Lemma exp_inj : injective exp.
Proof. by move=> x y e; apply/eqP; rewrite eq_le -(ler_exp x y) -(ler_exp y x) e lexx. Qed.

Lemma expK x : ln (exp x) = x.
Proof. by apply: exp_inj; rewrite lnK ?exp_gt0. Qed.

Lemma ln_le x y : 0 < x -> (ln x <= y) = (x <= exp y).
Proof. by move=> x0; rewrite -ler_exp lnK. Qed.

Lemma expMn x n : exp (x *+ n) = exp x ^+ n.
Proof. by elim: n => [|n IH]; rewrite ?mulr0n ?exp0 // mulrS expD IH exprS. Qed.

Lemma expN_ge x : 1 - x <= exp (- x).
Proof. exact: exp_ge1Dx. Qed.

End ExpLn.
