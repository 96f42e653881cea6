(** S2, the step-size condition is sharp. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Sharp.
Variables (R : realFieldType) (g eps : R).
Hypotheses (g_ge0 : 0 <= g) (g_lt1 : g < 1) (eps_gt0 : 0 < eps).

Lemma witness_transitions (s a : bool) : is_dist (fun u : bool => (u == s && a)%:R : R).
Proof.
split=> [u|]; first exact: ler0n.
by rewrite big_bool; case: s; case: a; [exact: addr0 | exact: add0r..].
Qed.

(** Two states. In state [true] action [true] stays and pays 1, action [false]
    leads to state [false] and pays 0; state [false] is final and pays nothing. *)
Definition witness : mdp R :=
  @Mdp R [finType of bool] (fun=> [finType of bool]) (fun s a u => (u == s && a)%:R)
    (fun s a => (s && a)%:R) g witness_transitions g_ge0 g_lt1.

(** A policy that leaves with the small probability [delta]. *)
Definition delta := (1 - g) * eps / (2 * (1 + (1 - g) * eps)).
Definition leaving : policy witness := fun _ a => if a then 1 - delta else delta.

Let stop : 0 < 1 - g. Proof. by rewrite subr_gt0. Qed.
Let x := (1 - g) * eps.
Let x0 : 0 < x. Proof. by rewrite mulr_gt0. Qed.
Let x1 : 0 < 1 + x. Proof. by rewrite addr_gt0 ?ltr01. Qed.

Lemma delta_gt0 : 0 < delta.
Proof. by rewrite divr_gt0 // mulr_gt0 ?ltr0n. Qed.

Lemma delta_small : delta * (1 + x) < x.
Proof.
have -> : delta * (1 + x) = x / 2 by rewrite /delta -/x; field; rewrite gt_eqF.
by rewrite ltr_pdivr_mulr ?ltr0n // ltr_pmulr // ltr1n.
Qed.

Lemma delta_lt1 : delta < 1.
Proof.
rewrite -(ltr_pmul2r x1) mul1r; apply: lt_trans delta_small _.
by rewrite ltr_addr ltr01.
Qed.

Lemma leaving_policy : is_policy leaving.
Proof.
move=> s; split=> [[]|]; rewrite /leaving.
- by rewrite subr_ge0 ltW ?delta_lt1.
- exact/ltW/delta_gt0.
by rewrite big_bool /= subrK.
Qed.

Lemma leaving_full_support : full_support leaving.
Proof. by move=> s []; rewrite /leaving ?subr_gt0 ?delta_lt1 ?delta_gt0. Qed.

Let keep : 0 < 1 - g * (1 - delta).
Proof.
rewrite subr_gt0 (le_lt_trans _ g_lt1) // ler_pimulr // ger_addl oppr_le0.
exact/ltW/delta_gt0.
Qed.

Definition witness_V (s : bool) : R := if s then (1 - delta) / (1 - g * (1 - delta)) else 0.

Lemma witness_V_correct (s : state witness) : V leaving s = witness_V s.
Proof.
apply/esym/(@V_unique _ witness leaving witness_V); first exact: leaving_policy.
case; rewrite /bellman /mean big_bool /backup /mean !big_bool /= /leaving /witness_V.
  by field; rewrite gt_eqF.
by ring.
Qed.

(** S2. For every discount and every [eps > 0] there are a model with rewards in
    [0,1], here with two states, and a policy with full support for which SPMA with
    [eta = (1-gamma) (1+eps)] gives a negative probability. Source: derived for
    this project. *)
Theorem sharp_step_size : exists (M : mdp R) (pi : policy M) (s : state M) (a : action s),
  [/\ gamma M = g /\ #|state M| = 2%N, unit_rewards M, is_policy pi, full_support pi
    & spma (fun=> (1 - gamma M) * (1 + eps)) pi s a < 0].
Proof.
exists witness, leaving, true, false; split=> //.
- by split=> //; rewrite card_bool.
- by case; case; rewrite ?ler01 ?lexx.
- exact: leaving_policy.
- exact: leaving_full_support.
rewrite /spma pmulr_rlt0 /leaving ?delta_gt0 // /Adv witness_V_correct.
have -> : Q leaving (s := true : state witness) false = 0.
  rewrite /Q (@eq_backup _ witness _ witness_V true false witness_V_correct).
  by rewrite /backup /mean big_bool /witness_V /=; ring.
rewrite /witness_V sub0r mulrN subr_lt0 mulrA ltr_pdivl_mulr // mul1r.
have small := delta_small; rewrite -subr_gt0 in small; rewrite -subr_gt0.
rewrite (_ : gamma witness = g) //; move: small; congr (0 < _).
by rewrite /x; ring.
Qed.

End Sharp.
