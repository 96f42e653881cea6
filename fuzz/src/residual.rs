//! What is certain of float solutions.
//!
//! No bound on the rounding of a float solver is assumed. For any `v`, also one from floats,
//! `|V^pi - v| <= ||r_pi + gamma P_pi v - v|| / (1-gamma)` in every state, and the same with `V*` and the
//! optimal operator: the residual of the float solution, computed exactly, bounds its distance from the exact one.

use num_traits::{One, Zero};

use spma::claim::Instance;
use spma::mdp::{Evaluate, bellman_optimal, bellman_policy};
use spma::replay::Naive;
use spma::scalar::{Field, Rational};

/// Float values are finite, unless `gamma` rounds to 1, and within their residual's bound of the exact ones, which
/// plain elimination confirms.
pub fn check_floats(instance: &Instance) {
    let mdp = instance.mdp.as_ref();
    let naive = Naive::new(instance);
    for (policy, rows) in [(&instance.policy, &naive.policy), (&instance.other, &naive.other)] {
        let exact = Rational::evaluate(mdp, policy);
        assert_eq!(exact, naive.values(rows), "V by elimination at {instance:?}");
        assert_eq!(Rational::occupancy(mdp, policy), naive.occupancy(rows), "d by elimination at {instance:?}");
        check_solution(instance, &f64::evaluate_exact(mdp, policy), &exact, |v| bellman_policy(mdp, policy, v));
    }
    let exact = Rational::optimum(mdp).values;
    assert_eq!(exact, naive.optimal_values(), "V* by elimination at {instance:?}");
    check_solution(instance, &f64::optimum(mdp).values, &exact, |v| bellman_optimal(mdp, v));
}

fn check_solution(
    instance: &Instance,
    floats: &[f64],
    exact: &[Rational],
    operator: impl Fn(&[Rational]) -> Vec<Rational>,
) {
    let finite = |&value: &f64| Rational::from_f64(value);
    let Some(solution) = floats.iter().map(finite).collect::<Option<Vec<Rational>>>() else {
        let gamma = f64::from_rational(instance.mdp.discount());
        assert!(gamma == 1.0, "{floats:?} is not finite at {instance:?}");
        return;
    };
    let residual = farthest(&operator(&solution), &solution);
    let bound = residual / (Rational::one() - instance.mdp.discount());
    let distance = farthest(exact, &solution);
    assert!(distance <= bound, "{floats:?}: {distance} from the exact values, beyond {bound} at {instance:?}");
}

/// `max_s |x(s) - y(s)|`
fn farthest(x: &[Rational], y: &[Rational]) -> Rational {
    x.iter().zip(y).map(|(x, y)| (x.clone() - y).abs()).max().unwrap_or_else(Rational::zero)
}
