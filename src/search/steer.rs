//! Instances changed so that the discount factor and the sizes are as asked.

use num_traits::One;
use rand::{Rng, RngExt};

use super::draft::{Draft, DraftAction};
use super::random::pick;
use super::shrink::{without_action, without_state};
use super::{Ranges, Size};
use crate::claim::Instance;
use crate::scalar::Rational;

/// More states, actions, steps than a search makes: exact arithmetic would take too long.
const MOST: [(Size, usize); 3] = [(Size::States, 20), (Size::Actions, 12), (Size::Steps, 24)];

/// How many of the nearest sizes that fit are drawn from.
const NEAREST: usize = 4;

/// Discount factors that are taken where they fit.
const DISCOUNTS: [(i64, i64); 5] = [(0, 1), (1, 2), (9, 10), (99, 100), (999, 1000)];

/// Where between the ends of a range others lie.
const SHARES: [(i64, i64); 5] = [(0, 1), (1, 1), (1, 2), (1, 10), (999, 1000)];

impl Size {
    /// The largest that a search makes of an instance; `None` for the discount factor.
    pub fn most_made(self) -> Option<usize> {
        MOST.iter().find(|(own, _)| *own == self).map(|(_, most)| *most)
    }
}

impl Ranges {
    /// The instance with everything in its range that can be set; as it is when
    /// it fits. `keeps_structure` leaves states and actions alone.
    pub(super) fn steered(&self, instance: Instance, keeps_structure: bool, rng: &mut impl Rng) -> Option<Instance> {
        if Size::ALL.into_iter().all(|size| self.of(size).contains(&size.of(&instance))) {
            return Some(instance);
        }
        let mut draft = Draft::new(&instance);
        self.steer(&mut draft, keeps_structure, rng);
        draft.build(&instance.origin)
    }

    /// The same for the parts of an instance. What cannot be brought into its
    /// range stays as it is.
    pub(super) fn steer(&self, draft: &mut Draft, keeps_structure: bool, rng: &mut impl Rng) {
        if let Some(discount) = self.discount(&draft.discount, rng) {
            draft.set_discount(discount);
        }
        if let Some(steps) = self.count(Size::Steps, draft.steps as usize, rng) {
            draft.steps = steps as u32;
        }
        if keeps_structure {
            return;
        }
        if let Some(states) = self.count(Size::States, draft.states.len(), rng) {
            set_states(draft, states, rng);
        }
        let most = draft.states.iter().map(Vec::len).max().unwrap_or(0);
        if let Some(actions) = self.count(Size::Actions, most, rng) {
            set_actions(draft, actions, rng);
        }
    }

    /// Another discount factor, where the present one does not fit and one does.
    fn discount(&self, present: &Rational, rng: &mut impl Rng) -> Option<Rational> {
        let span = self.of(Size::Discount);
        if span.contains(present) {
            return None;
        }
        let (least, most) = span.ends_within_unit();
        let width = most - &least;
        let number = |&(n, d): &(i64, i64)| Rational::new(n, d);
        let inner = SHARES.iter().map(|share| least.clone() + width.clone() * number(share));
        let all = inner.chain(DISCOUNTS.iter().map(number));
        let fitting: Vec<Rational> =
            all.filter(|own| span.contains(own) && !own.is_negative() && *own < Rational::one()).collect();
        (!fitting.is_empty()).then(|| pick(&fitting, rng).clone())
    }

    /// Another number of states, actions or steps, where the present one does not
    /// fit and one does.
    fn count(&self, size: Size, present: usize, rng: &mut impl Rng) -> Option<usize> {
        let fits = |count: &usize| self.of(size).contains(&Rational::from(*count));
        if fits(&present) {
            return None;
        }
        let mut fitting: Vec<usize> = (1..=size.most_made()?).filter(fits).collect();
        fitting.sort_by_key(|count| count.abs_diff(present));
        fitting.truncate(NEAREST);
        (!fitting.is_empty()).then(|| *pick(&fitting, rng))
    }
}

