//! The syntax of formulas: text to a tree of names, with the place of each.
//!
//! ```text
//! statement = sum (("<=" | "<" | "=" | ">=" | ">") sum)+
//! sum       = ["-"] product (("+" | "-") product)*
//! product   = factor (("*" | "/") factor)*
//! factor    = "-" factor | atom ["^" ["-"] atom]
//! atom      = number | name | name "(" [sum ("," sum)*] ")" | "(" sum ")"
//! ```

use std::ops::Range;

use winnow::ascii::multispace0;
use winnow::combinator::{alt, cut_err, delimited, eof, not, opt, preceded, repeat, separated, terminated};
use winnow::error::{ContextError, ErrMode, StrContext, StrContextValue};
use winnow::stream::{LocatingSlice, Stateful};
use winnow::token::{one_of, take_while};
use winnow::{ModalResult, Parser};

use super::hints;
use super::number::{number, width};
use crate::scalar::Rational;

/// A deeper nesting of parentheses is refused: trees are walked recursively.
const MOST_NESTED: usize = 60;

/// A part of a formula and where it stands in the text, in bytes, with its parentheses.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ast {
    pub node: Node,
    pub at: Range<usize>,
}

/// Sums and products are lists, so that long ones are no deep trees.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Number(Rational),
    Name(String),
    Call { name: String, arguments: Vec<Ast> },
    Sum(Vec<(Sign, Ast)>),
    Product(Vec<(Factor, Ast)>),
    Power(Box<Ast>, Box<Ast>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Factor {
    Times,
    Over,
}

/// How two formulas are compared in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparator {
    AtMost,
    Less,
    Equal,
    AtLeast,
    Greater,
}

/// `first (comparator formula)+`, e.g. `0 < eta <= 1 - gamma`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chain {
    pub first: Ast,
    pub rest: Vec<(Comparator, Ast)>,
}

/// Why a text is no formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub message: String,
}

/// With the depth of nesting.
pub(super) type Input<'i> = Stateful<LocatingSlice<&'i str>, usize>;

/// Reads a comparison, or a chain of them.
pub(super) fn statement(text: &str) -> Result<Chain, SyntaxError> {
    read(text, chain)
}

/// Reads a formula.
pub(super) fn formula(text: &str) -> Result<Ast, SyntaxError> {
    read(text, sum)
}

fn read<'i, O>(text: &'i str, parser: impl Parser<Input<'i>, O, ErrMode<ContextError>>) -> Result<O, SyntaxError> {
    let input = Stateful { input: LocatingSlice::new(text), state: 0 };
    let end = cut_err(eof).context(expected("an operator or the end"));
    let mut whole = delimited(multispace0, parser, end);
    whole.parse(input).map_err(|error| {
        let (at, rest) = (error.offset(), &text[error.offset()..]);
        SyntaxError { at: at..at + width(rest), message: message(error.inner(), rest) }
    })
}

/// `expected a, found b`, by the innermost of the parsers that failed.
fn message(error: &ContextError, rest: &str) -> String {
    if let Some(instead) = hints::instead(rest) {
        return instead;
    }
    let innermost = error.context().find_map(|context| match context {
        StrContext::Label(label) => Some((*label).to_owned()),
        StrContext::Expected(value) => Some(format!("expected {value}, found {}", found(rest))),
        _ => None,
    });
    innermost.unwrap_or_else(|| format!("a formula does not go on with {}", found(rest)))
}

/// The word or the sign at the start of a text.
fn found(rest: &str) -> String {
    let word: String = rest.chars().take_while(|c| is_word(*c)).take(20).collect();
    match rest.chars().next() {
        None => "the end".to_owned(),
        Some(first) if word.is_empty() => format!("`{}`", first.escape_debug()),
        Some(_) => format!("`{word}`"),
    }
}

fn expected(what: &'static str) -> StrContext {
    StrContext::Expected(StrContextValue::Description(what))
}

fn chain(input: &mut Input) -> ModalResult<Chain> {
    let first = sum(input)?;
    let comparison = expected("an operator or one of `<=`, `<`, `=`, `>=`, `>`");
    let sign = cut_err(comparator).context(comparison).parse_next(input)?;
    let second = cut_err(sum).parse_next(input)?;
    let more: Vec<(Comparator, Ast)> = repeat(0.., (comparator, cut_err(sum))).parse_next(input)?;
    let rest = std::iter::once((sign, second)).chain(more).collect();
    Ok(Chain { first, rest })
}

fn comparator(input: &mut Input) -> ModalResult<Comparator> {
    let signs = alt((
        "<=".value(Comparator::AtMost),
        ">=".value(Comparator::AtLeast),
        "<".value(Comparator::Less),
        ">".value(Comparator::Greater),
        preceded(not(alt(("==", "=<", "=>"))), "=").value(Comparator::Equal),
    ));
    terminated(signs, multispace0).parse_next(input)
}

