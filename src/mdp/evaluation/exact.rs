//! Evaluation over rationals.

use num_traits::One;
use rug::Integer;

use super::reconstruction::CommonFractions;
use super::sparse_integer::SparseIntegerMatrix;
use super::{Evaluate, IntegerRow, bareiss, dixon};
use crate::mdp::{Mdp, Optimum, Policy, action_values};
use crate::scalar::Rational;

/// Up to this many unknowns fraction-free elimination beats lifting.
const BAREISS_STATES: usize = 8;

impl Evaluate for Rational {
    fn evaluate(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Rational> {
        if mdp.states() > BAREISS_STATES
            && let Some(fractions) = CommonFractions::evaluate(mdp, policy)
        {
            return fractions.to_rationals();
        }
        let rows = IntegerRow::of_states(mdp, policy);
        let right: Vec<Rational> = rows.iter().map(|row| row.reward().clone()).collect();
        solve(&bellman_matrix(&rows), &right)
    }

    fn evaluate_exact(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Rational> {
        Self::evaluate(mdp, policy)
    }

    /// With `M = diag(scale) (I - gamma P_pi)` and `d = diag(scale) y`:
    /// `M' y = (1-gamma) rho`.
    fn occupancy(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Vec<Rational> {
        let rows = IntegerRow::of_states(mdp, policy);
        let stop = Rational::one() - mdp.discount();
        let right: Vec<Rational> = mdp.initial().iter().map(|rho| stop.clone() * rho).collect();
        let y = solve(&bellman_matrix(&rows).transposed(), &right);
        y.into_iter().zip(&rows).map(|(entry, row)| entry * &Rational::from(row.scale())).collect()
    }

    /// Policy iteration: exact evaluation and strict improvement only, so it
    /// ends, and ends at `T V = V`. It starts where floats end.
    fn optimum(mdp: &Mdp<Rational>) -> Optimum<Rational> {
        let mut actions = Optimum::in_floats(mdp.floats()).actions;
        if mdp.states() > BAREISS_STATES
            && let Some(values) = optimum_in_integers(mdp, &mut actions)
        {
            return Optimum { values, actions };
        }
        loop {
            let values = Self::evaluate(mdp, &Policy::deterministic(mdp, &actions));
            let action_values = action_values(mdp, &values);
            let mut improved = false;
            for (state, chosen) in actions.iter_mut().enumerate() {
                let own = &action_values[mdp.actions(state)];
                for action in 0..own.len() {
                    if own[action] > own[*chosen] {
                        *chosen = action;
                        improved = true;
                    }
                }
            }
            if !improved {
                return Optimum { values, actions };
            }
        }
    }
}

/// Policy iteration on values with a common denominator; `None` when they cannot be
/// had, with the policy reached so far.
fn optimum_in_integers(mdp: &Mdp<Rational>, actions: &mut [usize]) -> Option<Vec<Rational>> {
    let integers = mdp.machine_integers()?;
    loop {
        let fractions = CommonFractions::evaluate(mdp, &Policy::deterministic(mdp, actions))?;
        if !fractions.improve(mdp, integers, actions) {
            return Some(fractions.to_rationals());
        }
    }
}

/// `diag(scale) (I - gamma P_pi)`, an integer matrix with dominant diagonal.
fn bellman_matrix(rows: &[IntegerRow]) -> SparseIntegerMatrix {
    let row = |(state, row): (usize, &IntegerRow)| {
        let mut diagonal = row.scale().clone();
        let mut entries: Vec<(usize, Integer)> = Vec::with_capacity(row.entries().len() + 1);
        for (successor, entry) in row.entries() {
            if *successor == state {
                diagonal -= entry;
            } else {
                entries.push((*successor, Integer::from(-entry)));
            }
        }
        entries.push((state, diagonal));
        entries
    };
    SparseIntegerMatrix::new(rows.iter().enumerate().map(row).collect())
}

fn solve(matrix: &SparseIntegerMatrix, right: &[Rational]) -> Vec<Rational> {
    let mut denominator = Integer::from(1);
    for entry in right {
        denominator.lcm_mut(entry.denominator());
    }
    let scaled: Vec<Integer> =
        right.iter().map(|entry| Integer::from(&denominator / entry.denominator()) * entry.numerator()).collect();
    let lifted = (matrix.size() > BAREISS_STATES).then(|| dixon::solve(matrix, &scaled)).flatten();
    let solution = lifted.unwrap_or_else(|| bareiss::solve(matrix, &scaled));
    let unit = Rational::new(1, denominator);
    solution.into_iter().map(|entry| entry * &unit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::modular::PRIMES;
    use super::*;

    #[test]
    fn both_exact_solvers_agree_on_a_dense_matrix() {
        let size = 12;
        let rows = (0..size)
            .map(|i| (0..size).map(|j| (j, Integer::from(if i == j { 400 } else { (i * 7 + j * 13) % 19 }))).collect())
            .collect();
        let matrix = SparseIntegerMatrix::new(rows);
        let right: Vec<Integer> = (0..size).map(|i| Integer::from(i * i) - 40).collect();
        let lifted = dixon::solve(&matrix, &right).expect("the matrix is regular modulo the prime");
        assert_eq!(lifted, bareiss::solve(&matrix, &right));
    }

    #[test]
    fn a_matrix_that_is_singular_modulo_a_lifting_prime_is_lifted_by_another() {
        let prime = Integer::from(PRIMES[0]);
        let matrix = SparseIntegerMatrix::new(vec![vec![(0, prime.clone())], vec![(1, Integer::from(2))]]);
        let solution = [Rational::new(3, prime), Rational::new(5, 2)];
        let right = [Integer::from(3), Integer::from(5)];
        assert_eq!(dixon::solve(&matrix, &right).as_deref(), Some(&solution[..]));
        assert_eq!(bareiss::solve(&matrix, &right), solution);
    }

    #[test]
    fn a_matrix_that_is_singular_modulo_every_lifting_prime_is_left_to_elimination() {
        let product = PRIMES.iter().fold(Integer::from(1), |product, prime| product * prime);
        let matrix = SparseIntegerMatrix::new(vec![vec![(0, product.clone())], vec![(1, Integer::from(2))]]);
        let right = [Integer::from(3), Integer::from(5)];
        assert_eq!(dixon::solve(&matrix, &right), None);
        assert_eq!(bareiss::solve(&matrix, &right), [Rational::new(3, product), Rational::new(5, 2)]);
    }
}
