(** Finite Markov decision processes: every definition the claims speak of.

    Symbols are those of the paper: states s, u; actions a, b; transitions P,
    rewards r, discount gamma, policies pi, values V, Q, advantage Adv, step
    sizes eta. Nothing is assumed about V and V*: they are defined by formulas
    here, and values.v and optimum.v prove that they are what they should be. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Spma Require Import common.extrema common.distributions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** A finite MDP over an ordered field: states may have different actions. *)
Record mdp (R : realFieldType) := Mdp {
  state : finType;
  action : state -> finType;
  P : forall s : state, action s -> state -> R;
  r : forall s : state, action s -> R;
  gamma : R;
  P_dist : forall (s : state) (a : action s), is_dist (P a);
  gamma_ge0 : 0 <= gamma;
  gamma_lt1 : gamma < 1
}.

Arguments P {R m s} a u.
Arguments r {R m s} a.
Arguments action {R m} s.

Section Definitions.
Variables (R : realFieldType) (M : mdp R).

(** A table of numbers [pi s a], read [pi(a|s)]. *)
Definition policy := forall s : state M, action s -> R.

Implicit Types (pi : policy) (v : state M -> R) (eta : state M -> R).

(** [pi(.|s)] is a distribution in every state. *)
Definition is_policy pi := forall s, is_dist (pi s).

(** [pi(a|s) > 0] everywhere. *)
Definition full_support pi := forall s a, 0 < pi s a.

(** Rewards in [0,1]. *)
Definition unit_rewards := forall (s : state M) (a : action s), 0 <= r a <= 1.

(** [r(s,a) + gamma sum_u P(u|s,a) v(u)] *)
Definition backup v (s : state M) (a : action s) : R := r a + gamma M * mean (P a) v.

(** The Bellman operators [T_pi] and [T]. *)
Definition bellman pi v s := mean (pi s) (backup v (s := s)).
Definition bellman_opt v s := top (backup v (s := s)).

(** Transitions [P_pi(s,u)] and rewards [r_pi(s)] under a policy. *)
Definition P_pi pi s u := mean (pi s) (fun a => P a u).
Definition r_pi pi s := mean (pi s) (r (s := s)).

(** [(I - gamma P_pi)^-1], as a matrix and as a function of two states. *)
Definition I_minus_gamma_P pi : 'M[R]_#|state M| :=
  1%:M - gamma M *: \matrix_(i, j) P_pi pi (enum_val i) (enum_val j).
Definition resolvent pi s u := invmx (I_minus_gamma_P pi) (enum_rank s) (enum_rank u).

(** [V^pi = (I - gamma P_pi)^-1 r_pi], [Q^pi], and [Adv = Q - V]. *)
Definition V pi s := \sum_u resolvent pi s u * r_pi pi u.
Definition Q pi s (a : action s) := backup (V pi) a.
Definition Adv pi s (a : action s) := Q pi a - V pi s.

(** The deterministic policy of a choice [d] of one action per state. *)
Definition deterministic (d : {dffun forall s : state M, action s}) : policy :=
  fun s a => (a == d s)%:R.

(** [V*]: the largest value of a deterministic policy, state by state. *)
Definition V_opt s := max_over xpredT (fun d => V (deterministic d) s).
Definition Q_opt s (a : action s) := backup V_opt a.

(** The error [e = max_s V*(s) - V^pi(s)]. *)
Definition error pi := max_over xpredT (fun s => V_opt s - V pi s).

(** The normalised discounted occupancy
    [d^pi_rho = (1 - gamma) rho' (I - gamma P_pi)^-1]. *)
Definition occupancy (rho : state M -> R) pi u :=
  (1 - gamma M) * (\sum_s rho s * resolvent pi s u).

(** [M(s) = max_a Adv(s,a)] and [m(s) = - min_a Adv(s,a)]. *)
Definition largest_advantage pi s := top (Adv pi (s := s)).
Definition largest_loss pi s := - bottom (Adv pi (s := s)).

(** [Var(s)], the variance of [Q(s,.)] under [pi(.|s)]. *)
Definition Var pi s := variance (pi s) (Q pi (s := s)).

(** [pi(best(s)|s)], the mass on all maximisers of [Q(s,.)]. *)
Definition best_mass pi s := mass (pi s) (best (Q pi (s := s))).

(** [C = min_s pi(best(s)|s) gap(s)] over the states in which not all actions
    tie; 0 when there is no such state. *)
Definition C pi :=
  min_over (fun s => ~~ all_tie (Q pi (s := s)))
           (fun s => best_mass pi s * gap (Q pi (s := s))).

(** [min_s Var(s) / M(s)] over the states with [M(s) > 0]; 0 when there is none. *)
Definition variance_constant pi :=
  min_over (fun s => 0 < largest_advantage pi s) (fun s => Var pi s / largest_advantage pi s).

(** SPMA: [pi'(a|s) = pi(a|s) (1 + eta(s) Adv(s,a))], one step size per state. *)
Definition spma eta pi : policy := fun s a => pi s a * (1 + eta s * Adv pi a).

(** [t] steps of SPMA with one step size. *)
Definition run (eta : R) pi0 t : policy := iter t (spma (fun=> eta)) pi0.

End Definitions.

Arguments Q {R M} pi {s} a.
Arguments Adv {R M} pi {s} a.
Arguments backup {R M} v {s} a.
Arguments unit_rewards {R} M.
Arguments deterministic {R M} d s a.
Arguments spma {R M} eta pi s a.
Arguments run {R M} eta pi0 t s a.
Arguments V_opt {R} M s.
