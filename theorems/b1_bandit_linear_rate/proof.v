(** B1, the linear rate in bandits. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.mdp common.bandits.
From Spma Require Import common.exp_ln common.unroll.
From Spma Require Import l1_variance.proof b0_bandit_identities.proof.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section LinearRate.
Variables (R : realFieldType) (K : finType) (r : K -> R) (eta : R).
Hypothesis unit_rewards : forall a, 0 <= r a <= 1.
Hypothesis two_rewards : ~~ all_tie r.
Hypothesis eta_ok : 0 < eta <= 1.
Implicit Types p : K -> R.

Local Notation Delta := (gap r).

Lemma gap_le1 : Delta <= 1.
Proof.
have [b _ ->] := gap_attained two_rewards; have [t ->] := top_attained r b.
have /andP[_ r1] := unit_rewards t; have /andP[r0 _] := unit_rewards b.
by apply: le_trans r1; rewrite ger_addl oppr_le0.
Qed.

Lemma bandit_run_dist p t : is_dist p -> is_dist (bandit_run eta r p t).
Proof.
move=> dp; have /andP[eta0 eta1] := eta_ok.
by elim: t => // t IH; apply: bandit_step_dist => //; rewrite (ltW eta0).
Qed.

(** B1, one step: [delta' <= (1 - eta p Delta) delta]. *)
Theorem bandit_rate_step p : is_dist p ->
  suboptimality r (bandit_step eta r p) <=
  (1 - eta * mass p (best r) * Delta) * suboptimality r p.
Proof.
move=> dp; have [p0 p1] := dp; have /andP[eta0 _] := eta_ok.
rewrite suboptimality_step // mulrBl mul1r ler_add2l ler_opp2 -!mulrA ler_pmul2l // mulrA.
exact: variance_lemma.
Qed.

Lemma rate_factor p : is_dist p -> 0 <= 1 - eta * mass p (best r) * Delta.
Proof.
move=> dp; have [p0 _] := dp; have /andP[eta0 eta1] := eta_ok.
have gap0 := ltW (gap_gt0 two_rewards).
rewrite subr_ge0 mulr_ile1 ?gap_le1 ?mulr_ge0 ?mass_ge0 ?(ltW eta0) //.
by rewrite mulr_ile1 ?mass_ge0 ?mass_le1 ?(ltW eta0).
Qed.

Variable pi0 : K -> R.
Hypothesis dist : is_dist pi0.

Local Notation p_ t := (mass (bandit_run eta r pi0 t) (best r)).
Local Notation delta_ t := (suboptimality r (bandit_run eta r pi0 t)).

(** B1. In a bandit with rewards in [0,1], not all equal, [0 < eta <= 1], gap
    [Delta] and [p_t] the mass on the best arms,

      delta_T <= delta_0 prod_(t<T) (1 - eta p_t Delta). *)
Theorem bandit_rate T :
  delta_ T <= (\prod_(t < T) (1 - eta * p_ t * Delta)) * delta_ 0.
Proof.
apply: (unroll (f := fun t => 1 - eta * p_ t * Delta) (e := fun t => delta_ t)) => t _.
  exact/rate_factor/bandit_run_dist.
exact/bandit_rate_step/bandit_run_dist.
Qed.

Lemma best_mass_run t : p_ 0 <= p_ t.
Proof.
elim: t => // t IH; apply: le_trans IH _; apply: best_mass_not_falling.
  exact: bandit_run_dist.
by case/andP: eta_ok => /ltW.
Qed.

Lemma rate_prod T : \prod_(t < T) (1 - eta * p_ t * Delta) <= (1 - eta * p_ 0 * Delta) ^+ T.
Proof.
have /andP[eta0 _] := eta_ok; have gap0 := ltW (gap_gt0 two_rewards).
rewrite -[T in leRHS]card_ord -prodr_const; apply: ler_prod => t _.
rewrite rate_factor; last exact: bandit_run_dist.
rewrite ler_add2l ler_opp2 ler_wpmul2r // ler_wpmul2l ?(ltW eta0) //.
exact: best_mass_run.
Qed.

(** B1, geometric form: the product is at most [(1 - eta p_0 Delta)^T]. *)
Theorem bandit_geometric_rate T :
  (\prod_(t < T) (1 - eta * p_ t * Delta)) * delta_ 0 <=
  (1 - eta * p_ 0 * Delta) ^+ T * delta_ 0.
Proof. by rewrite ler_wpmul2r ?suboptimality_ge0 ?rate_prod //; exact: bandit_run_dist. Qed.

(** B1, equality for two arms: [delta_{t+1} = (1 - eta p_t Delta) delta_t]. *)
Theorem two_arms_rate p : is_dist p -> #|K| = 2%N ->
  suboptimality r (bandit_step eta r p) =
  (1 - eta * mass p (best r) * Delta) * suboptimality r p.
Proof.
move=> [p0 p1] two; have [x nb gE] := gap_attained two_rewards.
have [y by_] := best_exists r x; have topE := bestP _ _ by_.
have xy : y != x by apply: contra nb => /eqP <-.
have sumE := @two_points_sum R _ _ _ two xy.
have massE : mass p (best r) = p y.
  by rewrite /mass big_mkcond sumE by_ (negPf nb) addr0.
have px : p x = 1 - p y by rewrite -p1 sumE addrAC subrr add0r.
rewrite suboptimality_step // massE gE /suboptimality -topE /variance /mean !sumE px.
by ring.
Qed.

End LinearRate.

Section UniformStart.
Variables (R : realFieldType) (K : finType) (r : K -> R) (eta : R).
Hypothesis unit_rewards : forall a, 0 <= r a <= 1.
Hypothesis two_rewards : ~~ all_tie r.
Hypothesis eta_ok : 0 < eta <= 1.

Definition uniform : K -> R := fun=> #|K|%:R^-1.

Lemma arms_gt0 : (0 < #|K|)%N.
Proof. by have [x _ _] := gap_attained two_rewards; apply/card_gt0P; exists x. Qed.

Lemma uniform_dist : is_dist uniform.
Proof.
have K0 := arms_gt0; split=> [a|]; first by rewrite invr_ge0 ler0n.
by rewrite /uniform sumr_const -[LHS]mulr_natl mulfV // pnatr_eq0 -lt0n.
Qed.

Lemma uniform_mass : #|K|%:R^-1 <= mass uniform (best r).
Proof.
have [x _ _] := gap_attained two_rewards; have [y by_] := best_exists r x.
rewrite /mass (bigD1 y) //= ler_addl; apply: sumr_ge0 => a _.
by rewrite invr_ge0 ler0n.
Qed.

Lemma uniform_suboptimality : suboptimality r uniform <= 1 - #|K|%:R^-1.
Proof.
have [x _ _] := gap_attained two_rewards; have [y by_] := best_exists r x.
have [u0 u1] := uniform_dist; rewrite -(mass_others y u1).
have -> : suboptimality r uniform = mean uniform (fun a => top r - r a).
  by rewrite meanB mean_const.
rewrite /mean (bigD1 y) //= (bestP _ _ by_) subrr mulr0 add0r; apply: ler_sum => a _.
rewrite ler_pimulr //; have [t ->] := top_attained r a.
have /andP[_ r1] := unit_rewards t; have /andP[r0 _] := unit_rewards a.
by apply: le_trans r1; rewrite ger_addl oppr_le0.
Qed.

(** B1, from the uniform policy on [K] arms:
    [delta_T <= (1 - 1/K) (1 - eta Delta / K)^T]. *)
Theorem uniform_rate T :
  suboptimality r (bandit_run eta r uniform T) <=
  (1 - #|K|%:R^-1) * (1 - eta * gap r / #|K|%:R) ^+ T.
Proof.
have du := uniform_dist; have /andP[eta0 eta1] := eta_ok; have gap0 := ltW (gap_gt0 two_rewards).
apply: le_trans (bandit_rate unit_rewards two_rewards eta_ok du T) _.
apply: le_trans (bandit_geometric_rate unit_rewards two_rewards eta_ok du T) _.
rewrite mulrC ler_pmul ?suboptimality_ge0 ?uniform_suboptimality ?exprn_ge0 //.
  exact: rate_factor.
apply: ler_expn2r; rewrite ?nnegrE ?rate_factor //.
  rewrite subr_ge0 -mulrA mulr_ile1 ?(ltW eta0) //; first by rewrite divr_ge0 ?ler0n.
  rewrite ler_pdivr_mulr ?ltr0n ?arms_gt0 // mul1r (le_trans (gap_le1 unit_rewards two_rewards)) //.
  by rewrite ler1n arms_gt0.
by rewrite ler_add2l ler_opp2 mulrAC ler_wpmul2r // ler_pmul2l // uniform_mass.
Qed.

(** ... [<= (1 - 1/K) exp(-eta Delta T / K)]. *)
Theorem uniform_exponential_rate (E : exp_ln R) T :
  suboptimality r (bandit_run eta r uniform T) <=
  (1 - #|K|%:R^-1) * exp E (- (eta * gap r * T%:R / #|K|%:R)).
Proof.
apply: le_trans (uniform_rate T) _; have K1 : 1 <= #|K|%:R :> R by rewrite ler1n arms_gt0.
rewrite ler_wpmul2l ?subr_ge0 ?invf_le1 ?(lt_le_trans ltr01) //.
have -> : - (eta * gap r * T%:R / #|K|%:R) = - (eta * gap r / #|K|%:R) *+ T.
  by rewrite mulNrn -mulrnAl -[in RHS]mulr_natr.
have /andP[eta0 eta1] := eta_ok; have gap0 := ltW (gap_gt0 two_rewards).
rewrite expMn; apply: ler_expn2r; rewrite ?nnegrE ?(ltW (exp_gt0 _ _)) ?expN_ge //.
rewrite subr_ge0 -mulrA mulr_ile1 ?(ltW eta0) //; first by rewrite divr_ge0 ?ler0n.
by rewrite ler_pdivr_mulr ?(lt_le_trans ltr01) // mul1r (le_trans _ K1) // gap_le1.
Qed.

End UniformStart.
