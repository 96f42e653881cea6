(** [I - gamma P_pi] is invertible, and its inverse is nonnegative. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Spma Require Import common.extrema common.distributions common.max_principle common.mdp.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Resolvent.
Variables (R : realFieldType) (M : mdp R).
Implicit Types (pi : policy M) (v w f : state M -> R).

Let enumval (j : 'I_#|state M|) : state M := enum_val j.

Lemma P_pi_dist pi : is_policy pi -> forall s, is_dist (P_pi pi s).
Proof.
move=> pol s; case: (pol s) => pi0 pi1; split=> [u|].
  by apply: mean_ge0 => // a; case: (P_dist a).
rewrite exchange_big -pi1 /=; apply: eq_bigr => a _.
by rewrite -mulr_sumr; case: (P_dist a) => _ ->; rewrite mulr1.
Qed.

Lemma mean_P_pi pi v s : mean (P_pi pi s) v = mean (pi s) (fun a => mean (P a) v).
Proof.
rewrite /mean /P_pi /mean; under eq_bigr do rewrite mulr_suml.
rewrite exchange_big /=; apply: eq_bigr => a _; rewrite mulr_sumr.
by apply: eq_bigr => u _; rewrite mulrA.
Qed.

(** [T_pi v = r_pi + gamma P_pi v] *)
Lemma bellmanE pi v s : bellman pi v s = r_pi pi s + gamma M * mean (P_pi pi s) v.
Proof. by rewrite /bellman /backup meanD meanZ mean_P_pi. Qed.

Lemma I_minus_gamma_P_mul pi f i :
  (I_minus_gamma_P pi *m \col_j f (enum_val j)) i 0 =
  f (enum_val i) - gamma M * mean (P_pi pi (enum_val i)) f.
Proof.
rewrite mulmxBl mul1mx -scalemxAl !mxE; congr (_ - _ * _).
rewrite /mean [RHS](reindex enumval) /=; last exact/onW_bij/enum_val_bij.
by apply: eq_bigr => j _; rewrite !mxE.
Qed.

Lemma I_minus_gamma_P_unit pi : is_policy pi -> I_minus_gamma_P pi \in unitmx.
Proof.
move=> pol; rewrite -unitmx_tr -row_free_unit; apply/inj_row_free => x.
move/(congr1 trmx); rewrite trmx_mul trmxK trmx0 => Ax0.
set f := fun s => x 0 (enum_rank s).
have colf : \col_j f (enum_val j) = x^T by apply/colP=> j; rewrite !mxE /f enum_valK.
have fix_f s : f s = gamma M * mean (P_pi pi s) f.
  apply/eqP; rewrite -subr_eq0; have := I_minus_gamma_P_mul pi f (enum_rank s).
  by rewrite colf Ax0 mxE enum_rankK => ->.
have K := P_pi_dist pol; have g0 := gamma_ge0 M; have g1 := gamma_lt1 M.
apply/rowP=> j; rewrite mxE -[j]enum_valK -/(f _); apply/eqP; rewrite eq_le; apply/andP; split.
  by apply: (kernel_le0 g1 K g0) => s; rewrite -fix_f.
by apply: (kernel_ge0 g1 K g0) => s; rewrite -fix_f.
Qed.

(** [x = sum_u resolvent(.,u) f(u)] solves [x = f + gamma P_pi x]. *)
Lemma resolvent_solves pi f : is_policy pi ->
  let x := fun s => \sum_u resolvent pi s u * f u in
  forall s, x s = f s + gamma M * mean (P_pi pi s) x.
Proof.
move=> pol x s; apply/eqP; rewrite -subr_eq.
have := I_minus_gamma_P_mul pi x (enum_rank s); rewrite enum_rankK => <-.
pose y := \col_(j < #|state M|) f (enum_val j).
have -> : \col_j x (enum_val j) = invmx (I_minus_gamma_P pi) *m y.
  apply/colP=> i; rewrite !mxE /x (reindex enumval) /=; last exact/onW_bij/enum_val_bij.
  by apply: eq_bigr => j _; rewrite /resolvent !enum_valK mxE.
by rewrite mulKVmx ?I_minus_gamma_P_unit // mxE enum_rankK.
Qed.

(** The solution is unique. *)
Lemma resolvent_unique pi f x : is_policy pi ->
  (forall s, x s = f s + gamma M * mean (P_pi pi s) x) ->
  forall s, x s = \sum_u resolvent pi s u * f u.
Proof.
move=> pol xE s; apply/eqP; rewrite -subr_eq0; apply/eqP.
set y := fun s => \sum_u resolvent pi s u * f u.
have yE := resolvent_solves f pol; rewrite -/y in yE.
have d t : x t - y t = gamma M * mean (P_pi pi t) (fun u => x u - y u).
  by rewrite meanB xE yE; ring.
have K := P_pi_dist pol; have g0 := gamma_ge0 M; have g1 := gamma_lt1 M.
apply/eqP; rewrite eq_le -/(y s); apply/andP; split.
  by apply: (kernel_le0 g1 K g0 (w := fun t => x t - y t)) => t; rewrite -d.
by apply: (kernel_ge0 g1 K g0 (w := fun t => x t - y t)) => t; rewrite -d.
Qed.

(** A column of the resolvent: [N(s,u) = [s = u] + gamma sum_t P_pi(s,t) N(t,u)]. *)
Lemma resolvent_column pi u s : is_policy pi ->
  resolvent pi s u = (s == u)%:R + gamma M * mean (P_pi pi s) (fun t => resolvent pi t u).
Proof.
move=> pol; have := resolvent_solves (fun t => (t == u)%:R) pol; move=> /= N.
have col t : \sum_w resolvent pi t w * (w == u)%:R = resolvent pi t u.
  by rewrite (bigD1 u) //= eqxx mulr1 big1 ?addr0 // => w /negPf ->; rewrite mulr0.
by rewrite -[LHS]col N; congr (_ + _ * _); apply: eq_bigr => t _; rewrite col.
Qed.

Lemma resolvent_ge0 pi s u : is_policy pi -> 0 <= resolvent pi s u.
Proof.
move=> pol; have K := P_pi_dist pol; have g0 := gamma_ge0 M; have g1 := gamma_lt1 M.
apply: (kernel_ge0 g1 K g0 (w := fun t => resolvent pi t u)) => t.
by rewrite [leRHS]resolvent_column // ler_addr ler0n.
Qed.

Lemma resolvent_diagonal pi s : is_policy pi -> 1 <= resolvent pi s s.
Proof.
move=> pol; rewrite resolvent_column // eqxx ler_addl mulr_ge0 ?gamma_ge0 //.
by apply: mean_ge0 => u; [case: (P_pi_dist pol s)|apply: resolvent_ge0].
Qed.

(** The rows of [(1-gamma) N] are distributions. *)
Lemma resolvent_row pi s : is_policy pi -> (1 - gamma M) * (\sum_u resolvent pi s u) = 1.
Proof.
move=> pol; have g1: 1 - gamma M != 0 by rewrite gt_eqF // subr_gt0 gamma_lt1.
have := resolvent_unique (f := fun=> 1) (x := fun=> (1 - gamma M)^-1) pol.
move=> /(_ _ s) E; rewrite -[RHS](mulfV g1) E.
  by congr (_ * _); apply: eq_bigr => u _; rewrite mulr1.
by move=> t; case: (P_pi_dist pol t) => _ K1; rewrite mean_const //; field.
Qed.

End Resolvent.
