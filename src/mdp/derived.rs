//! What the solvers derive from an exact model once and use many times.

use std::sync::OnceLock;

use super::Mdp;
use super::evaluation::MachineIntegers;
use crate::scalar::Rational;

/// The same model in floats and in machine integers, each made when first asked
/// for. A copy starts empty, and models are compared without it.
#[derive(Debug, Default)]
pub struct Derived {
    floats: OnceLock<Box<Mdp<f64>>>,
    integers: OnceLock<Option<MachineIntegers>>,
}

impl Clone for Derived {
    fn clone(&self) -> Self {
        Derived::default()
    }
}

impl PartialEq for Derived {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Mdp<Rational> {
    /// The model with every number rounded to the nearest float.
    pub(crate) fn floats(&self) -> &Mdp<f64> {
        self.derived.floats.get_or_init(|| Box::new(self.convert()))
    }

    /// The discounted transitions as machine integers; `None` when some row
    /// needs longer ones.
    pub(crate) fn machine_integers(&self) -> Option<&MachineIntegers> {
        self.derived.integers.get_or_init(|| MachineIntegers::new(self)).as_ref()
    }
}