/// Takes away the last states, or adds copies of states to and from which some actions lead.
fn set_states(draft: &mut Draft, count: usize, rng: &mut impl Rng) {
    while draft.states.len() > count {
        let last = draft.states.len() - 1;
        let heir = rng.random_range(0..last);
        *draft = without_state(draft, last, |_| heir);
    }
    while draft.states.len() < count {
        let (source, new) = (rng.random_range(0..draft.states.len()), draft.states.len());
        let mut row = draft.states[source].clone();
        for action in &mut row {
            if rng.random_bool(0.5) {
                action.transitions = vec![(rng.random_range(0..=new), Rational::one())];
            }
        }
        for action in draft.states.iter_mut().flatten() {
            if rng.random_bool(1.0 / (new + 1) as f64) {
                action.transitions = vec![(new, Rational::one())];
            }
        }
        draft.states.push(row);
        let half = draft.initial[source].clone() * Rational::new(1, 2);
        draft.initial[source] = half.clone();
        draft.initial.push(half);
    }
}

/// Takes away the last actions of each state, or gives one state more of them.
fn set_actions(draft: &mut Draft, count: usize, rng: &mut impl Rng) {
    for state in 0..draft.states.len() {
        while draft.states[state].len() > count {
            let actions = (0..draft.states[state].len()).rev();
            let Some(smaller) = actions.filter_map(|action| without_action(draft, state, action)).next() else { break };
            *draft = smaller;
        }
    }
    let state = rng.random_range(0..draft.states.len());
    while draft.states[state].len() < count {
        let source = rng.random_range(0..draft.states[state].len());
        let elsewhere = pick(&draft.states, rng);
        let reward = pick(elsewhere, rng).reward.clone();
        let to = rng.random_range(0..draft.states.len());
        let half = |p: &Rational| p.clone() * Rational::new(1, 2);
        let own = &mut draft.states[state][source];
        (own.probability, own.other) = (half(&own.probability), half(&own.other));
        let new = DraftAction { reward, transitions: vec![(to, Rational::one())], ..own.clone() };
        draft.states[state].push(new);
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;
    use crate::search::{Domain, Span};

    fn asking(size: Size, least: Rational, most: Rational) -> Ranges {
        let mut span = Span::default();
        span.at_least(least, true);
        span.at_most(most, true);
        let mut ranges = Ranges::default();
        *ranges.of_mut(size) = span;
        ranges
    }

    #[test]
    fn every_instance_is_brought_into_ranges_in_both_directions() {
        let rows = [
            (Size::Discount, Rational::new(19, 20), Rational::new(19, 20)),
            (Size::Discount, Rational::new(9999, 10_000), Rational::from(2)),
            (Size::States, Rational::from(7), Rational::from(9)),
            (Size::States, Rational::from(1), Rational::from(1)),
            (Size::Actions, Rational::from(5), Rational::from(5)),
            (Size::Actions, Rational::from(1), Rational::from(1)),
            (Size::Steps, Rational::from(20), Rational::from(90)),
        ];
        for (size, least, most) in rows {
            let ranges = asking(size, least, most);
            for domain in [Domain::Mdp, Domain::Bandit, Domain::ExtremeMdp, Domain::TwoPolicies, Domain::AnyMdp] {
                for index in 0..40 {
                    let mut rng = ChaCha8Rng::seed_from_u64(index as u64);
                    let made = ranges.steered(domain.instance(1, index), false, &mut rng).expect("an instance");
                    assert!(ranges.of(size).contains(&size.of(&made)), "{size:?} {domain:?} {index}");
                    let full = |policy: &crate::mdp::Policy<Rational>| policy.has_full_support().is_yes();
                    let before = domain.instance(1, index);
                    assert!(!full(&before.policy) || full(&made.policy), "{size:?} {domain:?} {index}");
                    assert!(
                        !before.mdp.has_unit_rewards() || made.mdp.has_unit_rewards(),
                        "{size:?} {domain:?} {index}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_instance_that_fits_and_a_range_out_of_reach_change_nothing() {
        let instance = Domain::Mdp.instance(1, 40);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for ranges in [Ranges::default(), asking(Size::States, Rational::from(100), Rational::from(200))] {
            assert_eq!(ranges.steered(instance.clone(), false, &mut rng), Some(instance.clone()));
        }
        let fixed = asking(Size::States, Rational::from(9), Rational::from(9));
        assert_eq!(fixed.steered(instance.clone(), true, &mut rng), Some(instance));
    }
}
