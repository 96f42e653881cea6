(** S3, the invariant form of the step-size condition. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum common.spma_step.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** S3. For a policy with full support, any rewards and [eta(s) > 0], the SPMA
    update is nonnegative in state [s] if and only if [eta(s) m(s) <= 1], where
    [m(s) = - min_a Adv(s,a)]. Source: derived for this project. *)
Theorem invariant_condition (R : realFieldType) (M : mdp R) (pi : policy M)
    (eta : state M -> R) (s : state M) : is_policy pi -> full_support pi -> 0 < eta s ->
  (forall a : action s, 0 <= spma eta pi s a) <-> eta s * largest_loss pi s <= 1.
Proof.
move=> pol full eta0; split=> [nonneg|valid a]; last first.
  by rewrite mulr_ge0 ?spma_factor_ge0 // ltW.
have [a _] := dist_inhabited (pol s).
have [b mb] := bottom_attained (Adv pi (s := s)) a.
rewrite /largest_loss mb mulrN -subr_ge0 opprK.
by have := nonneg b; rewrite /spma pmulr_rge0.
Qed.
