(** One step repeated: recursive inequalities unrolled over T steps. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Unroll.
Variables (R : realFieldType) (f x e : nat -> R) (T : nat).

(** [e_{t+1} <= f_t e_t] for all [t < T] gives [e_T <= prod_(t<T) f_t e_0]. *)
Lemma unroll : (forall t, (t < T)%N -> 0 <= f t) -> (forall t, (t < T)%N -> e t.+1 <= f t * e t) ->
  e T <= (\prod_(t < T) f t) * e 0%N.
Proof.
elim: T => [|n IH] f0 step; first by rewrite big_ord0 mul1r.
rewrite big_ord_recr /= mulrAC mulrC; apply: le_trans (step n _) _ => //.
rewrite ler_wpmul2l ?f0 // IH // => t tn; first exact/f0/ltnW.
exact/step/ltnW.
Qed.

(** With an additive loss: [e_{t+1} <= f_t e_t + x_t] for all [t < T] gives
    [e_T <= prod_(t<T) f_t e_0 + sum_(t<T) (prod_(t<i<T) f_i) x_t]. *)
Lemma unroll_with_loss : (forall t, (t < T)%N -> 0 <= f t) ->
  (forall t, (t < T)%N -> e t.+1 <= f t * e t + x t) ->
  e T <= (\prod_(t < T) f t) * e 0%N + \sum_(t < T) (\prod_(t.+1 <= i < T) f i) * x t.
Proof.
elim: T => [|n IH] f0 step; first by rewrite !big_ord0 mul1r addr0.
rewrite !big_ord_recr /= big_geq // mul1r.
have -> : \sum_(t < n) (\prod_(t.+1 <= i < n.+1) f i) * x t =
          f n * \sum_(t < n) (\prod_(t.+1 <= i < n) f i) * x t.
  rewrite mulr_sumr; apply: eq_bigr => t _.
  by rewrite big_nat_recr //= mulrCA mulrA.
rewrite addrA mulrAC mulrC -mulrDr; apply: le_trans (step n _) _ => //.
rewrite ler_add2r ler_wpmul2l ?f0 // IH // => t tn; first exact/f0/ltnW.
exact/step/ltnW.
Qed.

End Unroll.

(** Constant factor and loss: [e_{t+1} <= a e_t + y] gives
    [e_T <= a^T e_0 + y (1 + a + ... + a^(T-1))]. *)
Lemma unroll_uniform (R : realFieldType) (a y : R) (e : nat -> R) T : 0 <= a ->
  (forall t, (t < T)%N -> e t.+1 <= a * e t + y) ->
  e T <= a ^+ T * e 0%N + y * \sum_(t < T) a ^+ t.
Proof.
move=> a0; elim: T => [|n IH] step; first by rewrite expr0 mul1r big_ord0 mulr0 addr0.
apply: le_trans (step n _) _ => //; rewrite big_ord_recl expr0.
have -> : \sum_(i < n) a ^+ lift ord0 i = a * \sum_(i < n) a ^+ i.
  by rewrite mulr_sumr; apply: eq_bigr => i _; rewrite exprS.
have := ler_wpmul2l a0 (IH (fun t tn => step t (ltnW tn))); rewrite -subr_ge0 => c.
by rewrite -subr_ge0; move: c; congr (0 <= _); rewrite exprS; ring.
Qed.
