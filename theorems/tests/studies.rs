//! Every study agrees with its snapshot.

use std::path::Path;

use insta::comparator::Comparator;
use insta::{Settings, Snapshot};

use crate::study::{Study, drifts};
use crate::theorems;

/// Snapshots agree when no cell has drifted.
#[derive(Clone)]
struct Overlap;

impl Comparator for Overlap {
    fn matches(&self, reference: &Snapshot, test: &Snapshot) -> bool {
        let text = |snapshot: &Snapshot| snapshot.contents().as_text().map(ToString::to_string);
        match (text(reference), text(test)) {
            (Some(reference), Some(test)) => drifts(&reference, &test).is_empty(),
            _ => false,
        }
    }

    fn dyn_clone(&self) -> Box<dyn Comparator> {
        Box::new(self.clone())
    }
}

fn studies() -> Vec<Study> {
    theorems::all().into_iter().flat_map(|claim| claim.studies).collect()
}

#[test]
fn every_study_agrees_with_its_snapshot() {
    for study in studies() {
        let mut settings = Settings::new();
        settings.set_snapshot_path(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("theorems").join(study.folder()).join("snapshots"),
        );
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_comparator(Box::new(Overlap));
        settings.bind(|| insta::assert_snapshot!(study.name, (study.table)().to_string()));
    }
}

#[test]
fn every_plot_names_columns_of_its_table() {
    for study in studies() {
        let Some(plot) = &study.plot else { continue };
        let table = (study.table)();
        let named = plot.ys.iter().chain(std::iter::once(&plot.x)).chain(plot.by.as_ref());
        for name in named {
            assert!(table.column(name).is_some(), "{}: no column `{name}`", study.name);
        }
    }
}
