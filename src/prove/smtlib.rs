//! Queries as SMT-LIB 2 text, logic QF_NRA.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::{Formula, Order, Term};
use crate::scalar::Rational;

/// Assertions about real variables; a solver is asked whether all can be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What is asserted, each with a comment.
    pub assertions: Vec<(String, Formula)>,
    /// Whether the values of all variables are asked for.
    pub wants_model: bool,
}

impl Query {
    /// The variables, by name.
    pub fn variables(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.assertions.iter().for_each(|(_, formula)| formula.collect_variables(&mut names));
        names
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.wants_model {
            f.write_str("(set-option :produce-models true)\n")?;
        }
        f.write_str("(set-logic QF_NRA)\n")?;
        let variables = self.variables();
        for name in &variables {
            writeln!(f, "(declare-const {name} Real)")?;
        }
        for (comment, formula) in &self.assertions {
            writeln!(f, "; {comment}\n(assert {})", Written(formula))?;
        }
        f.write_str("(check-sat)\n")?;
        if self.wants_model {
            let names: Vec<&str> = variables.into_iter().collect();
            writeln!(f, "(get-value ({}))", names.join(" "))?;
        }
        Ok(())
    }
}

/// A part of a query as SMT-LIB text.
struct Written<'a, T>(&'a T);

impl fmt::Display for Written<'_, Formula> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Formula::Compare(order, left, right) => {
                let symbol = match order {
                    Order::AtMost => "<=",
                    Order::Less => "<",
                    Order::Equal => "=",
                };
                write!(f, "({symbol} {} {})", Written(left), Written(right))
            }
            Formula::Not(formula) => write!(f, "(not {})", Written(&**formula)),
            Formula::All(formulas) => application(f, "and", "true", formulas),
            Formula::Any(formulas) => application(f, "or", "false", formulas),
            Formula::Implies(premise, conclusion) => {
                write!(f, "(=> {} {})", Written(&**premise), Written(&**conclusion))
            }
        }
    }
}

impl fmt::Display for Written<'_, Term> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Term::Number(number) => number_text(f, number),
            Term::Variable(name) => f.write_str(name),
            Term::Sum(terms) => application(f, "+", "0.0", terms),
            Term::Product(terms) => application(f, "*", "1.0", terms),
            Term::Difference(left, right) => write!(f, "(- {} {})", Written(&**left), Written(&**right)),
        }
    }
}

/// `(symbol x y ...)`; for one operand itself, for none the neutral element.
fn application<'a, T>(f: &mut fmt::Formatter<'_>, symbol: &str, neutral: &str, operands: &'a [T]) -> fmt::Result
where
    Written<'a, T>: fmt::Display,
{
    match operands {
        [] => f.write_str(neutral),
        [one] => write!(f, "{}", Written(one)),
        _ => {
            write!(f, "({symbol}")?;
            for operand in operands {
                write!(f, " {}", Written(operand))?;
            }
            f.write_char(')')
        }
    }
}

/// A decimal point makes a numeral a real; negative ones and fractions are applications.
fn number_text(f: &mut fmt::Formatter<'_>, number: &Rational) -> fmt::Result {
    let magnitude = number.abs();
    let (numerator, denominator) = (magnitude.numerator(), magnitude.denominator());
    let text = if *denominator == 1 { format!("{numerator}.0") } else { format!("(/ {numerator}.0 {denominator}.0)") };
    if number.is_negative() { write!(f, "(- {text})") } else { f.write_str(&text) }
}
