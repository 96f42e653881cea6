//! What a solver answers.

use super::Model;
use crate::scalar::Rational;

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The assertions contradict each other.
    Unsatisfiable,
    /// They do not; with values where those were asked for and are rational.
    Satisfiable(Result<Model, String>),
    /// No decision; with what the solver said.
    Unknown(String),
    /// No answer: not a solver, or one in trouble; with what it said instead.
    Failed(String),
}

impl Answer {
    /// Reads what a solver has printed: `unsat`, or `sat` and the values in the
    /// form `((x (/ 1.0 2.0)) (y (- 3.0)))`.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        match first.trim() {
            "unsat" => Answer::Unsatisfiable,
            "sat" => Answer::Satisfiable(model(rest)),
            undecided @ ("unknown" | "timeout") => Answer::Unknown(undecided.to_owned()),
            "" => Answer::Failed("it printed nothing".to_owned()),
            other => Answer::Failed(other.chars().take(LONGEST_MESSAGE).collect()),
        }
    }
}

/// Characters of a solver's message that are kept.
const LONGEST_MESSAGE: usize = 200;

/// A parenthesised expression.
enum Expression {
    Word(String),
    List(Vec<Expression>),
}

fn model(text: &str) -> Result<Model, String> {
    let unreadable =
        || format!("values in an unknown form: {}", text.chars().take(LONGEST_MESSAGE).collect::<String>());
    let [Expression::List(pairs)] = &expressions(text).ok_or_else(unreadable)?[..] else { return Err(unreadable()) };
    pairs
        .iter()
        .map(|pair| match pair {
            Expression::List(pair) => match &pair[..] {
                [Expression::Word(name), value] => {
                    let value =
                        number(value).ok_or_else(|| format!("the value of `{name}` is not a rational number"))?;
                    Ok((name.clone(), value))
                }
                _ => Err(unreadable()),
            },
            Expression::Word(_) => Err(unreadable()),
        })
        .collect()
}

/// All expressions of a text; `None` when parentheses do not match.
fn expressions(text: &str) -> Option<Vec<Expression>> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut open: Vec<Vec<Expression>> = vec![Vec::new()];
    for word in spaced.split_whitespace() {
        match word {
            "(" => open.push(Vec::new()),
            ")" => {
                let list = Expression::List(open.pop()?);
                open.last_mut()?.push(list);
            }
            _ => open.last_mut()?.push(Expression::Word(word.to_owned())),
        }
    }
    let outermost = open.pop()?;
    open.is_empty().then_some(outermost)
}

/// `3.0`, `(- x)`, `(/ x y)`; algebraic numbers have other forms.
fn number(expression: &Expression) -> Option<Rational> {
    match expression {
        Expression::Word(word) => word.parse().ok(),
        Expression::List(list) => match &list[..] {
            [Expression::Word(minus), value] if minus == "-" => number(value).map(|value| -value),
            [Expression::Word(over), left, right] if over == "/" => {
                let (left, right) = (number(left)?, number(right)?);
                (right.is_positive() || right.is_negative()).then(|| left / right)
            }
            _ => None,
        },
    }
}
