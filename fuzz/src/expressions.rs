//! Arithmetic expressions over every kind of number at once: whatever the
//! operations and operands, enclosures contain the value.
//!
//! An input is a program for a stack machine: numbers are pushed, operations take their operands from the stack and
//! push the result. Operations that are not defined at their operands are left out, as are results too long to compare.

use arbitrary::{Result, Unstructured};

use super::Input;
use super::known::Known;
use super::operation::Operation;
use spma::scalar::Rational;

/// Longest program: the cost of an instruction grows with those before it.
const MOST_INSTRUCTIONS: usize = 40;

/// Good when an operation was compared.
pub fn check(bytes: &[u8]) -> Input {
    run(&mut Unstructured::new(bytes)).unwrap_or(Input::Bad)
}

fn run(bytes: &mut Unstructured) -> Result<Input> {
    let mut stack: Vec<Known> = Vec::new();
    let mut input = Input::Bad;
    for _ in 0..MOST_INSTRUCTIONS {
        if bytes.is_empty() {
            break;
        }
        let code = bytes.int_in_range(0..=15_usize)?;
        match Operation::ALL.get(code) {
            None => stack.push(Known::number(&number(bytes)?)),
            Some(&operation) => {
                let Some(right) = stack.pop() else { continue };
                let left = if operation.is_binary() { stack.pop() } else { None };
                let left = left.unwrap_or_else(|| right.clone());
                if let Some(result) = left.then(operation, &right) {
                    result.check();
                    result.check_comparisons(&left);
                    stack.push(result);
                    input = Input::Good;
                }
            }
        }
    }
    Ok(input)
}

/// A number to start from: short, a float, a power of 2 or of 10, or a long fraction.
fn number(bytes: &mut Unstructured) -> Result<Rational> {
    Ok(match bytes.int_in_range(0..=5_u8)? {
        0 | 1 => Rational::new(i64::from(bytes.arbitrary::<i8>()?), 1 + i64::from(bytes.arbitrary::<u8>()?)),
        2 => Rational::from_f64(f64::from_bits(bytes.arbitrary()?)).unwrap_or_else(|| Rational::from(1)),
        3 => Rational::power_of_two(bytes.int_in_range(-1100..=1100)?),
        4 => Rational::from(10).power(bytes.int_in_range(-330..=330)?),
        _ => Rational::new(bytes.arbitrary::<i64>()?, 1 + i128::from(bytes.arbitrary::<u64>()?)),
    })
}
