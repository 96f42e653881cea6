//! Names of variables and facts.

use crate::prove::{Label, Term};

/// `name_i_j`, the variable of an indexed quantity.
pub fn variable(name: &str, indices: &[usize]) -> Term {
    Term::variable(variable_name(name, indices))
}

/// `name_i_j`
pub fn variable_name(name: &str, indices: &[usize]) -> String {
    indices.iter().fold(name.to_owned(), |text, index| format!("{text}_{index}"))
}

/// The label of the definition of an indexed quantity, which is its name.
pub fn definition(name: &str, indices: &[usize]) -> Label {
    Label::from(variable_name(name, indices))
}

/// `fact (i,j)`, the label of a fact about certain indices.
pub fn fact(text: &str, indices: &[usize]) -> Label {
    let indices: Vec<String> = indices.iter().map(ToString::to_string).collect();
    Label::from(format!("{text} ({})", indices.join(",")))
}
