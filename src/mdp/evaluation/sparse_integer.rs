//! Sparse integer matrices.

use rug::{Assign, Integer};

/// A square sparse matrix with integer entries, by rows.
pub struct SparseIntegerMatrix {
    rows: Vec<Vec<(usize, Integer)>>,
}

impl SparseIntegerMatrix {
    /// From rows of (column, entry); a column appears at most once in a row.
    pub fn new(rows: Vec<Vec<(usize, Integer)>>) -> Self {
        SparseIntegerMatrix { rows }
    }

    /// Number of rows and of columns.
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// The entries by row.
    pub fn rows(&self) -> &[Vec<(usize, Integer)>] {
        &self.rows
    }

    /// The transpose.
    pub fn transposed(&self) -> Self {
        let mut columns = vec![Vec::new(); self.size()];
        for (row, entries) in self.rows.iter().enumerate() {
            for (column, entry) in entries {
                columns[*column].push((row, entry.clone()));
            }
        }
        SparseIntegerMatrix { rows: columns }
    }

    /// Is `self x = scale right`?
    pub fn maps(&self, x: &[Integer], right: &[Integer], scale: &Integer) -> bool {
        let mut product = Integer::new();
        self.rows.iter().zip(right).all(|(entries, target)| {
            let mut total = Integer::from(-target);
            total *= scale;
            for (column, entry) in entries {
                product.assign(entry * &x[*column]);
                total += &product;
            }
            total.is_zero()
        })
    }

    /// An upper bound on the bits of any minor of `[self, right]` (Hadamard:
    /// the product of the row norms, bounded by row sums).
    pub fn minor_bits(&self, right: &[Integer]) -> u64 {
        let row_bits = |(entries, target): (&Vec<(usize, Integer)>, &Integer)| {
            let total = entries.iter().fold(target.clone().abs(), |total, (_, entry)| total + entry.clone().abs());
            u64::from(total.significant_bits())
        };
        self.rows.iter().zip(right).map(row_bits).sum()
    }
}
