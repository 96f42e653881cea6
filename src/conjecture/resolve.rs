//! From syntax to expressions: names are looked up, shapes are checked.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use num_traits::{One, Zero};

use super::evaluate::LARGEST_POWER;
use super::expression::{Comparison, Expression, Extremum, Facts, Fold, Function, Kind, Over, deeper};
use super::quantity::{QUANTITIES, Shape, find};
use super::syntax::{Ast, Chain, Factor, Node, Sign};
use crate::claim::Depth;
use crate::scalar::Rational;

/// Nodes of a formula with its abbreviations written out.
const MOST_NODES: usize = 5000;

/// Its height: formulas are evaluated recursively, on the stacks of worker threads.
const MOST_HEIGHT: u32 = 400;

/// Folds over states and actions around one another.
const MOST_FOLDS: u32 = 6;

/// Largest exponent that is a number,
const LARGEST_EXPONENT: i32 = 64;

/// and the degree of a formula beyond which its digits would fill the memory.
const MOST_DEGREE: u64 = 4 * LARGEST_POWER as u64;

/// Steps of the runs on which formulas are taken, at most.
const MOST_STEPS: u64 = 24;

/// Abbreviations by name.
pub(super) type Names = BTreeMap<String, Arc<Expression>>;

/// What the names of a formula may be, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'n> {
    pub names: &'n Names,
    /// Byte of the file at which the text begins; `None` where escapes hide that.
    pub start: Option<usize>,
}

/// Why a formula has no meaning, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MeaningError {
    pub at: Range<usize>,
    pub message: String,
}

fn error<T>(at: &Range<usize>, message: impl Into<String>) -> Result<T, MeaningError> {
    Err(MeaningError { at: at.clone(), message: message.into() })
}

/// The functions that formulas may use.
const FUNCTIONS: [&str; 16] = [
    "min", "max", "abs", "exp", "ln", "sqrt", "min_s", "max_s", "sum_s", "min_a", "max_a", "sum_a", "min_t", "max_t",
    "sum_t", "prod_t",
];

