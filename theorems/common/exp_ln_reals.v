(** The real exponential and logarithm are an [exp_ln]: over the real numbers of
    Coq's standard library, whose axioms appear here and nowhere else. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Spma Require Import common.exp_ln.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma real_expD (x y : R) : Rtrigo_def.exp (x + y) = Rtrigo_def.exp x * Rtrigo_def.exp y.
Proof. by rewrite exp_plus. Qed.

Lemma real_exp_ge1Dx (x : R) : 1 + x <= Rtrigo_def.exp x.
Proof. by apply/RleP; exact: exp_ineq1_le. Qed.

Lemma real_lnK (x : R) : 0 < x -> Rtrigo_def.exp (Rpower.ln x) = x.
Proof. by move=> /RltP x0; apply: Rpower.exp_ln. Qed.

(** The instance. *)
Definition real_exp_ln : exp_ln.exp_ln [realFieldType of R] :=
  ExpLn real_expD real_exp_ge1Dx real_lnK.
