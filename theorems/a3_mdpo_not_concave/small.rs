//! A3 with one state, two actions and one feature.
//!
//! With `x = (1, 0)`, `p` the policy at `theta` and `o` the policy before the step, the curvature of MDPO's surrogate is
//! `p (1-p) [(1 - 2p)(Adv(0) - Adv(1) - L/eta) - 1/eta]` with `L = ln y` and `y = p (1-o) / ((1-p) o)`.
//!
//! A solver knows no logarithm. It is given an upper bound of `L` in its place, `L <= y - 1`; for `p < 1/2` that can only
//! make the curvature smaller. The values it finds are put into the curvature itself, in enclosures.

use num_traits::One;

use super::variable;
use crate::prove::{Existence, Formula, Item, Model, Size, Task, Term};
use crate::scalar::{Field, Interval, Ordered, Rational, Transcendental, Truth};

/// Two arms, and the controls that this refutes.
pub fn encoding() -> Vec<Item> {
    let (size, task) = (Size::Points(2), || Task::Example(wrong_curvature()));
    vec![
        Item::new("two arms, one feature", size, task()),
        Item::control("MDPO's surrogate is concave", size, task()),
        Item::control("SPMA's surrogate is concave", size, task()),
    ]
}

/// Rewards `r` in `[0, 1]`, probabilities `o` and `p` of the first arm, `0 < eta <= 1`, and `m` at least `L`:
/// `0 < p (1-p) [ eta (1 - 2p)(r(0) - r(1)) - (1 - 2p) m - 1 ]`, and `0 < p (1-p)`, which is SPMA's curvature.
fn wrong_curvature() -> Existence {
    let mut existence = Existence::default();
    let [p, o, eta, quotient] = ["p", "o", "eta", "y"].map(Term::variable);
    let r = [0, 1].map(|a| variable("r", &[a]));
    let one = || Term::from(1);
    for reward in &r {
        existence.demand("a reward in [0, 1]", Formula::nonnegative(reward));
        existence.demand("a reward in [0, 1]", Formula::at_most(reward, 1));
    }
    for probability in [&p, &o] {
        existence.demand("a positive probability", Formula::less(0, probability));
        existence.demand("another arm", Formula::less(probability, 1));
    }
    existence.demand("0 < eta", Formula::less(0, &eta));
    existence.demand("eta <= 1", Formula::at_most(&eta, 1));
    existence.demand("p < 1/2", Formula::less(&p, Term::ratio(1, 2)));
    let other = (one() - &p) * &o;
    existence.demand("quotient of the odds", Formula::equal(&quotient * other, &p * (one() - &o)));
    let bound = existence.define("m", quotient - one());
    let slope = one() - Term::from(2) * &p;
    let bracket = eta * &slope * (&r[0] - &r[1]) - slope * bound - one();
    let spma = &p * (one() - &p);
    existence.demand("MDPO's curvature is positive", Formula::less(0, &spma * bracket));
    existence.demand("SPMA's curvature is positive", Formula::less(0, spma));
    existence.replayed_by(replay);
    existence
}

/// The curvature of MDPO's surrogate with the logarithm itself, times `eta`: its enclosure lies above 0.
fn replay(model: &Model) -> Result<(), String> {
    let value = |name: &str| model.get(name).cloned().map_err(|error| error.to_string());
    let (p, o, eta) = (value("p")?, value("o")?, value("eta")?);
    let gap = value("r_0")? - value("r_1")?;
    let one = Rational::one();
    let odds = |p: &Rational| p.clone() / (one.clone() - p);
    let logarithm = Interval::<f64>::from_rational(&(odds(&p) / odds(&o))).ln();
    let slope = Interval::<f64>::from_rational(&(one.clone() - Rational::from(2) * &p));
    let inner = Interval::<f64>::from_rational(&(eta * gap)) - &logarithm;
    let bracket = slope * &inner - &Interval::from_rational(&one);
    let curvature = bracket * &Interval::from_rational(&(p.clone() * (one - &p)));
    match Interval::from_rational(&Rational::from(0)).less(&curvature) {
        Truth::Yes => Ok(()),
        _ => Err(format!("an enclosure of MDPO's curvature does not lie above 0 at {model}")),
    }
}