fn sum(input: &mut Input) -> ModalResult<Ast> {
    input.state += 1;
    if input.state > MOST_NESTED {
        return label("this formula is nested too deeply; name its parts under [let]").parse_next(input);
    }
    let (leading, start) = opt(sign('-')).with_span().parse_next(input)?;
    let head = product(input)?;
    let tail: Vec<(Sign, Ast)> = repeat(0.., (plus_or_minus, cut_err(product))).parse_next(input)?;
    input.state -= 1;
    if leading.is_none() && tail.is_empty() {
        return Ok(head);
    }
    let first = if leading.is_some() { Sign::Minus } else { Sign::Plus };
    let start = if leading.is_some() { start.start } else { head.at.start };
    let at = start..tail.last().map_or(head.at.end, |(_, last)| last.at.end);
    let terms = std::iter::once((first, head)).chain(tail).collect();
    Ok(Ast { node: Node::Sum(terms), at })
}

fn plus_or_minus(input: &mut Input) -> ModalResult<Sign> {
    alt((sign('+').value(Sign::Plus), sign('-').value(Sign::Minus))).parse_next(input)
}

fn product(input: &mut Input) -> ModalResult<Ast> {
    let head = factor.parse_next(input)?;
    let operator = alt((sign('*').value(Factor::Times), sign('/').value(Factor::Over)));
    let tail: Vec<(Factor, Ast)> = repeat(0.., (operator, cut_err(factor))).parse_next(input)?;
    let Some((_, last)) = tail.last() else { return Ok(head) };
    let at = head.at.start..last.at.end;
    let factors = std::iter::once((Factor::Times, head)).chain(tail).collect();
    Ok(Ast { node: Node::Product(factors), at })
}

/// Minus signs bind less than a power: `-x^2 = -(x^2)`.
fn factor(input: &mut Input) -> ModalResult<Ast> {
    let (signs, at) = repeat::<_, _, usize, _, _>(0.., sign('-')).with_span().parse_next(input)?;
    let power = power(input)?;
    let at = if signs == 0 { power.at.start } else { at.start }..power.at.end;
    Ok(if signs % 2 == 0 { power } else { Ast { node: Node::Sum(vec![(Sign::Minus, power)]), at } })
}

fn power(input: &mut Input) -> ModalResult<Ast> {
    let base = atom(input)?;
    let Some(exponent) = opt(preceded(sign('^'), cut_err(exponent))).parse_next(input)? else { return Ok(base) };
    if input.starts_with('^') {
        return label("powers are not chained; write parentheses, `(x^y)^z` or `x^(y^z)`").parse_next(input);
    }
    let at = base.at.start..exponent.at.end;
    Ok(Ast { node: Node::Power(Box::new(base), Box::new(exponent)), at })
}

fn exponent(input: &mut Input) -> ModalResult<Ast> {
    let (minus, start) = opt(sign('-')).with_span().parse_next(input)?;
    let exponent = atom(input)?;
    if minus.is_none() {
        return Ok(exponent);
    }
    let at = start.start..exponent.at.end;
    Ok(Ast { node: Node::Sum(vec![(Sign::Minus, exponent)]), at })
}

fn atom(input: &mut Input) -> ModalResult<Ast> {
    alt((number, name_or_call, parenthesis))
        .context(expected("a number, a quantity, a function or `(`"))
        .parse_next(input)
}

fn name_or_call(input: &mut Input) -> ModalResult<Ast> {
    let word = (one_of(|c: char| c.is_ascii_alphabetic()), take_while(0.., is_word)).take();
    let (name, at) = terminated(word.with_span(), multispace0).parse_next(input)?;
    let name = name.to_owned();
    if opt(sign('(')).parse_next(input)?.is_none() {
        return Ok(Ast { node: Node::Name(name), at });
    }
    // That a function takes none is said where its name is known.
    let has_none = input.starts_with(')');
    let arguments: Vec<Ast> =
        if has_none { Vec::new() } else { cut_err(separated(1.., sum, sign(','))).parse_next(input)? };
    let end = closing(input, "an operator, `,` or `)`")?;
    Ok(Ast { node: Node::Call { name, arguments }, at: at.start..end })
}

fn parenthesis(input: &mut Input) -> ModalResult<Ast> {
    let (_, open) = sign('(').with_span().parse_next(input)?;
    let inner = cut_err(sum).parse_next(input)?;
    let end = closing(input, "an operator or `)`")?;
    Ok(Ast { node: inner.node, at: open.start..end })
}

/// A closing parenthesis; returns where it ends.
fn closing(input: &mut Input, wanted: &'static str) -> ModalResult<usize> {
    let (_, at) = cut_err(terminated(')'.with_span(), multispace0)).context(expected(wanted)).parse_next(input)?;
    Ok(at.end)
}

