(** V^pi: it solves the Bellman equation, alone; comparisons; ranges. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.max_principle common.mdp.
From Spma Require Import common.resolvent.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Values.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (v w : state M -> R).

Local Notation g := (gamma M).

Lemma stop_gt0 : 0 < 1 - g. Proof. by rewrite subr_gt0 gamma_lt1. Qed.
Lemma stop_ge0 : 0 <= 1 - g. Proof. exact/ltW/stop_gt0. Qed.
Lemma stop_neq0 : 1 - g != 0. Proof. by rewrite gt_eqF ?stop_gt0. Qed.
Lemma stop_le1 : 1 - g <= 1. Proof. by rewrite ger_addl oppr_le0 gamma_ge0. Qed.

Lemma eq_backup v w s (a : action s) : v =1 w -> backup v a = backup w a.
Proof. by move=> vw; rewrite /backup (eq_mean (q := P a) _ vw). Qed.

Lemma backup_monotone v w s (a : action s) : (forall u, v u <= w u) -> backup v a <= backup w a.
Proof.
move=> vw; rewrite ler_add2l ler_wpmul2l ?gamma_ge0 // mean_monotone //.
by case: (P_dist a).
Qed.

(** [backup w <= backup v + gamma c] when [w <= v + c]. *)
Lemma backup_shift v w c s (a : action s) :
  (forall u, w u - v u <= c) -> backup w a <= backup v a + g * c.
Proof.
move=> wv; rewrite /backup -addrA ler_add2l -mulrDr ler_wpmul2l ?gamma_ge0 //.
rewrite -ler_subl_addl -meanB mean_le //; exact: P_dist.
Qed.

Lemma bellman_monotone pi v w : is_policy pi -> (forall u, v u <= w u) ->
  forall s, bellman pi v s <= bellman pi w s.
Proof.
move=> pol vw s; case: (pol s) => p0 _.
by apply: mean_monotone => // a; apply: backup_monotone.
Qed.

Lemma bellmanB pi v w s :
  bellman pi v s - bellman pi w s = g * mean (P_pi pi s) (fun u => v u - w u).
Proof. by rewrite !bellmanE meanB; ring. Qed.

(** V^pi exists: it satisfies the Bellman equation [V = T_pi V]. *)
Theorem V_bellman pi : is_policy pi -> forall s, V pi s = bellman pi (V pi) s.
Proof. by move=> pol s; rewrite bellmanE; apply: (resolvent_solves (r_pi pi) pol). Qed.

(** V^pi is the only solution of the Bellman equation. *)
Theorem V_unique pi v : is_policy pi -> (forall s, v s = bellman pi v s) -> forall s, v s = V pi s.
Proof. by move=> pol vE; apply: resolvent_unique => // s; rewrite -bellmanE. Qed.

(** [v <= T_pi v + x] implies [v <= V^pi + x / (1-gamma)]. *)
Lemma V_sub pi v x : is_policy pi -> (forall s, v s <= bellman pi v s + x) ->
  forall s, v s <= V pi s + x / (1 - g).
Proof.
move=> pol sub s; rewrite -ler_subl_addl.
apply: (kernel_le (gamma_lt1 M) (P_pi_dist pol) (gamma_ge0 M) (w := fun t => v t - V pi t)) => t.
rewrite -bellmanB -(V_bellman pol) -subr_ge0.
have -> : x + (bellman pi v t - V pi t) - (v t - V pi t) = bellman pi v t + x - v t by ring.
by rewrite subr_ge0.
Qed.

(** [T_pi v <= v + x] implies [V^pi <= v + x / (1-gamma)]. *)
Lemma V_super pi v x : is_policy pi -> (forall s, bellman pi v s <= v s + x) ->
  forall s, V pi s <= v s + x / (1 - g).
Proof.
move=> pol super s; rewrite -ler_subl_addl.
apply: (kernel_le (gamma_lt1 M) (P_pi_dist pol) (gamma_ge0 M) (w := fun t => V pi t - v t)) => t.
rewrite -bellmanB -(V_bellman pol) -subr_ge0.
have -> : x + (V pi t - bellman pi v t) - (V pi t - v t) = v t + x - bellman pi v t by ring.
by rewrite subr_ge0.
Qed.

Lemma V_ge pi v : is_policy pi -> (forall s, v s <= bellman pi v s) -> forall s, v s <= V pi s.
Proof.
move=> pol sub s; have := @V_sub pi v 0 pol _ s; rewrite mul0r addr0; apply=> t.
by rewrite addr0.
Qed.

Lemma V_le pi v : is_policy pi -> (forall s, bellman pi v s <= v s) -> forall s, V pi s <= v s.
Proof.
move=> pol super s; have := @V_super pi v 0 pol _ s; rewrite mul0r addr0; apply=> t.
by rewrite addr0.
Qed.

Lemma eq_V pi pi' : is_policy pi -> (forall s, pi s =1 pi' s) -> forall s, V pi s = V pi' s.
Proof.
move=> pol e; have pol' : is_policy pi'.
  move=> s; case: (pol s) => p0 p1; split=> [a|]; first by rewrite -e.
  by rewrite -p1; apply: eq_bigr => a _; rewrite e.
