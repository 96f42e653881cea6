//! The quantities at an instance, over any scalar.

use super::evaluate::{Elementary, Frame, Place};
use super::partial::Partial;
use super::quantity::Quantity;
use crate::algorithm::{Iterate, StateQuantities};
use crate::mdp::{Evaluate, Policy, action_values};
use crate::scalar::{Rational, Truth};

/// The value of a quantity.
pub(super) fn quantity<T: Evaluate, F: Elementary<T>>(own: Quantity, frame: &Frame<T>, place: Place) -> Partial<T> {
    let (now, at) = (frame.now(), || frame.now().state(place.state));
    Partial::Defined(match own {
        Quantity::Gap => return at().gap().into(),
        Quantity::Divergence => return divergence::<T, F>(frame),
        Quantity::StateDivergence => return state_divergence::<T, F>(frame, place.state),
        Quantity::Error => now.error(),
        Quantity::NextError => frame.next().error(),
        Quantity::FirstError => frame.setting.now().error(),
        Quantity::LastError => frame.setting.trajectory().last().expect("a run has a start").error(),
        Quantity::OtherError => frame.setting.other().error(),
        Quantity::Constant => now.constant(),
        Quantity::SingleConstant => now.single_action_constant(),
        Quantity::Improvement => now.improvement_constant(frame.next().policy()),
        Quantity::Return => value_at_start(frame, now.values()),
        Quantity::NextReturn => value_at_start(frame, frame.next().values()),
        Quantity::OptimalReturn => value_at_start(frame, now.problem().optimal_values()),
        Quantity::Value => now.values()[place.state].clone(),
        Quantity::NextValue => frame.next().values()[place.state].clone(),
        Quantity::OptimalValue => now.problem().optimal_values()[place.state].clone(),
        Quantity::OtherValue => frame.setting.other().values()[place.state].clone(),
        Quantity::Occupancy => now.occupancy()[place.state].clone(),
        Quantity::BestMass => at().best_probability.clone(),
        Quantity::LargestAdvantage => at().largest_advantage.clone(),
        Quantity::LargestLoss => at().largest_loss.clone(),
        Quantity::Variance => at().variance.clone(),
        Quantity::Span => at().span.clone(),
        Quantity::Gain => gain(now, frame.next().policy(), place.state),
        Quantity::NextPolicy => frame.next().policy().probabilities()[place.pair].clone(),
        Quantity::ActionValue => now.action_values()[place.pair].clone(),
        Quantity::OptimalActionValue => action_values(now.mdp(), now.problem().optimal_values())[place.pair].clone(),
        Quantity::Advantage => now.advantages()[place.pair].clone(),
        Quantity::IsBest => indicator(at(), place.pair - now.actions(place.state).start),
        Quantity::Policy => now.policy().probabilities()[place.pair].clone(),
        Quantity::LeastProbability if frame.is_in_run() => least(now.policy().probabilities()),
        given => T::from_rational(&of_data(given, frame, place)),
    })
}

/// A quantity that the instance gives exactly.
fn of_data<T: Evaluate>(own: Quantity, frame: &Frame<T>, place: Place) -> Rational {
    let instance = frame.setting.instance();
    let mdp = &instance.mdp;
    let smallest = |numbers: &[Rational]| numbers.iter().min().expect("a model has a pair and a state").clone();
    match own {
        Quantity::Discount => mdp.discount().clone(),
        Quantity::StepSize => instance.eta.clone(),
        Quantity::Steps => Rational::from(instance.steps),
        Quantity::StateCount => Rational::from(mdp.states()),
        Quantity::ActionCount => Rational::from(mdp.max_actions()),
        Quantity::PairCount => Rational::from(mdp.pairs()),
        Quantity::LeastReward => mdp.reward_range().0,
        Quantity::LargestReward => mdp.reward_range().1,
        Quantity::LeastStart => smallest(mdp.initial()),
        Quantity::LeastProbability => smallest(instance.policy.probabilities()),
        Quantity::LeastOtherProbability => smallest(instance.other.probabilities()),
        Quantity::Start => mdp.initial()[place.state].clone(),
        Quantity::Reward => mdp.rewards()[place.pair].clone(),
        Quantity::OtherPolicy => instance.other.probabilities()[place.pair].clone(),
        other => unreachable!("{other:?} is not part of the data"),
    }
}

fn least<T: Evaluate>(numbers: &[T]) -> T {
    numbers[1..].iter().fold(numbers[0].clone(), |least, own| least.minimum(own))
}

/// `sum_s rho(s) v(s)`
fn value_at_start<T: Evaluate>(frame: &Frame<T>, values: &[T]) -> T {
    T::dot(frame.setting.mdp().initial(), values)
}

/// `sum_a pi'(a|s) Adv(s,a)`
fn gain<T: Evaluate>(now: &Iterate<T>, next: &Policy<T>, state: usize) -> T {
    T::dot(next.at(state), &now.advantages()[now.actions(state)])
}

/// Is this action a maximiser?
fn indicator<T: Evaluate>(state: &StateQuantities<T>, action: usize) -> T {
    match state.is_best[action] {
        Truth::Yes => T::one(),
        Truth::No => T::zero(),
        Truth::Undecided => T::zero().hull(&T::one()),
    }
}

/// `sum_s d(s) KL(pi_{t+1}(.|s) || pi'(.|s))`
fn divergence<T: Evaluate, F: Elementary<T>>(frame: &Frame<T>) -> Partial<T> {
    let occupancy = frame.now().occupancy();
    (0..occupancy.len()).fold(Partial::Defined(T::zero()), |sum, state| {
        sum.combine(state_divergence::<T, F>(frame, state), |sum, own| sum + &(own * &occupancy[state]))
    })
}

/// `KL(pi_{t+1}(.|s) || pi'(.|s)) = sum_a p ln(p/q)` with `0 ln 0 = 0`, never
/// negative; it does not exist where a `p` is negative, or positive where `q` is 0.
fn state_divergence<T: Evaluate, F: Elementary<T>>(frame: &Frame<T>, state: usize) -> Partial<T> {
    let rows = frame.next().policy().at(state).iter().zip(frame.setting.other().policy().at(state));
    let sum = rows.fold(Partial::Defined(T::zero()), |sum, (p, q)| {
        let zero = T::zero();
        if p.equal(&zero).is_yes() {
            return sum;
        }
        let both = zero.less(p).and(zero.less(q));
        sum.combine(Partial::if_true(both, || F::ln(&(p.clone() / q)) * p), |sum, term| sum + &term)
    });
    sum.map(|sum| sum.maximum(&T::zero()))
}
