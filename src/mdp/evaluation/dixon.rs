//! Exact solution by p-adic lifting (Dixon 1982): solve modulo a prime once,
//! lift digit by digit with exact integer residuals, reconstruct the rationals.

use rug::{Assign, Integer};

use super::modular::{ModularLu, Modulus, PRIMES};
use super::sparse_integer::SparseIntegerMatrix;
use crate::scalar::Rational;

/// The exact solution of `matrix x = right`, or `None` when elimination meets a
/// pivot that vanishes modulo every one of [`PRIMES`].
///
/// With `x = sum_i x_i p^i`, each digit is `x_i = A^-1 r_i mod p`, where
/// `r_0 = right` and `r_{i+1} = (r_i - A x_i) / p` exactly. Reconstruction is
/// tried early and checked by `A n = d right`, so the number of digits follows
/// the size of the solution and not the worst case.
pub fn solve(matrix: &SparseIntegerMatrix, right: &[Integer]) -> Option<Vec<Rational>> {
    let factorise = |prime| ModularLu::new(matrix, Modulus(prime)).map(|lu| (lu, prime));
    let (lu, p) = PRIMES.into_iter().find_map(factorise)?;
    let prime = Integer::from(p);
    // |numerator|, denominator <= 2^bits by Cramer, so 2 |n| d < p^digits at the latest here.
    let most_digits = (2 * matrix.minor_bits(right) + 2) / 60 + 2;
    let mut residual = right.to_vec();
    let mut digits: Vec<Vec<u64>> = Vec::new();
    let mut next_attempt = 2;
    loop {
        let digit = lu.solve(&residual.iter().map(|entry| Modulus(p).reduce(entry)).collect::<Vec<_>>());
        subtract_product(&mut residual, matrix, &digit, &prime);
        digits.push(digit);
        let count = digits.len() as u64;
        if count >= next_attempt || residual.iter().all(Integer::is_zero) {
            if let Some(solution) = reconstruct(matrix, right, p, &digits) {
                return Some(solution);
            }
            assert!(count <= most_digits, "lifting {count} digits exceeds the bound {most_digits}");
            next_attempt = (count * 3).div_ceil(2);
        }
    }
}

/// `residual <- (residual - matrix digit) / p`.
fn subtract_product(residual: &mut [Integer], matrix: &SparseIntegerMatrix, digit: &[u64], prime: &Integer) {
    let mut product = Integer::new();
    for (entry, row) in residual.iter_mut().zip(matrix.rows()) {
        for (column, coefficient) in row {
            product.assign(coefficient * digit[*column]);
            *entry -= &product;
        }
        entry.div_exact_mut(prime);
    }
}

/// The rationals whose p-adic expansions start with `digits`, if they solve
/// the system.
///
/// A common denominator is built up: most entries are integers once multiplied
/// by the denominator of those before.
fn reconstruct(
    matrix: &SparseIntegerMatrix,
    right: &[Integer],
    prime: u64,
    digits: &[Vec<u64>],
) -> Option<Vec<Rational>> {
    let modulus = digits.iter().fold(Integer::from(1), |power, _| power * prime);
    let bound = Integer::from(&modulus >> 1u32).sqrt();
    let residues: Vec<Integer> = (0..right.len())
        .map(|state| digits.iter().rev().fold(Integer::new(), |total, digit| total * prime + digit[state]))
        .collect();
    let mut denominator = Integer::from(1);
    for residue in &residues {
        let scaled = symmetric_remainder(residue.clone() * &denominator, &modulus);
        if scaled.clone().abs() > bound {
            denominator *= rational_denominator(&scaled, &modulus, &bound)?;
            if denominator > bound {
                return None;
            }
        }
    }
    let numerators: Vec<Integer> =
        residues.into_iter().map(|residue| symmetric_remainder(residue * &denominator, &modulus)).collect();
    if !matrix.maps(&numerators, right, &denominator) {
        return None;
    }
    Some(numerators.into_iter().map(|numerator| Rational::new(numerator, denominator.clone())).collect())
}

/// `value mod modulus` in `(-modulus/2, modulus/2]`.
fn symmetric_remainder(value: Integer, modulus: &Integer) -> Integer {
    let mut remainder = value.modulo(modulus);
    if Integer::from(&remainder << 1u32) > *modulus {
        remainder -= modulus;
    }
    remainder
}

/// The denominator `d <= bound` of the fraction `n/d = residue mod modulus`
/// with `|n| <= bound`, if there is one: Euclid's algorithm stopped half way.
fn rational_denominator(residue: &Integer, modulus: &Integer, bound: &Integer) -> Option<Integer> {
    let (mut upper, mut lower) = (modulus.clone(), residue.clone().modulo(modulus));
    let (mut upper_factor, mut factor) = (Integer::new(), Integer::from(1));
    let mut quotient = Integer::new();
    while lower > *bound {
        quotient.assign(&upper / &lower);
        upper -= Integer::from(&quotient * &lower);
        std::mem::swap(&mut upper, &mut lower);
        upper_factor -= Integer::from(&quotient * &factor);
        std::mem::swap(&mut upper_factor, &mut factor);
    }
    let denominator = factor.abs();
    (!denominator.is_zero() && denominator <= *bound).then_some(denominator)
}