fn sign<'i>(sign: char) -> impl Parser<Input<'i>, char, ErrMode<ContextError>> {
    terminated(sign, multispace0)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Fails for good, with a message of its own.
pub(super) fn label<'i, O>(message: &'static str) -> impl Parser<Input<'i>, O, ErrMode<ContextError>> {
    cut_err(winnow::combinator::fail).context(StrContext::Label(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With all parentheses.
    fn shown(ast: &Ast) -> String {
        match &ast.node {
            Node::Number(value) => value.to_string(),
            Node::Name(name) => name.clone(),
            Node::Call { name, arguments } => {
                format!("{name}({})", arguments.iter().map(shown).collect::<Vec<_>>().join(", "))
            }
            Node::Sum(terms) => {
                let term = |(sign, term): &(Sign, Ast)| {
                    format!("{}{}", if *sign == Sign::Plus { "+" } else { "-" }, shown(term))
                };
                format!("({})", terms.iter().map(term).collect::<String>())
            }
            Node::Product(factors) => {
                let factor = |(factor, of): &(Factor, Ast)| {
                    format!("{}{}", if *factor == Factor::Times { "*" } else { "/" }, shown(of))
                };
                format!("({})", factors.iter().map(factor).collect::<String>())
            }
            Node::Power(base, exponent) => format!("({}^{})", shown(base), shown(exponent)),
        }
    }

    #[test]
    fn operators_bind_as_in_mathematics() {
        for (text, tree) in [
            ("1 + 2 * 3", "(+1+(*2*3))"),
            ("1 - 2 - 3", "(+1-2-3)"),
            ("8 / 4 / 2", "(*8/4/2)"),
            ("-x^2", "(-(x^2))"),
            ("2 * -x", "(*2*(-x))"),
            ("- x + y", "(-x+y)"),
            ("x^-2", "(x^(-2))"),
            ("x^(1/2)", "(x^(*1/2))"),
            ("--x", "(-(-x))"),
            ("(1 - eta*C_t) * e_t", "(*(+1-(*eta*C_t))*e_t)"),
            ("min(1, x, 2.5e-1)", "min(1, x, 1/4)"),
            ("  min_s( p_best * gap )  ", "min_s((*p_best*gap))"),
        ] {
            assert_eq!(formula(text).map(|ast| shown(&ast)), Ok(tree.to_owned()), "{text}");
        }
    }

    #[test]
    fn places_are_those_in_the_text() {
        let text = "  e_next  <= (1 - x) * f(y, 2)";
        let chain = statement(text).expect("a statement");
        let bound = &chain.rest[0].1;
        assert_eq!(&text[chain.first.at.clone()], "e_next");
        assert_eq!(&text[bound.at.clone()], "(1 - x) * f(y, 2)");
        let Node::Product(factors) = &bound.node else { panic!("{bound:?}") };
        assert_eq!(&text[factors[0].1.at.clone()], "(1 - x)");
        assert_eq!(&text[factors[1].1.at.clone()], "f(y, 2)");
    }

    #[test]
    fn chains_keep_their_order() {
        let chain = statement("0 < eta <= 1 - gamma").expect("a chain");
        let signs: Vec<Comparator> = chain.rest.iter().map(|(sign, _)| *sign).collect();
        assert_eq!(signs, [Comparator::Less, Comparator::AtMost]);
    }

    #[test]
    fn errors_name_the_place_what_was_expected_and_what_was_found() {
        for (text, at, message) in [
            ("e_next <= * e_t", 10, "expected a number, a quantity, a function or `(`, found `*`"),
            ("e_next", 6, "expected an operator or one of `<=`, `<`, `=`, `>=`, `>`, found the end"),
            ("e_next <= (1 - eta", 18, "expected an operator or `)`, found the end"),
            ("e_next <= min_s(gap", 19, "expected an operator, `,` or `)`, found the end"),
            ("e_next <= 2 e_t", 12, "expected an operator or the end, found `e_t`"),
            ("1 <= 2)", 6, "expected an operator or the end, found `)`"),
            ("", 0, "expected a number, a quantity, a function or `(`, found the end"),
            ("x <= y §", 7, "expected an operator or the end, found `§`"),
            ("x == y", 2, "write `=` instead of `==`"),
            ("x = y == z", 6, "write `=` instead of `==`"),
            ("x <= 2^3^2", 8, "powers are not chained; write parentheses, `(x^y)^z` or `x^(y^z)`"),
            ("x ! y", 2, "expected an operator or one of `<=`, `<`, `=`, `>=`, `>`, found `!`"),
            ("x <= f(,)", 7, "expected a number, a quantity, a function or `(`, found `,`"),
        ] {
            let error = statement(text).expect_err(text);
            assert_eq!((error.at.start, error.message.as_str()), (at, message), "{text}");
        }
    }

    #[test]
    fn formulas_that_would_exhaust_the_stack_or_the_memory_are_refused() {
        let nested = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
        assert!(formula(&nested).unwrap_err().message.contains("nested too deeply"));
        let calls = format!("{}1{}", "abs(".repeat(5000), ")".repeat(5000));
        assert!(formula(&calls).unwrap_err().message.contains("nested too deeply"));
        assert!(formula(&"9".repeat(1000)).unwrap_err().message.contains("too many digits"));
        for text in ["1e999999999999", "1e-90000", "0.0e1234567", "1e999"] {
            let error = formula(text).unwrap_err();
            assert!(error.message.contains("exponent of this number is beyond the limit"), "{text}");
            assert_eq!(error.at, 0..text.len());
        }
        let long = vec!["1"; 20_000].join("+");
        assert!(formula(&long).is_ok() && formula(&"-".repeat(20_000)).is_err());
    }
}