apply: V_unique => // s; rewrite [LHS]V_bellman //.
by apply: eq_mean => // a; rewrite e.
Qed.

(** What V^pi means: the expected reward of [n] steps (from 0 at the end)
    differs from it by the discounted value of what is left. *)
Theorem V_steps pi v b n : is_policy pi -> (forall s, `|V pi s - v s| <= b) ->
  forall s, `|V pi s - iter n (bellman pi) v s| <= g ^+ n * b.
Proof.
move=> pol vb; elim: n => [|n IH] s; first by rewrite expr0 mul1r.
rewrite iterS V_bellman // bellmanB normrM ger0_norm ?gamma_ge0 // exprS -mulrA.
rewrite ler_wpmul2l ?gamma_ge0 //; case: (P_pi_dist pol s) => K0 K1.
apply: le_trans (ler_norm_sum _ _ _) _; rewrite -[leRHS](mean_const _ K1).
by apply: ler_sum => u _; rewrite normrM ger0_norm // ler_wpmul2l.
Qed.

(** [V(s) = sum_a pi(a|s) Q(s,a)], so advantages have mean 0. *)
Lemma V_mean_Q pi s : is_policy pi -> V pi s = mean (pi s) (Q pi (s := s)).
Proof. by move=> pol; rewrite {1}V_bellman. Qed.

Lemma mean_Adv pi s : is_policy pi -> mean (pi s) (Adv pi (s := s)) = 0.
Proof.
by move=> pol; rewrite /Adv V_mean_Q // mean_centred //; case: (pol s).
Qed.

(** For any two policies, [T_{pi'} V^pi - V^pi = sum_a pi'(a|s) Adv^pi(s,a)]. *)
Lemma improvement_Adv pi pi' s : is_policy pi' ->
  bellman pi' (V pi) s - V pi s = mean (pi' s) (Adv pi (s := s)).
Proof. by move=> pol'; rewrite meanB mean_const //; case: (pol' s). Qed.

(** [Var] as second moment of the advantage. *)
Lemma Var_Adv pi s : is_policy pi -> Var pi s = \sum_a pi s a * Adv pi a ^+ 2.
Proof. by move=> pol; rewrite /Var /variance -V_mean_Q. Qed.

Section Ranges.
Hypothesis rewards : unit_rewards M.

Lemma V_range pi s : is_policy pi -> 0 <= V pi s <= (1 - g)^-1.
Proof.
move=> pol; apply/andP; split.
  apply: (V_ge pol (v := fun=> 0)) => t; rewrite bellmanE.
  rewrite mean_const ?mulr0 ?addr0; last by case: (P_pi_dist pol t).
  by apply: mean_ge => // a; case/andP: (rewards a).
apply: (V_le pol (v := fun=> (1 - g)^-1)) => t; rewrite bellmanE mean_const; last first.
  by case: (P_pi_dist pol t).
rewrite -subr_ge0; have -> : (1 - g)^-1 - (r_pi pi t + g * (1 - g)^-1) = 1 - r_pi pi t.
  by field; exact: stop_neq0.
by rewrite subr_ge0 mean_le // => a; case/andP: (rewards a).
Qed.

Lemma Q_range pi s (a : action s) : is_policy pi -> 0 <= Q pi a <= (1 - g)^-1.
Proof.
move=> pol; case/andP: (rewards a) => r0 r1; have Pd := P_dist a.
apply/andP; split.
  rewrite addr_ge0 ?mulr_ge0 ?gamma_ge0 // mean_ge // => u.
  by case/andP: (V_range u pol).
apply: (@le_trans _ _ (1 + g * (1 - g)^-1)).
  apply: ler_add => //; rewrite ler_wpmul2l ?gamma_ge0 // mean_le // => u.
  by case/andP: (V_range u pol).
by rewrite le_eqVlt; apply/orP; left; apply/eqP; field; exact: stop_neq0.
Qed.

End Ranges.

End Values.

Arguments stop_neq0 {R} M.
Arguments stop_gt0 {R} M.
Arguments stop_ge0 {R} M.
Arguments stop_le1 {R} M.