/// The comparisons of a chain, in order.
pub(super) fn comparisons(chain: &Chain, text: &str, scope: Scope) -> Result<Vec<Comparison>, MeaningError> {
    let mut left = (&chain.first, expression(&chain.first, scope)?);
    let mut all = Vec::with_capacity(chain.rest.len());
    for (comparator, ast) in &chain.rest {
        let right = expression(ast, scope)?;
        let left_text = text[left.0.at.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let comparator = *comparator;
        all.push(Comparison { left: left.1, comparator, right: right.clone(), left_text });
        left = (ast, right);
    }
    Ok(all)
}

/// The expression of a tree.
pub(super) fn expression(ast: &Ast, scope: Scope) -> Result<Expression, MeaningError> {
    let mut made = match &ast.node {
        Node::Number(value) => unplaced(Kind::Number(value.clone()), Shape::Scalar, POINT),
        Node::Name(name) => named(name, &ast.at, scope.names)?,
        Node::Call { name, arguments } => call(name, arguments, &ast.at, scope)?,
        Node::Sum(terms) => {
            let terms = terms.iter().map(|(sign, term)| Ok((*sign, expression(term, scope)?)));
            let terms: Vec<(Sign, Expression)> = terms.collect::<Result<_, MeaningError>>()?;
            of_parts(terms, Kind::Sum, |facts| facts)
        }
        Node::Product(factors) => product(factors, scope)?,
        Node::Power(base, exponent) => power(expression(base, scope)?, exponent, scope)?,
    };
    made.at = scope.start.map(|start| start + ast.at.start..start + ast.at.end);
    if made.facts.size > MOST_NODES {
        return error(&ast.at, format!("written out, this formula has more than {MOST_NODES} parts"));
    }
    if made.facts.height > MOST_HEIGHT {
        return error(
            &ast.at,
            format!("with its abbreviations written out, this formula is nested more than {MOST_HEIGHT} levels deep"),
        );
    }
    if made.facts.degree > MOST_DEGREE {
        return error(
            &ast.at,
            format!("this formula has a degree beyond {MOST_DEGREE}; its digits would fill the memory"),
        );
    }
    Ok(made)
}

/// An expression of which it is not known yet where it stands.
fn unplaced(kind: Kind, shape: Shape, facts: Facts) -> Expression {
    Expression { kind, shape, facts, at: None }
}

/// What is known of a number.
const POINT: Facts = Facts {
    is_algebraic: true,
    is_given: true,
    is_total: true,
    depth: Depth::Static,
    size: 1,
    height: 1,
    folds: 0,
    degree: 1,
    folds_steps: false,
};

fn named(name: &str, at: &Range<usize>, names: &Names) -> Result<Expression, MeaningError> {
    if let Some(own) = names.get(name) {
        let facts = Facts { height: own.facts.height + 1, ..own.facts };
        return Ok(unplaced(Kind::Named(Arc::clone(own)), own.shape, facts));
    }
    let Some(info) = find(name) else {
        if FUNCTIONS.contains(&name) {
            return error(at, format!("`{name}` is a function; write `{name}(...)`"));
        }
        let known = QUANTITIES.iter().map(|info| info.name).chain(names.keys().map(String::as_str));
        return error(at, unknown("quantity", name, known, "`spma conjecture quantities` lists them"));
    };
    let facts = Facts {
        is_algebraic: !info.is_transcendental(),
        is_given: info.is_given(),
        is_total: info.is_total(),
        depth: info.depth,
        size: 1,
        height: 1,
        folds: 0,
        degree: 1,
        folds_steps: false,
    };
    Ok(unplaced(Kind::Quantity(info.quantity), info.shape, facts))
}

/// With the nearest of the known names.
fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>, hint: &str) -> String {
    let nearest = known.map(|own| (strsim::damerau_levenshtein(own, name), own)).min();
    match nearest {
        Some((distance, own)) if distance <= 2 && distance < name.len().max(own.len()) => {
            format!("there is no {what} `{name}`; did you mean `{own}`?")
        }
        _ => format!("there is no {what} `{name}`; {hint}"),
    }
}

/// An expression of parts, which are tagged.
fn of_parts<Tag>(
    parts: Vec<(Tag, Expression)>,
    kind: impl FnOnce(Vec<(Tag, Expression)>) -> Kind,
    change: impl FnOnce(Facts) -> Facts,
) -> Expression {
    let mut facts = Facts { size: 0, height: 0, ..POINT };
    let mut shape = Shape::Scalar;
    for (_, part) in &parts {
        shape = shape.max(part.shape);
        facts = both(facts, part.facts);
    }
    facts.size += 1;
    facts.height += 1;
    unplaced(kind(parts), shape, change(facts))
}

/// What is known of two together.
fn both(one: Facts, other: Facts) -> Facts {
    Facts {
        is_algebraic: one.is_algebraic && other.is_algebraic,
        is_given: one.is_given && other.is_given,
        is_total: one.is_total && other.is_total,
        depth: deeper(one.depth, other.depth),
        size: one.size.saturating_add(other.size),
        height: one.height.max(other.height),
        folds: one.folds.max(other.folds),
        degree: one.degree.max(other.degree),
        folds_steps: one.folds_steps || other.folds_steps,
    }
}

/// An expression of one part.
fn of_one(part: Expression, kind: impl FnOnce(Box<Expression>) -> Kind) -> Expression {
    let (size, height) = (part.facts.size.saturating_add(1), part.facts.height + 1);
    let (shape, facts) = (part.shape, Facts { size, height, ..part.facts });
    unplaced(kind(Box::new(part)), shape, facts)
}

