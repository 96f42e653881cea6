(** Bandits: definitions, and that they are the MDPs with one state and gamma = 0. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.values.
From Spma Require Import common.optimum.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variables (R : realFieldType) (K : finType).
Implicit Types (p r : K -> R) (eta : R).

(** [delta = max r - <pi, r>] *)
Definition suboptimality r p := top r - mean p r.

(** SPMA in a bandit: [pi'(a) = pi(a) (1 + eta (r_a - <pi, r>))]. *)
Definition bandit_step eta r p : K -> R := fun a => p a * (1 + eta * (r a - mean p r)).
Definition bandit_run eta r p t := iter t (bandit_step eta r) p.

(** The bandit as an MDP: one state, [gamma = 0]. *)
Definition bandit r : mdp R.
Proof.
refine (@Mdp R [finType of unit] (fun=> K) (fun _ _ _ => 1) (fun _ a => r a) 0 _ (lexx 0) ltr01).
by move=> s a; split=> [u|]; [apply: ler01 | rewrite big_const card_unit /= addr0].
Defined.

(** A distribution over arms, as a policy. *)
Definition bandit_policy r p : policy (bandit r) := fun=> p.

End Definitions.

Arguments bandit_policy {R K} r p s a.
Arguments bandit_step {R K} eta r p a.
Arguments bandit_run {R K} eta r p t a.

Section Bandits.
Variables (R : realFieldType) (K : finType).
Implicit Types (p r : K -> R) (eta : R).

Lemma bandit_V r p s : is_dist p -> V (bandit_policy r p) s = mean p r.
Proof.
move=> dp; have pol : is_policy (bandit_policy r p) by [].
by rewrite V_mean_Q //; apply: eq_mean => // a; rewrite /Q /backup mul0r addr0.
Qed.

Lemma bandit_Adv r p (s : state (bandit r)) (a : K) : is_dist p ->
  Adv (bandit_policy r p) (s := s) a = r a - mean p r.
Proof. by move=> dp; rewrite /Adv bandit_V // /Q /backup mul0r addr0. Qed.

(** SPMA of the MDP [bandit r] is [bandit_step]. *)
Theorem bandit_spma eta r p s a : is_dist p ->
  spma (fun=> eta) (bandit_policy r p) s a = bandit_step eta r p a.
Proof. by move=> dp; rewrite /spma bandit_Adv. Qed.

(** Its error is [delta]. *)
Theorem bandit_error r p : is_dist p -> error (bandit_policy r p) = suboptimality r p.
Proof.
move=> dp; have pol : is_policy (bandit_policy r p) by [].
have Vopt : V_opt (bandit r) tt = top r.
  by rewrite (V_opt_bellman pol); apply: eq_max_over => a; rewrite /backup mul0r addr0.
apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: (max_over_le (x := tt)) => // -[] _; rewrite Vopt bandit_V.
by have := error_ge (bandit_policy r p) tt; rewrite Vopt bandit_V.
Qed.

Lemma bandit_step_sum eta r p : \sum_a p a = 1 -> \sum_a bandit_step eta r p a = 1.
Proof.
move=> p1; transitivity (\sum_a (p a + eta * (p a * (r a - mean p r)))).
  by apply: eq_bigr => a _; rewrite /bandit_step; ring.
by rewrite big_split /= p1 -mulr_sumr [X in _ * X](mean_centred r p1) mulr0 addr0.
Qed.

Lemma bandit_step_dist eta r p : is_dist p -> (forall a, 0 <= r a <= 1) -> 0 <= eta <= 1 ->
  is_dist (bandit_step eta r p).
Proof.
move=> dp r01 /andP[eta0 eta1]; have [p0 p1] := dp; split=> [a|]; last exact: bandit_step_sum.
have mu1 : mean p r <= 1 by apply: mean_le => // b; case/andP: (r01 b).
have mu0 : 0 <= mean p r by apply: mean_ge => // b; case/andP: (r01 b).
rewrite mulr_ge0 //; have /andP[r0 _] := r01 a.
have c1 : 0 <= eta * r a by rewrite mulr_ge0.
have c2 : 0 <= 1 - eta * mean p r by rewrite subr_ge0 mulr_ile1.
by have := addr_ge0 c1 c2; congr (_ <= _); ring.
Qed.

Lemma suboptimality_ge0 r p : is_dist p -> 0 <= suboptimality r p.
Proof. by move=> dp; rewrite subr_ge0 mean_le_top. Qed.

End Bandits.
