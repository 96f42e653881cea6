//! Formulas once more, on nested lists and ranges of rationals: what confirms a
//! refutation. It shares the tree of a formula with the first path, and no
//! evaluation.

use num_traits::{One, Zero};

use super::evaluate::{LARGEST_EXPONENT, LARGEST_POWER};
use super::expression::{Comparison, Expression, Extremum, Fold, Function, Kind, Over};
use super::quantity::{Quantity, Shape};
use super::syntax::{Factor, Sign};
use crate::replay::naive::{dot, maximum, minimum};
use crate::replay::{Naive, NaiveSide, Range, relative_entropy};
use crate::scalar::Rational;

type Rows = Vec<Vec<Rational>>;

/// Whether there is a number, and within which range.
enum Known {
    Within(Range),
    Absent,
    /// The ranges do not tell.
    Unclear,
}

/// A run of policies, and the step at which a formula is taken.
#[derive(Clone, Copy)]
struct Moment<'n> {
    naive: &'n Naive,
    /// `pi_0, ..., pi_T`; `pi_0, pi_1` at least.
    run: &'n [Rows],
    step: usize,
}

/// The sides of every comparison that can be made.
pub(super) fn sides(claims: &[Comparison], naive: &Naive) -> Vec<NaiveSide> {
    let mut run = naive.spma_run();
    if run.len() == 1 {
        run.push(naive.spma(&naive.policy, &naive.eta));
    }
    let moment = Moment { naive, run: &run, step: 0 };
    let mut all = Vec::new();
    for own in claims {
        for (state, action) in moment.places(own.shape()) {
            let value = |side: &Expression| match moment.value(side, state, action) {
                Known::Within(range) => Some(range),
                Known::Absent | Known::Unclear => None,
            };
            let (Some(left), Some(right)) = (value(&own.left), value(&own.right)) else { continue };
            let (left, right) = if own.comparator.is_turned() { (right, left) } else { (left, right) };
            let label = match own.shape() {
                Shape::Scalar => own.left_text.clone(),
                Shape::State => format!("{}, state {state}", own.left_text),
                Shape::Pair => format!("{}, state {state}, action {action}", own.left_text),
            };
            all.push(NaiveSide::within(label, &left, own.comparator.relation(), &right));
        }
    }
    all
}