fn product(factors: &[(Factor, Ast)], scope: Scope) -> Result<Expression, MeaningError> {
    let mut parts = Vec::with_capacity(factors.len());
    let mut is_total = true;
    for (factor, ast) in factors {
        let part = expression(ast, scope)?;
        if *factor == Factor::Over {
            match constant(&part) {
                Some(value) if value.is_zero() => return error(&ast.at, "division by 0"),
                Some(_) => {}
                None => is_total = false,
            }
        }
        parts.push((*factor, part));
    }
    let degree = parts.iter().fold(0, |sum: u64, (_, part)| sum.saturating_add(part.facts.degree));
    let made = of_parts(parts, Kind::Product, |facts| Facts { is_total: facts.is_total && is_total, degree, ..facts });
    // Numbers over numbers are numbers, so that `(3/2)` is an exponent.
    Ok(match constant(&made) {
        Some(value) => unplaced(Kind::Number(value), Shape::Scalar, POINT),
        None => made,
    })
}

/// The value of an expression of numbers alone.
pub(super) fn constant(expression: &Expression) -> Option<Rational> {
    match &expression.kind {
        Kind::Number(value) => Some(value.clone()),
        Kind::Named(own) => constant(own),
        Kind::Sum(terms) => terms.iter().try_fold(Rational::zero(), |total, (sign, term)| {
            let value = constant(term)?;
            Some(if *sign == Sign::Plus { total + &value } else { total - &value })
        }),
        Kind::Product(factors) => factors.iter().try_fold(Rational::one(), |total, (factor, of)| {
            let value = constant(of)?;
            match factor {
                Factor::Times => Some(total * &value),
                Factor::Over if value.is_zero() => None,
                Factor::Over => Some(total / &value),
            }
        }),
        _ => None,
    }
}

fn power(base: Expression, exponent: &Ast, scope: Scope) -> Result<Expression, MeaningError> {
    let own = expression(exponent, scope)?;
    if let Some(value) = constant(&own) {
        let halves = value * Rational::from(2);
        let number = (*halves.denominator() == 1).then(|| halves.numerator().to_i32()).flatten();
        let Some(halves) = number.filter(|halves| halves.unsigned_abs() <= 2 * LARGEST_EXPONENT.unsigned_abs()) else {
            return error(
                &exponent.at,
                format!(
                    "an exponent is a whole number or a half of one, up to {LARGEST_EXPONENT}; write exp(x * ln(y)) for others"
                ),
            );
        };
        let is_root = halves % 2 != 0;
        let mut made = of_one(base, |base| Kind::HalfPower(base, halves));
        made.facts.is_algebraic &= !is_root;
        made.facts.is_total &= halves >= 0 && !is_root;
        made.facts.degree = made.facts.degree.saturating_mul(u64::from(halves.unsigned_abs()).max(1));
        return Ok(made);
    }
    if own.shape != Shape::Scalar || !is_count(&own) {
        return error(
            &exponent.at,
            "an exponent is a number, or a formula of numbers and T, S, A, K with + - * ^; write exp(x * ln(y)) for others",
        );
    }
    let (size, height) = (own.facts.size, own.facts.height);
    let mut made = of_one(base, |base| Kind::CountPower(base, Box::new(own)));
    made.facts.is_total = false;
    made.facts.degree = made.facts.degree.saturating_mul(u64::from(LARGEST_POWER));
    made.facts.size = made.facts.size.saturating_add(size);
    made.facts.height = made.facts.height.max(height + 1);
    Ok(made)
}

/// Is it a whole number at every instance?
fn is_count(expression: &Expression) -> bool {
    match &expression.kind {
        Kind::Number(value) => *value.denominator() == 1,
        Kind::Quantity(quantity) => QUANTITIES.iter().any(|info| info.quantity == *quantity && info.is_count()),
        Kind::Named(own) => is_count(own),
        Kind::Sum(terms) => terms.iter().all(|(_, term)| is_count(term)),
        Kind::Product(factors) => factors.iter().all(|(factor, of)| *factor == Factor::Times && is_count(of)),
        Kind::HalfPower(base, halves) => *halves >= 0 && halves % 2 == 0 && is_count(base),
        Kind::CountPower(base, exponent) => is_count(base) && is_count(exponent),
        _ => false,
    }
}

