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