impl Moment<'_> {
    fn now(&self) -> &Rows {
        &self.run[self.step]
    }

    fn next(&self) -> &Rows {
        &self.run[self.step + 1]
    }

    fn places(&self, shape: Shape) -> Vec<(usize, usize)> {
        let states = 0..self.naive.states();
        match shape {
            Shape::Scalar => vec![(0, 0)],
            Shape::State => states.map(|state| (state, 0)).collect(),
            Shape::Pair => states
                .flat_map(|state| (0..self.naive.rewards[state].len()).map(move |action| (state, action)))
                .collect(),
        }
    }

    fn value(&self, expression: &Expression, state: usize, action: usize) -> Known {
        let of = |part: &Expression| self.value(part, state, action);
        match &expression.kind {
            Kind::Number(number) => Known::Within(Range::from(number)),
            Kind::Quantity(own) => self.quantity(*own, state, action),
            Kind::Named(own) => of(own),
            Kind::Sum(terms) => {
                join(Range::zero(), terms.iter().map(|(sign, term)| (*sign, of(term))), |sum, sign, x| {
                    Known::Within(if sign == Sign::Plus { sum.plus(&x) } else { sum.minus(&x) })
                })
            }
            Kind::Product(factors) => {
                let parts = factors.iter().map(|(factor, part)| (*factor, of(part)));
                join(Range::one(), parts, |product, factor, x| match factor {
                    Factor::Times => Known::Within(product.times(&x)),
                    Factor::Over => quotient(&product, &x),
                })
            }
            Kind::HalfPower(base, halves) => then(of(base), |base| power(&base, *halves)),
            Kind::CountPower(base, exponent) => then(of(exponent), |exponent| {
                let number = exponent.point().and_then(|exponent| exponent.numerator().to_i32());
                match number.filter(|n| n.unsigned_abs() <= LARGEST_POWER) {
                    Some(number) => then(of(base), |base| power(&base, 2 * number)),
                    None => Known::Absent,
                }
            }),
            Kind::Function(function, part) => then(of(part), |x| apply(*function, &x)),
            Kind::Extremum(extremum, parts) => {
                let mut values = parts.iter().map(of);
                let first = values.next().unwrap_or(Known::Absent);
                then(first, |first| {
                    join(first, values.map(|value| ((), value)), |best, (), x| {
                        Known::Within(match extremum {
                            Extremum::Least => best.minimum(&x),
                            Extremum::Largest => best.maximum(&x),
                        })
                    })
                })
            }
            Kind::Fold(fold, Over::Steps, part) => self.over_steps(*fold, part, state, action),
            Kind::Fold(fold, over, part) => {
                let count = if *over == Over::States { self.naive.states() } else { self.naive.rewards[state].len() };
                let at = |i| if *over == Over::States { self.value(part, i, 0) } else { self.value(part, state, i) };
                over_places(*fold, (0..count).map(at))
            }
        }
    }

    fn over_steps(&self, fold: Fold, part: &Expression, state: usize, action: usize) -> Known {
        let start = if fold == Fold::Product { Range::one() } else { Range::zero() };
        let steps = 0..self.naive.steps as usize;
        let values = steps.map(|step| Moment { step, ..*self }.value(part, state, action));
        let mut first = true;
        join(start, values.map(|value| ((), value)), |own, (), x| {
            let is_first = std::mem::replace(&mut first, false);
            Known::Within(match fold {
                _ if is_first => x,
                Fold::Least => own.minimum(&x),
                Fold::Largest => own.maximum(&x),
                Fold::Sum => own.plus(&x),
                Fold::Product => own.times(&x),
            })
        })
    }

    fn quantity(&self, own: Quantity, state: usize, action: usize) -> Known {
        let naive = self.naive;
        let exact = match own {
            Quantity::Divergence => return self.divergence(),
            Quantity::StateDivergence => return self.state_divergence(state),
            Quantity::Gap => {
                return match naive.best_and_gap(self.now()).swap_remove(state) {
                    Some((_, gap)) => Known::Within(Range::from(gap)),
                    None => Known::Absent,
                };
            }
            Quantity::Discount => naive.gamma.clone(),
            Quantity::StepSize => naive.eta.clone(),
            Quantity::Steps => Rational::from(naive.steps),
            Quantity::StateCount => Rational::from(naive.states()),
            Quantity::ActionCount => Rational::from(naive.rewards.iter().map(Vec::len).max().unwrap_or(0)),
            Quantity::PairCount => Rational::from(naive.rewards.iter().map(Vec::len).sum::<usize>()),
            Quantity::LeastReward => minimum(&naive.rewards.concat()),
            Quantity::LargestReward => maximum(&naive.rewards.concat()),
            Quantity::LeastStart => minimum(&naive.initial),
            Quantity::LeastProbability => minimum(&self.now().concat()),
            Quantity::LeastOtherProbability => minimum(&naive.other.concat()),
            Quantity::Start => naive.initial[state].clone(),
            Quantity::Reward => naive.rewards[state][action].clone(),
            Quantity::Policy => self.now()[state][action].clone(),
            Quantity::OtherPolicy => naive.other[state][action].clone(),
            Quantity::Error => naive.error(self.now()),
            Quantity::NextError => naive.error(self.next()),
            Quantity::FirstError => naive.error(&naive.policy),
            Quantity::LastError => naive.error(&self.run[naive.steps as usize]),
            Quantity::OtherError => naive.error(&naive.other),
            Quantity::Constant => naive.constant(self.now()),
            Quantity::SingleConstant => self.single_constant(),
            Quantity::Improvement => {
                let gains = (0..naive.states()).map(|s| (self.gain(s), maximum(&self.advantages()[s])));
                let ratios = gains.filter(|(_, most)| most.is_positive()).map(|(gain, most)| gain / most);
                ratios.min().unwrap_or_else(Rational::zero)
            }
            Quantity::Return => dot(&naive.initial, &naive.values(self.now())),
            Quantity::NextReturn => dot(&naive.initial, &naive.values(self.next())),
            Quantity::OptimalReturn => dot(&naive.initial, &naive.optimal_values()),
            Quantity::Value => naive.values(self.now()).swap_remove(state),
            Quantity::NextValue => naive.values(self.next()).swap_remove(state),
            Quantity::OptimalValue => naive.optimal_values().swap_remove(state),
            Quantity::OtherValue => naive.values(&naive.other).swap_remove(state),
            Quantity::Occupancy => naive.occupancy(self.now()).swap_remove(state),
            Quantity::BestMass => {
                let row = self.action_values().swap_remove(state);
                let best = maximum(&row);
                let masses = self.now()[state].iter().zip(&row).filter(|(_, q)| **q == best).map(|(p, _)| p.clone());
                masses.sum()
            }
            Quantity::LargestAdvantage => maximum(&self.advantages()[state]),
            Quantity::LargestLoss => -minimum(&self.advantages()[state]),
            Quantity::Variance => {
                let (row, mean) =
                    (self.action_values().swap_remove(state), naive.values(self.now()).swap_remove(state));
                let squares: Vec<Rational> = row.iter().map(|q| q.clone() * q).collect();
                dot(&self.now()[state], &squares) - mean.clone() * &mean
            }
            Quantity::Span => {
                let row = self.action_values().swap_remove(state);
                maximum(&row) - minimum(&row)
            }
            Quantity::Gain => self.gain(state),
            Quantity::NextPolicy => self.next()[state][action].clone(),
            Quantity::ActionValue => self.action_values()[state][action].clone(),
            Quantity::OptimalActionValue => naive.action_values(&naive.optimal_values())[state][action].clone(),
            Quantity::Advantage => self.advantages()[state][action].clone(),
            Quantity::IsBest => {
                let row = self.action_values().swap_remove(state);
                if row[action] == maximum(&row) { Rational::one() } else { Rational::zero() }
            }
        };
        Known::Within(Range::from(exact))
    }

    fn action_values(&self) -> Rows {
        self.naive.action_values(&self.naive.values(self.now()))
    }

    fn advantages(&self) -> Rows {
        self.naive.advantages(self.now())
    }

    /// `sum_a pi_{t+1}(a|s) Q(s,a) - V(s)`
    fn gain(&self, state: usize) -> Rational {
        dot(&self.next()[state], &self.action_values()[state]) - &self.naive.values(self.now())[state]
    }

    /// `min_s pi(a|s) (Q(s,a) - second best)`, where a tied best counts as second.
    fn single_constant(&self) -> Rational {
        let q = self.action_values();
        let of_state = |s: usize| {
            let mut order: Vec<usize> = (0..q[s].len()).collect();
            order.sort_by(|&a, &b| q[s][b].cmp(&q[s][a]));
            (order.len() > 1).then(|| self.now()[s][order[0]].clone() * (q[s][order[0]].clone() - &q[s][order[1]]))
        };
        (0..self.naive.states()).filter_map(of_state).min().unwrap_or_else(Rational::zero)
    }

    fn divergence(&self) -> Known {
        let masses = self.naive.occupancy(self.now());
        let parts = masses.into_iter().enumerate().map(|(state, mass)| (mass, self.state_divergence(state)));
        join(Range::zero(), parts, |sum, mass, own| Known::Within(sum.plus(&own.times(&Range::from(mass)))))
    }

    fn state_divergence(&self, state: usize) -> Known {
        let (p, q) = (&self.next()[state], &self.naive.other[state]);
        let undefined = |(p, q): (&Rational, &Rational)| p.is_negative() || !(p.is_zero() || q.is_positive());
        if p.iter().zip(q).any(undefined) { Known::Absent } else { Known::Within(relative_entropy(p, q)) }
    }
}

