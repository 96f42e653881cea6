//! What every claim must have, and must survive.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use crate::claim::{Ladder, Verdict};
use crate::scalar::ScalarKind;
use crate::search::{Campaign, ModelInstances, Progress, StoredCases};
use crate::theorems;

struct Silent;

impl Progress for Silent {
    fn start(&self, _units: usize) {}
    fn advance(&self) {}
}

#[test]
fn ids_are_unique_and_every_claim_explains_itself_and_has_a_control() {
    let claims = theorems::all();
    let ids: BTreeSet<&str> = claims.iter().map(|claim| claim.id).collect();
    assert_eq!(ids.len(), claims.len(), "two claims share an id");
    for claim in &claims {
        assert!(!claim.parts.is_empty(), "{} states nothing", claim.id);
        assert!(!claim.controls.is_empty(), "{} has no control", claim.id);
        assert!(claim.explanation.starts_with(&format!("# {}", claim.id)), "{}: README heading", claim.id);
        for section in ["## Statement", "## Proof", "## Source", "## Controls"] {
            assert!(claim.explanation.contains(section), "{}: README lacks {section}", claim.id);
        }
        for control in &claim.controls {
            assert!(claim.explanation.contains(control.name), "{}: README lacks {}", claim.id, control.name);
        }
        let names: BTreeSet<&str> = claim.parts.iter().map(|part| part.name).collect();
        assert_eq!(names.len(), claim.parts.len(), "{}: two parts share a name", claim.id);
    }
}

#[test]
fn every_claim_holds_and_every_control_is_refuted_for_another_seed_than_the_default() {
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    let campaign = Campaign {
        seed: 77,
        instances: 120,
        search_limit: 20_000,
        ladder: Ladder::automatic(4096),
        models: &models,
        stored: &StoredCases::default(),
        studies: false,
        stop: &stop,
        progress: &Silent,
    };
    for report in campaign.run(&theorems::all()) {
        assert_eq!(report.verdict, Verdict::Holds, "{}: {:?} {:?}", report.id, report.refutation, report.undecided_at);
        assert!(report.kept > 0 && !report.interrupted, "{} kept nothing", report.id);
        for control in &report.controls {
            assert!(control.witness.is_some(), "{}: the control `{}` survived", report.id, control.name);
        }
        if let Some((ratio, found)) = &report.worst {
            let one = crate::scalar::Rational::from(1);
            assert!(ratio.upper.as_ref().is_some_and(|upper| *upper <= one), "{}: {ratio:?} at {found:?}", report.id);
        }
    }
}

#[test]
fn floats_suggest_every_claim_and_refute_none() {
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    for kind in [ScalarKind::F64, ScalarKind::BigFloat(128)] {
        let campaign = Campaign {
            seed: 5,
            instances: 60,
            search_limit: 20_000,
            ladder: Ladder::fixed(kind),
            models: &models,
            stored: &StoredCases::default(),
            studies: false,
            stop: &stop,
            progress: &Silent,
        };
        // The integer runs of B2 and the existence claims S2 and A3 are exact whatever is asked for.
        let claims =
            theorems::all().into_iter().filter(|claim| !matches!(claim.id, "B2" | "S2" | "A3")).collect::<Vec<_>>();
        for report in campaign.run(&claims) {
            let (id, at) = (report.id, &report.refutation);
            assert_eq!(report.verdict, Verdict::Suggested, "{id} over {kind}: {at:?}");
        }
    }
}

#[test]
fn an_interrupted_campaign_says_so_and_claims_nothing() {
    let (stop, models) = (AtomicBool::new(true), ModelInstances::default());
    let campaign = Campaign {
        seed: 1,
        instances: 10,
        search_limit: 10,
        ladder: Ladder::automatic(128),
        models: &models,
        stored: &StoredCases::default(),
        studies: false,
        stop: &stop,
        progress: &Silent,
    };
    for report in campaign.run(&theorems::all()) {
        assert!(report.interrupted, "{}", report.id);
        assert_ne!(report.verdict, Verdict::Holds, "{}", report.id);
    }
}
