//! Models, policies and values in the plainest exact form.

use num_traits::{One, Zero};

use crate::claim::Instance;
use crate::scalar::Rational;

/// An instance as nested lists: `rewards[s][a]`, `transitions[s][a]`,
/// `policy[s][a]`.
pub struct Naive {
    /// `gamma`.
    pub gamma: Rational,
    /// `r(s,a)`.
    pub rewards: Vec<Vec<Rational>>,
    /// `(s', P(s'|s,a))`.
    pub transitions: Vec<Vec<Vec<(usize, Rational)>>>,
    /// `rho`.
    pub initial: Vec<Rational>,
    /// `pi`.
    pub policy: Vec<Vec<Rational>>,
    /// `pi'`.
    pub other: Vec<Vec<Rational>>,
    /// `eta`.
    pub eta: Rational,
    /// `T`.
    pub steps: u32,
    /// `phi(s,a)` as `features[s][a]`; empty when the instance has none.
    pub features: Vec<Vec<Vec<Rational>>>,
    /// The parameters.
    pub parameters: Vec<Vec<Rational>>,
}

impl Naive {
    /// The lists of an instance.
    pub fn new(instance: &Instance) -> Self {
        let actions = instance.mdp.to_actions();
        Naive {
            gamma: instance.mdp.discount().clone(),
            rewards: actions.iter().map(|row| row.iter().map(|a| a.reward.clone()).collect()).collect(),
            transitions: actions.into_iter().map(|row| row.into_iter().map(|a| a.transitions).collect()).collect(),
            initial: instance.mdp.initial().to_vec(),
            policy: instance.policy.to_states(),
            other: instance.other.to_states(),
            eta: instance.eta.clone(),
            steps: instance.steps,
            features: features_by_state(instance),
            parameters: instance.linear.iter().flat_map(|linear| linear.parameters().to_vec()).collect(),
        }
    }

    /// Number of states.
    pub fn states(&self) -> usize {
        self.rewards.len()
    }

    /// `1 - gamma`.
    pub fn stop(&self) -> Rational {
        Rational::one() - &self.gamma
    }

    /// `I - gamma P_pi` as a dense matrix.
    fn bellman_matrix(&self, policy: &[Vec<Rational>]) -> Vec<Vec<Rational>> {
        let mut matrix = vec![vec![Rational::zero(); self.states()]; self.states()];
        for (s, row) in matrix.iter_mut().enumerate() {
            row[s] = Rational::one();
            for (a, probability) in policy[s].iter().enumerate() {
                for (to, p) in &self.transitions[s][a] {
                    row[*to] -= &(self.gamma.clone() * probability * p);
                }
            }
        }
        matrix
    }

    /// `V^pi`, by elimination on `(I - gamma P_pi) V = r_pi`.
    pub fn values(&self, policy: &[Vec<Rational>]) -> Vec<Rational> {
        let rewards = policy.iter().zip(&self.rewards).map(|(p, r)| dot(p, r)).collect();
        eliminate(self.bellman_matrix(policy), rewards)
    }

    /// `d^pi_rho`, by elimination on the transposed system.
    pub fn occupancy(&self, policy: &[Vec<Rational>]) -> Vec<Rational> {
        let matrix = self.bellman_matrix(policy);
        let transposed = (0..self.states()).map(|s| matrix.iter().map(|row| row[s].clone()).collect()).collect();
        eliminate(transposed, self.initial.iter().map(|rho| self.stop() * rho).collect())
    }

    /// `Q_v(s,a)`.
    pub fn action_values(&self, values: &[Rational]) -> Vec<Vec<Rational>> {
        let q = |s: usize, a: usize| {
            let expected: Rational = self.transitions[s][a].iter().map(|(to, p)| p.clone() * &values[*to]).sum();
            self.rewards[s][a].clone() + self.gamma.clone() * expected
        };
        (0..self.states()).map(|s| (0..self.rewards[s].len()).map(|a| q(s, a)).collect()).collect()
    }

    /// `Q^pi(s,a) - V^pi(s)`.
    pub fn advantages(&self, policy: &[Vec<Rational>]) -> Vec<Vec<Rational>> {
        let values = self.values(policy);
        let mut q = self.action_values(&values);
        for (row, value) in q.iter_mut().zip(&values) {
            for entry in row {
                *entry -= value;
            }
        }
        q
    }

    /// `V*`, by policy iteration from the first action everywhere.
    pub fn optimal_values(&self) -> Vec<Rational> {
        let mut chosen = vec![0; self.states()];
        loop {
            let policy: Vec<Vec<Rational>> = (0..self.states())
                .map(|s| {
                    let indicator = |a| if a == chosen[s] { Rational::one() } else { Rational::zero() };
                    (0..self.rewards[s].len()).map(indicator).collect()
                })
                .collect();
            let values = self.values(&policy);
            let q = self.action_values(&values);
            let better = |s: usize| (0..q[s].len()).find(|&a| q[s][a] > values[s]);
            let improvements: Vec<Option<usize>> = (0..self.states()).map(better).collect();
            if improvements.iter().all(Option::is_none) {
                return values;
            }
            for (action, improvement) in chosen.iter_mut().zip(improvements) {
                *action = improvement.unwrap_or(*action);
            }
        }
    }

