//! Long numbers from their digits.

use rug::Integer;

/// A vector `w` that starts at 0 and grows by `w <- 2^shift w + digit`.
///
/// Neighbouring blocks of equally many digits are joined, as in a binary
/// counter, so that `n` digits cost `n log n` and not `n^2`.
#[derive(Default)]
pub struct DigitSum {
    blocks: Vec<Block>,
}

/// `digits` digits that are worth `values`; what stands before them is to be
/// shifted by `shift`.
#[derive(Clone)]
struct Block {
    digits: usize,
    shift: u32,
    values: Vec<Integer>,
}

impl DigitSum {
    /// Appends a digit.
    pub fn push(&mut self, shift: u32, digit: &[i64]) {
        let values = digit.iter().map(|&value| Integer::from(value)).collect();
        self.blocks.push(Block { digits: 1, shift, values });
        while let [.., high, low] = self.blocks.as_mut_slice() {
            if high.digits != low.digits {
                break;
            }
            high.append(low);
            self.blocks.pop();
        }
    }

    /// The vector; empty before the first digit.
    pub fn values(&self) -> Vec<Integer> {
        let mut blocks = self.blocks.iter().cloned();
        let Some(mut total) = blocks.next() else { return Vec::new() };
        blocks.for_each(|block| total.append(&block));
        total.values
    }
}

impl Block {
    fn append(&mut self, low: &Block) {
        for (value, rest) in self.values.iter_mut().zip(&low.values) {
            *value <<= low.shift;
            *value += rest;
        }
        self.digits += low.digits;
        self.shift += low.shift;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_number_and_sign_add_up_as_one_by_one() {
        for count in 0..20_i64 {
            let mut sum = DigitSum::default();
            let mut expected = Integer::new();
            for k in 0..count {
                let (shift, digit) = ((k * 7 % 50) as u32, (k * k * 1_000_003) * if k % 3 == 0 { -1 } else { 1 });
                sum.push(shift, &[digit]);
                expected = (expected << shift) + digit;
            }
            assert_eq!(sum.values().first().cloned().unwrap_or_default(), expected, "{count} digits");
        }
    }
}
