//! Tests of L7.

use proptest::prelude::*;

use super::claim;
use crate::theorems::tests::{
    any_mdp, assert_holds, bandit, comparisons, control_is_refuted, exact, mdp, q, rejection,
};

#[test]
fn l7_is_attained_by_reward_one_for_ever() {
    let instance = mdp((99, 100), &[&[((1, 1), &[(0, 1)])]], &[&[1]]);
    let sides = comparisons(&claim(), "values and advantages", &instance);
    let value = sides.iter().find(|side| side.label == "V[0]").expect("a side for V");
    assert_eq!((exact(&value.left), exact(&value.right)), (q(100, 1), q(100, 1)));
    assert!(control_is_refuted(&claim(), "range 1 instead of 1/(1-gamma)", &instance));
}

#[test]
fn l7_rejects_rewards_outside_the_unit_interval() {
    let instance = bandit(&[(2, 1), (0, 1)], &[1, 1]);
    assert_eq!(rejection(&claim(), "values and advantages", &instance), "rewards in [0, 1]");
}

proptest! {
    #[test]
    fn l7_holds_in_every_mdp_with_unit_rewards(instance in any_mdp()) {
        assert_holds(&claim(), &instance);
    }
}
