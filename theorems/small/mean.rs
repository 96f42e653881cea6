//! A mean is at least what all its values are at least.

use crate::prove::{Chain, Formula, Label, Term};

/// Weights that are nonnegative and sum to 1, by the facts that say so.
#[derive(Clone)]
pub struct Weights {
    /// The weights.
    pub terms: Vec<Term>,
    /// For each weight the fact that it is nonnegative.
    pub nonnegative: Vec<Label>,
    /// The fact that they sum to 1.
    pub total: Label,
}

/// A mean by its definition `mean := sum_i weight_i value_i`.
pub struct Mean<'a> {
    /// The weights.
    pub weights: &'a Weights,
    /// The values.
    pub values: Vec<Term>,
    /// The mean.
    pub mean: Term,
    /// Facts that make `mean` the sum.
    pub definition: Vec<Label>,
}

/// Proves `premise => bound <= mean` from facts that give `premise => bound <= value_i`:
/// the products `weight_i (value_i - bound)` are nonnegative, and sum to `mean - bound`.
pub fn mean_at_least(
    chain: &mut Chain,
    label: Label,
    mean: &Mean,
    bound: &Term,
    premise: Option<&Formula>,
    values_at_least: &[Vec<Label>],
) -> Label {
    let under = |formula: Formula| premise.map_or(formula.clone(), |premise| premise.clone().implies(formula));
    let mut products = Vec::new();
    for (i, (weight, value)) in mean.weights.terms.iter().zip(&mean.values).enumerate() {
        let mut from = values_at_least[i].clone();
        from.push(mean.weights.nonnegative[i].clone());
        let product = Formula::nonnegative(weight * (value - bound));
        products.push(chain.link(format!("{}: term {i}", label.as_str()), from, under(product)));
    }
    products.extend(mean.definition.iter().cloned());
    products.push(mean.weights.total.clone());
    chain.link(label, products, under(Formula::at_most(bound, &mean.mean)))
}
