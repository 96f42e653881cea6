//! Sparse LU modulo a prime below `2^61`.

use rug::Integer;

use super::ordering::EliminationOrder;
use super::sparse_integer::SparseIntegerMatrix;

/// `2^61 - 1`, prime; products reduce by shifts.
const MERSENNE: u64 = (1 << 61) - 1;

/// Primes between `2^60` and `2^61`, in the order in which they are tried: a
/// matrix may be singular modulo one of them, for example when its entries are
/// multiples of it.
pub const PRIMES: [u64; 3] = [MERSENNE, (1 << 61) - 31, (1 << 61) - 45];

/// The integers modulo one of [`PRIMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modulus(pub u64);

impl Modulus {
    /// `a b mod p` for `a, b < p`.
    fn multiply(self, a: u64, b: u64) -> u64 {
        let product = u128::from(a) * u128::from(b);
        if self.0 != MERSENNE {
            return (product % u128::from(self.0)) as u64;
        }
        // 2^61 = 1 mod p, so the high part is added to the low part.
        let folded = (product as u64 & MERSENNE) + (product >> 61) as u64;
        if folded >= MERSENNE { folded - MERSENNE } else { folded }
    }

    /// `a - b mod p` for `a, b < p`.
    fn subtract(self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.0 - b }
    }

    /// `1 / a mod p` for `0 < a < p`, by Fermat: `a^(p-2)`.
    fn invert(self, a: u64) -> u64 {
        let (mut result, mut power, mut exponent) = (1, a, self.0 - 2);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = self.multiply(result, power);
            }
            power = self.multiply(power, power);
            exponent >>= 1;
        }
        result
    }

    /// `value mod p`, in `[0, p)`.
    pub fn reduce(self, value: &Integer) -> u64 {
        use rug::ops::RemRounding;
        Integer::from(value.rem_euc(&Integer::from(self.0))).to_u64().expect("a remainder below 2^61")
    }
}

/// `P A P' = L U` modulo the prime, `L` with unit diagonal, for a symmetric
/// permutation `P` that keeps the factors sparse.
pub struct ModularLu {
    modulus: Modulus,
    order: EliminationOrder,
    /// By elimination step: (earlier step, entry).
    lower: Vec<Vec<(usize, u64)>>,
    /// By elimination step: (later step, entry).
    upper: Vec<Vec<(usize, u64)>>,
    inverse_diagonal: Vec<u64>,
}

impl ModularLu {
    /// Factorises, or returns `None` when a pivot vanishes modulo the prime.
    pub fn new(matrix: &SparseIntegerMatrix, modulus: Modulus) -> Option<Self> {
        let size = matrix.size();
        let order = EliminationOrder::minimum_degree(matrix);
        let mut lower = Vec::with_capacity(size);
        let mut upper: Vec<Vec<(usize, u64)>> = Vec::with_capacity(size);
        let mut inverse_diagonal: Vec<u64> = Vec::with_capacity(size);
        let mut work = vec![0; size];
        for step in 0..size {
            for (column, entry) in &matrix.rows()[order.index(step)] {
                work[order.step(*column)] = modulus.reduce(entry);
            }
            let mut own_lower = Vec::with_capacity(order.earlier(step).len());
            for &pivot in order.earlier(step) {
                let factor = modulus.multiply(std::mem::take(&mut work[pivot]), inverse_diagonal[pivot]);
                if factor != 0 {
                    for &(column, entry) in &upper[pivot] {
                        work[column] = modulus.subtract(work[column], modulus.multiply(factor, entry));
                    }
                    own_lower.push((pivot, factor));
                }
            }
            let diagonal = std::mem::take(&mut work[step]);
            if diagonal == 0 {
                return None;
            }
            inverse_diagonal.push(modulus.invert(diagonal));
            upper.push(order.later(step).iter().map(|&column| (column, std::mem::take(&mut work[column]))).collect());
            lower.push(own_lower);
        }
        Some(ModularLu { modulus, order, lower, upper, inverse_diagonal })
    }

    /// `A^-1 right mod p`, entries in `[0, p)`.
    pub fn solve(&self, right: &[u64]) -> Vec<u64> {
        let (size, modulus) = (right.len(), self.modulus);
        let mut x: Vec<u64> = (0..size).map(|step| right[self.order.index(step)]).collect();
        for step in 0..size {
            for &(pivot, factor) in &self.lower[step] {
                x[step] = modulus.subtract(x[step], modulus.multiply(factor, x[pivot]));
            }
        }
        for step in (0..size).rev() {
            for &(column, entry) in &self.upper[step] {
                x[step] = modulus.subtract(x[step], modulus.multiply(entry, x[column]));
            }
            x[step] = modulus.multiply(x[step], self.inverse_diagonal[step]);
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
        for prime in PRIMES {
            let modulus = Modulus(prime);
            assert_ne!(Integer::from(prime).is_probably_prime(40), rug::integer::IsPrime::No, "{prime}");
            for a in [1, 2, 12_345_678_901_234_567, prime - 1, prime / 2 + 3] {
                assert_eq!(modulus.multiply(a, modulus.invert(a)), 1, "{a} times its inverse");
                for b in [0, 1, prime - 1, 987_654_321_987_654_321] {
                    assert_eq!(modulus.multiply(a, b), modulus.reduce(&(Integer::from(a) * b)), "{a} * {b}");
                    assert_eq!(modulus.subtract(b, a), modulus.reduce(&(Integer::from(b) - a)), "{b} - {a}");
                }
            }
        }
    }
}
