//! What is put to solvers for a claim.

use std::fmt;

use super::{Chain, Existence};

/// How the names of controls start.
const CONTROL: &str = "control: ";

/// A statement at one size.
pub struct Item {
    /// Which statement of the claim, e.g. `one step` or `control: factor 1.01`.
    pub name: String,
    /// At which size.
    pub size: Size,
    /// What has to be shown.
    pub task: Task,
}

/// The size of the instances an item speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Distributions or bandits with so many points.
    Points(usize),
    /// MDPs with so many states and so many actions in each.
    Mdp {
        /// Number of states.
        states: usize,
        /// Number of actions.
        actions: usize,
    },
}

impl Size {
    /// The size of an MDP.
    pub fn mdp(states: usize, actions: usize) -> Self {
        Size::Mdp { states, actions }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Size::Points(points) => f.pad(&format!("K = {points}")),
            Size::Mdp { states, actions } => f.pad(&format!("S = {states}, A = {actions}")),
        }
    }
}

/// What a solver has to find.
pub enum Task {
    /// No counterexample: every query of the chains is unsatisfiable. Each chain treats one case, e.g. one pattern of
    /// ties; that the cases cover everything is for the reader to see.
    Proof(Vec<Chain>),
    /// An example: the query is satisfiable, and the values pass an exact check.
    Example(Existence),
}

impl Item {
    /// A statement at a size.
    pub fn new(name: impl Into<String>, size: Size, task: Task) -> Self {
        Item { name: name.into(), size, task }
    }

    /// A control of the claim: a false variant, to be refuted by an example.
    pub fn control(name: &str, size: Size, task: Task) -> Self {
        Item::new(format!("{CONTROL}{name}"), size, task)
    }

    /// Is it a control?
    pub fn is_control(&self) -> bool {
        self.name.starts_with(CONTROL)
    }
}