/// A function of a number that may not exist.
fn then(known: Known, function: impl FnOnce(Range) -> Known) -> Known {
    match known {
        Known::Within(range) => function(range),
        other => other,
    }
}

/// One after the other; the first that does not exist ends it.
fn join<Tag>(
    start: Range,
    parts: impl Iterator<Item = (Tag, Known)>,
    mut step: impl FnMut(Range, Tag, Range) -> Known,
) -> Known {
    let mut own = start;
    for (tag, part) in parts {
        let Known::Within(range) = part else { return part };
        match step(own, tag, range) {
            Known::Within(next) => own = next,
            other => return other,
        }
    }
    Known::Within(own)
}

/// Of the values that exist; 0 when none does.
fn over_places(fold: Fold, values: impl Iterator<Item = Known>) -> Known {
    let mut own: Option<Range> = None;
    for value in values {
        let x = match value {
            Known::Within(x) => x,
            Known::Absent => continue,
            Known::Unclear => return Known::Unclear,
        };
        own = Some(match own {
            None => x,
            Some(own) => match fold {
                Fold::Least => own.minimum(&x),
                Fold::Largest => own.maximum(&x),
                Fold::Sum => own.plus(&x),
                Fold::Product => own.times(&x),
            },
        });
    }
    Known::Within(own.unwrap_or_else(Range::zero))
}

fn quotient(x: &Range, y: &Range) -> Known {
    if y.is_zero() {
        return Known::Absent;
    }
    if y.is_positive() || y.is_negative() { Known::Within(x.over(y)) } else { Known::Unclear }
}

/// `x^(n/2)`
fn power(base: &Range, halves: i32) -> Known {
    if halves % 2 != 0 {
        return then(apply(Function::Sqrt, base), |root| power(&root, 2 * halves));
    }
    let product = whole_power(base, (halves / 2).unsigned_abs());
    if halves < 0 { quotient(&Range::one(), &product) } else { Known::Within(product) }
}

fn whole_power(base: &Range, exponent: u32) -> Range {
    match exponent {
        0 => Range::one(),
        _ => {
            let half = whole_power(base, exponent / 2);
            let square = half.times(&half);
            if exponent % 2 == 1 { square.times(base) } else { square }
        }
    }
}

fn apply(function: Function, x: &Range) -> Known {
    match function {
        Function::Absolute => Known::Within(x.absolute()),
        Function::Exp => {
            let (size, most) = (x.absolute(), Rational::from(LARGEST_EXPONENT));
            if size.high().is_some_and(|size| *size <= most) {
                Known::Within(x.exp())
            } else if size.low().is_some_and(|size| *size > most) {
                Known::Absent
            } else {
                Known::Unclear
            }
        }
        Function::Ln if x.is_positive() => Known::Within(x.ln()),
        Function::Ln if x.is_nonpositive() => Known::Absent,
        Function::Sqrt if x.is_nonnegative() => Known::Within(x.sqrt()),
        Function::Sqrt if x.is_negative() => Known::Absent,
        Function::Ln | Function::Sqrt => Known::Unclear,
    }
}
