//! Instances that earlier searches found, tried first by every later one.

use std::collections::BTreeMap;

use crate::claim::Instance;
use crate::replay::{Case, CaseError};

/// Instances by claim and part.
#[derive(Clone, Debug, Default)]
pub struct StoredCases {
    by_part: BTreeMap<(String, String), Vec<Instance>>,
}

impl StoredCases {
    /// The instances of cases about claims as they are; those about controls and
    /// variations are left out.
    ///
    /// # Errors
    /// When a case holds no valid instance.
    pub fn new(cases: Vec<Case>) -> Result<Self, CaseError> {
        let mut by_part: BTreeMap<(String, String), Vec<Instance>> = BTreeMap::new();
        for case in cases.into_iter().filter(|case| case.control.is_none() && case.variation.is_unchanged()) {
            let instance = case.instance(&format!("a stored case of {}", case.claim))?;
            by_part.entry((case.claim, case.part)).or_default().push(instance);
        }
        Ok(StoredCases { by_part })
    }

    /// The instances of a part of a claim.
    pub fn of(&self, claim: &str, part: &str) -> &[Instance] {
        self.by_part.get(&(claim.to_owned(), part.to_owned())).map_or(&[], Vec::as_slice)
    }
}