    /// `V*(s) - V^pi(s)`.
    pub fn errors(&self, policy: &[Vec<Rational>]) -> Vec<Rational> {
        self.optimal_values().into_iter().zip(self.values(policy)).map(|(best, own)| best - own).collect()
    }

    /// `max_s V*(s) - V^pi(s)`.
    pub fn error(&self, policy: &[Vec<Rational>]) -> Rational {
        maximum(&self.errors(policy))
    }

    /// `pi(a|s) (1 + eta (Q(s,a) - V(s)))`.
    pub fn spma(&self, policy: &[Vec<Rational>], eta: &Rational) -> Vec<Vec<Rational>> {
        let update = |(p, advantage): (&Rational, &Rational)| p.clone() * (Rational::one() + eta.clone() * advantage);
        let advantages = self.advantages(policy);
        policy.iter().zip(&advantages).map(|(row, adv)| row.iter().zip(adv).map(update).collect()).collect()
    }

    /// `pi_0, ..., pi_T` of constant step size SPMA.
    pub fn spma_run(&self) -> Vec<Vec<Vec<Rational>>> {
        let mut run = vec![self.policy.clone()];
        for t in 0..self.steps as usize {
            run.push(self.spma(&run[t], &self.eta));
        }
        run
    }

    /// `(T_{pi'} V)(s) - V(s)` for `V = V^pi`.
    pub fn improvement(&self, next: &[Vec<Rational>]) -> Vec<Rational> {
        let values = self.values(&self.policy);
        let q = self.action_values(&values);
        (0..self.states()).map(|s| dot(&next[s], &q[s]) - &values[s]).collect()
    }

    /// Per state of a policy: `(pi(best(s)|s), gap(s))`, or `None` when all
    /// actions tie.
    pub fn best_and_gap(&self, policy: &[Vec<Rational>]) -> Vec<Option<(Rational, Rational)>> {
        let q = self.action_values(&self.values(policy));
        let of_state = |s: usize| {
            let highest = maximum(&q[s]);
            let others: Vec<Rational> = q[s].iter().filter(|value| **value < highest).cloned().collect();
            let best = policy[s].iter().zip(&q[s]).filter(|(_, value)| **value == highest);
            let mass = best.map(|(p, _)| p.clone()).sum();
            (!others.is_empty()).then(|| (mass, highest - maximum(&others)))
        };
        (0..self.states()).map(of_state).collect()
    }

    /// `C = min_s pi(best(s)|s) gap(s)`, 0 when no state constrains it.
    pub fn constant(&self, policy: &[Vec<Rational>]) -> Rational {
        self.best_and_gap(policy).into_iter().flatten().map(|(p, gap)| p * gap).min().unwrap_or_else(Rational::zero)
    }

    /// `sum_a pi(a|s) Q(s,a)^2 - V(s)^2` by state.
    pub fn variances(&self, policy: &[Vec<Rational>]) -> Vec<Rational> {
        let values = self.values(policy);
        let q = self.action_values(&values);
        let square = |x: &Rational| x.clone() * x;
        (0..self.states())
            .map(|s| {
                let second: Rational = policy[s].iter().zip(&q[s]).map(|(p, value)| p.clone() * square(value)).sum();
                second - square(&values[s])
            })
            .collect()
    }
}

/// One list of feature vectors per state.
fn features_by_state(instance: &Instance) -> Vec<Vec<Vec<Rational>>> {
    let Some(linear) = &instance.linear else { return Vec::new() };
    let of_state = |s| instance.mdp.actions(s).map(|pair| linear.features().at(pair).to_vec()).collect();
    (0..instance.mdp.states()).map(of_state).collect()
}

/// `sum_i a_i b_i`.
pub fn dot(a: &[Rational], b: &[Rational]) -> Rational {
    a.iter().zip(b).map(|(x, y)| x.clone() * y).sum()
}

/// The largest entry of a nonempty list.
pub fn maximum(values: &[Rational]) -> Rational {
    values.iter().max().expect("the list is not empty").clone()
}

/// The smallest entry of a nonempty list.
pub fn minimum(values: &[Rational]) -> Rational {
    values.iter().min().expect("the list is not empty").clone()
}

/// Gauss-Jordan elimination over the rationals.
fn eliminate(mut matrix: Vec<Vec<Rational>>, mut right: Vec<Rational>) -> Vec<Rational> {
    let size = right.len();
    for pivot in 0..size {
        let found = (pivot..size).find(|&row| !matrix[row][pivot].is_zero()).expect("I - gamma P is regular");
        matrix.swap(pivot, found);
        right.swap(pivot, found);
        let pivot_row = matrix[pivot].clone();
        let pivot_right = right[pivot].clone();
        for row in (0..size).filter(|&row| row != pivot) {
            if matrix[row][pivot].is_zero() {
                continue;
            }
            let factor = matrix[row][pivot].clone() / &pivot_row[pivot];
            for column in pivot..size {
                matrix[row][column] -= &(factor.clone() * &pivot_row[column]);
            }
            right[row] -= &(factor * &pivot_right);
        }
    }
    (0..size).map(|s| right[s].clone() / &matrix[s][s]).collect()
}