fn call(name: &str, arguments: &[Ast], at: &Range<usize>, scope: Scope) -> Result<Expression, MeaningError> {
    let parts = arguments.iter().map(|argument| expression(argument, scope));
    let mut parts: Vec<Expression> = parts.collect::<Result<_, _>>()?;
    let extremum = match name {
        "min" => Some(Extremum::Least),
        "max" => Some(Extremum::Largest),
        _ => None,
    };
    if let Some(extremum) = extremum {
        if parts.is_empty() {
            return error(at, format!("`{name}` takes at least one argument"));
        }
        let untagged =
            |parts: Vec<((), Expression)>| Kind::Extremum(extremum, parts.into_iter().map(|((), part)| part).collect());
        return Ok(of_parts(parts.into_iter().map(|part| ((), part)).collect(), untagged, |facts| facts));
    }
    if !FUNCTIONS.contains(&name) {
        let hint = "known: min, max, abs, exp, ln, sqrt, and min, max, sum over _s, _a, _t, prod_t";
        return error(at, unknown("function", name, FUNCTIONS.into_iter(), hint));
    }
    let (Some(part), true) = (parts.pop(), parts.is_empty()) else {
        return error(at, format!("`{name}` takes one argument, not {}", arguments.len()));
    };
    match function(name) {
        Some(function) => {
            let mut made = of_one(part, |part| Kind::Function(function, part));
            made.facts.is_algebraic &= function == Function::Absolute;
            made.facts.is_total &= function == Function::Absolute;
            Ok(made)
        }
        None => fold(name, part, &arguments[0].at),
    }
}

fn function(name: &str) -> Option<Function> {
    Some(match name {
        "abs" => Function::Absolute,
        "exp" => Function::Exp,
        "ln" => Function::Ln,
        "sqrt" => Function::Sqrt,
        _ => return None,
    })
}

fn fold(name: &str, part: Expression, at: &Range<usize>) -> Result<Expression, MeaningError> {
    let (operation, suffix) = name.split_once('_').expect("the names of folds have two parts");
    let fold = match operation {
        "min" => Fold::Least,
        "max" => Fold::Largest,
        "sum" => Fold::Sum,
        _ => Fold::Product,
    };
    let (over, wanted, shape) = match suffix {
        "s" => (Over::States, Shape::State, Shape::Scalar),
        "a" => (Over::Actions, Shape::Pair, Shape::State),
        _ => (Over::Steps, Shape::Scalar, Shape::Scalar),
    };
    if part.shape != wanted {
        return error(
            at,
            format!(
                "`{name}` takes {}, and this is {}{}",
                wanted.words(),
                part.shape.words(),
                remedy(wanted, part.shape)
            ),
        );
    }
    if over == Over::Steps && part.facts.folds_steps {
        return error(at, "formulas over the steps of a run cannot be nested");
    }
    let part_folds = part.facts.folds;
    let mut made = of_one(part, |part| Kind::Fold(fold, over, part));
    made.shape = shape;
    if over == Over::Steps {
        made.facts = Facts { depth: Depth::Trajectory, folds_steps: true, is_given: false, ..made.facts };
        if fold == Fold::Product {
            made.facts.degree = made.facts.degree.saturating_mul(MOST_STEPS);
        }
    } else {
        if part_folds == MOST_FOLDS {
            return error(at, format!("folds over states and actions are nested more than {MOST_FOLDS} deep"));
        }
        made.facts.folds = part_folds + 1;
        // Values that do not exist are left out.
        made.facts.is_total = true;
    }
    Ok(made)
}

/// What to do about a shape that does not fit.
fn remedy(wanted: Shape, found: Shape) -> &'static str {
    match (wanted, found) {
        (Shape::State, Shape::Pair) => "; take sum_a, min_a or max_a of it first",
        (Shape::Scalar, Shape::State) => "; take sum_s, min_s or max_s of it first",
        (Shape::Scalar, Shape::Pair) => "; take a fold over the actions, then one over the states, first",
        _ => "",
    }
}
