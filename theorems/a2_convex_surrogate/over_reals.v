(** A2 over the real numbers, with the real exp and ln. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import Rstruct.
From Spma Require Import common.distributions common.mdp common.log_linear common.exp_ln_reals.
From Spma Require Import a2_convex_surrogate.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** A2 for real numbers: the surrogate of log-linear policies is convex. The
    axioms it rests on are those of Coq's real numbers. *)
Theorem surrogate_convex_reals (M : mdp [realFieldType of R]) (F : finType)
    (phi : forall s : state M, action s -> F -> R) (d : state M -> R) (target : policy M)
    (theta theta' : F -> R) (t : R) :
  (forall s, 0 <= d s) -> is_policy target -> 0 <= t <= 1 ->
  surrogate real_exp_ln phi d target (fun f => (1 - t) * theta f + t * theta' f) <=
  (1 - t) * surrogate real_exp_ln phi d target theta + t * surrogate real_exp_ln phi d target theta'.
Proof. by move=> d0 pol t01; apply: surrogate_convex. Qed.
