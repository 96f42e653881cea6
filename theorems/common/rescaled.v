(** Rewards [scale r + shift]: what becomes of values and advantages. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Rescale.
Variables (R : realFieldType) (M : mdp R) (scale shift : R).

(** The MDP with rewards [scale r + shift]. *)
Definition rescaled : mdp R :=
  @Mdp R (state M) (@action R M) (@P R M) (fun s a => scale * r a + shift)
    (gamma M) (@P_dist R M) (gamma_ge0 M) (gamma_lt1 M).

(** A policy of [M], read as a policy of the rescaled MDP. *)
Definition as_rescaled (pi : policy M) : policy rescaled := pi.

Implicit Types pi : policy M.

Let rescale (v : state M -> R) u := scale * v u + shift / (1 - gamma M).

Lemma backup_rescaled (v : state M -> R) s (a : action s) :
  @backup R rescaled (rescale v) s a = scale * backup v a + shift / (1 - gamma M).
Proof.
rewrite /backup /= meanD meanZ mean_const; last by case: (P_dist a).
by field; exact: stop_neq0.
Qed.

Lemma V_rescaled pi s : is_policy pi ->
  V (as_rescaled pi) s = scale * V pi s + shift / (1 - gamma M).
Proof.
move=> pol; apply/esym.
apply: (@V_unique R rescaled (as_rescaled pi) (rescale (V pi)) pol) => {s} /= s.
transitivity (mean (pi s) (fun a => scale * Q pi a + shift / (1 - gamma M))).
  by rewrite meanD meanZ mean_const -?V_mean_Q //; case: (pol s).
by apply: eq_mean => // a; rewrite backup_rescaled.
Qed.

Lemma Q_rescaled pi s (a : action s) : is_policy pi ->
  Q (as_rescaled pi) (s := s) a = scale * Q pi a + shift / (1 - gamma M).
Proof.
move=> pol; rewrite -backup_rescaled.
by apply: (@eq_backup R rescaled) => u; apply: V_rescaled.
Qed.

Lemma Adv_rescaled pi s (a : action s) : is_policy pi ->
  Adv (as_rescaled pi) (s := s) a = scale * Adv pi a.
Proof. by move=> pol; rewrite /Adv Q_rescaled // V_rescaled //; ring. Qed.

Lemma largest_loss_rescaled pi s : is_policy pi -> 0 < scale ->
  largest_loss (as_rescaled pi) s = scale * largest_loss pi s.
Proof.
move=> pol scale0; have [a _] := dist_inhabited (pol s).
rewrite /largest_loss mulrN; congr (- _); apply/eqP; rewrite eq_le; apply/andP; split.
  have [b ->] := bottom_attained (Adv pi (s := s)) a; rewrite -Adv_rescaled //.
  exact: (ge_bottom (Adv (as_rescaled pi) (s := s)) b).
have [b ->] := bottom_attained (Adv (as_rescaled pi) (s := s)) a.
by rewrite Adv_rescaled // ler_wpmul2l ?(ltW scale0) // ge_bottom.
Qed.

End Rescale.

Arguments as_rescaled {R M} scale shift pi.
