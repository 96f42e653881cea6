//! Sparse LU modulo the Mersenne prime `2^61 - 1`.

use rug::Integer;

use super::ordering::EliminationOrder;
use super::sparse_integer::SparseIntegerMatrix;

/// `2^61 - 1`, prime; products reduce by shifts.
pub const PRIME: u64 = (1 << 61) - 1;

/// `a b mod p` for `a, b < p`.
fn multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // 2^61 = 1 mod p, so the high part is added to the low part.
    let folded = (product as u64 & PRIME) + (product >> 61) as u64;
    if folded >= PRIME { folded - PRIME } else { folded }
}

/// `a - b mod p` for `a, b < p`.
fn subtract(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + PRIME - b }
}

/// `1 / a mod p` for `0 < a < p`, by Fermat: `a^(p-2)`.
fn invert(a: u64) -> u64 {
    let (mut result, mut power, mut exponent) = (1, a, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, power);
        }
        power = multiply(power, power);
        exponent >>= 1;
    }
    result
}

/// `value mod p`, in `[0, p)`.
pub fn reduce(value: &Integer) -> u64 {
    use rug::ops::RemRounding;
    Integer::from(value.rem_euc(&Integer::from(PRIME))).to_u64().expect("a remainder below 2^61")
}

/// `P A P' = L U` modulo the prime, `L` with unit diagonal, for a symmetric
/// permutation `P` that keeps the factors sparse.
pub struct ModularLu {
    order: EliminationOrder,
    /// By elimination step: (earlier step, entry).
    lower: Vec<Vec<(usize, u64)>>,
    /// By elimination step: (later step, entry).
    upper: Vec<Vec<(usize, u64)>>,
    inverse_diagonal: Vec<u64>,
}

impl ModularLu {
    /// Factorises, or returns `None` when a pivot vanishes modulo the prime.
    pub fn new(matrix: &SparseIntegerMatrix) -> Option<Self> {
        let size = matrix.size();
        let order = EliminationOrder::minimum_degree(matrix);
        let mut lower = Vec::with_capacity(size);
        let mut upper: Vec<Vec<(usize, u64)>> = Vec::with_capacity(size);
        let mut inverse_diagonal: Vec<u64> = Vec::with_capacity(size);
        let mut work = vec![0; size];
        for step in 0..size {
            for (column, entry) in &matrix.rows()[order.index(step)] {
                work[order.step(*column)] = reduce(entry);
            }
            let mut own_lower = Vec::with_capacity(order.earlier(step).len());
            for &pivot in order.earlier(step) {
                let factor = multiply(std::mem::take(&mut work[pivot]), inverse_diagonal[pivot]);
                if factor != 0 {
                    for &(column, entry) in &upper[pivot] {
                        work[column] = subtract(work[column], multiply(factor, entry));
                    }
                    own_lower.push((pivot, factor));
                }
            }
            let diagonal = std::mem::take(&mut work[step]);
            if diagonal == 0 {
                return None;
            }
            inverse_diagonal.push(invert(diagonal));
            upper.push(order.later(step).iter().map(|&column| (column, std::mem::take(&mut work[column]))).collect());
            lower.push(own_lower);
        }
        Some(ModularLu { order, lower, upper, inverse_diagonal })
    }

    /// `A^-1 right mod p`, entries in `[0, p)`.
    pub fn solve(&self, right: &[u64]) -> Vec<u64> {
        let size = right.len();
        let mut x: Vec<u64> = (0..size).map(|step| right[self.order.index(step)]).collect();
        for step in 0..size {
            for &(pivot, factor) in &self.lower[step] {
                x[step] = subtract(x[step], multiply(factor, x[pivot]));
            }
        }
        for step in (0..size).rev() {
            for &(column, entry) in &self.upper[step] {
                x[step] = subtract(x[step], multiply(entry, x[column]));
            }
            x[step] = multiply(x[step], self.inverse_diagonal[step]);
        }
        let mut solution = vec![0; size];
        for (step, value) in x.into_iter().enumerate() {
            solution[self.order.index(step)] = value;
        }
        solution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modular_products_and_inverses_match_big_integers() {
        for a in [1, 2, 12_345_678_901_234_567, PRIME - 1, PRIME / 2 + 3] {
            assert_eq!(multiply(a, invert(a)), 1, "{a} times its inverse");
            for b in [0, 1, PRIME - 1, 987_654_321_987_654_321] {
                assert_eq!(multiply(a, b), reduce(&(Integer::from(a) * b)), "{a} * {b}");
                assert_eq!(subtract(b, a), reduce(&(Integer::from(b) - a)), "{b} - {a}");
            }
        }
    }
}
