//! Findings are the same however tasks are divided and in whatever order parts
//! are joined, in memory and through files.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::findings::{Findings, Search};
use super::super::outcome::{Decided, Summary};
use super::super::report::{ClaimReport, Found};
use super::super::{Campaign, Domain, ModelInstances, Progress, StoredCases};
use super::{Merged, Merger, Shard, ShardFile, ShardFileError, ShardFindings};
use crate::claim::{
    Claim, Comparison, Control, Depth, Evaluated, Hypothesis, Ladder, Part, Quantifier, Relation, Setting, Statement,
    Verdict,
};
use crate::mdp::Evaluate;
use crate::scalar::{Bounds, Rational, ScalarKind, Truth};
use crate::study::{Change, Drift, Study, Table};

/// A change of a file.
type Edit = fn(&mut serde_json::Value);

struct Silent;

impl Progress for Silent {
    fn start(&self, _units: usize) {}
    fn advance(&self) {}
}

/// `pi(a) <= factor` for the first action, in runs of at least two steps.
struct FirstProbability {
    factor: (i64, i64),
}

impl Statement for FirstProbability {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![Hypothesis::new("T >= 2", Truth::from_bool(setting.steps() >= 2))]
    }

    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let first = setting.now().policy().probabilities()[0].clone();
        vec![Comparison::at_most("first", first, setting.number(self.factor.0, self.factor.1))]
    }
}

fn part(name: &'static str, factor: (i64, i64)) -> Part {
    let statement = Box::new(FirstProbability { factor });
    Part { name, domain: Domain::Bandit, depth: Depth::Static, statement, naive: |_| Vec::new() }
}

fn empty_table() -> Table {
    Table::new(["row"])
}

/// Two parts, the second false, two controls, two studies, the second drifted.
fn claim(quantifier: Quantifier) -> Claim {
    let study = |name, snapshot| Study { name, title: "t", module: "m", snapshot, table: empty_table, plot: None };
    Claim {
        id: "T",
        title: "test",
        explanation: "",
        quantifier,
        parts: vec![part("at most 1", (1, 1)), part("at most 1/2", (1, 2))],
        controls: vec![
            Control { name: "at most 1/3", part: part("a", (1, 3)) },
            Control { name: "at most 2", part: part("b", (2, 1)) },
        ],
        studies: vec![study("kept", "row"), study("drifted", "column")],
    }
}

fn with_campaign<R>(stop: bool, work: impl FnOnce(&Campaign) -> R) -> R {
    let (stop, models) = (AtomicBool::new(stop), ModelInstances::default());
    work(&Campaign {
        seed: 3,
        instances: 40,
        search_limit: 60,
        ladder: Ladder::automatic(128),
        models: &models,
        stored: &StoredCases::default(),
        studies: true,
        stop: &stop,
        progress: &Silent,
    })
}

fn file_of(claims: &[Claim], shard: Shard, stop: bool) -> ShardFile {
    with_campaign(stop, |campaign| {
        let found = campaign.run_shard(claims, shard);
        let name = format!("{}.json", shard.number());
        let file = ShardFile::new(Path::new(&name), shard, campaign.settings(claims), &found, claims);
        ShardFile::parse(&file.to_text(), &name).expect("a file that was written is read")
    })
}

fn merged(files: &[ShardFile], claims: &[Claim]) -> Result<Merged, ShardFileError> {
    let mut merger = Merger::new(files[0].clone(), claims)?;
    files[1..].iter().cloned().try_for_each(|file| merger.add(file))?;
    merger.finish()
}

fn shown(reports: &[ClaimReport]) -> String {
    format!("{reports:#?}")
}

#[test]
fn shards_joined_in_any_order_give_the_report_of_the_whole_campaign() {
    for quantifier in [Quantifier::ForAll, Quantifier::Exists] {
        let claims = [claim(quantifier)];
        let whole = with_campaign(false, |campaign| campaign.run(&claims));
        let expected = if quantifier == Quantifier::ForAll { Verdict::Refuted } else { Verdict::Holds };
        assert_eq!(whole[0].verdict, expected);
        for of in [1, 2, 5, 200] {
            let mut files: Vec<ShardFile> =
                (1..=of).map(|number| file_of(&claims, Shard { number, of }, false)).collect();
            files.reverse();
            files.rotate_left(of as usize / 3);
            let joined = merged(&files, &claims).expect("all shards are there");
            assert_eq!(shown(&joined.reports), shown(&whole), "{of} shards");
            assert!(joined.interrupted.is_empty() && joined.of == of);
        }
    }
}

#[test]
fn a_stopped_shard_leaves_a_file_and_the_whole_is_interrupted() {
    let claims = [claim(Quantifier::Exists)];
    let files =
        [file_of(&claims, Shard { number: 1, of: 2 }, false), file_of(&claims, Shard { number: 2, of: 2 }, true)];
    let joined = merged(&files, &claims).expect("both shards are there");
    assert_eq!(joined.interrupted, [Shard { number: 2, of: 2 }]);
    assert_eq!((joined.reports[0].verdict, joined.reports[0].interrupted), (Verdict::Undecided, true));
}

#[test]
fn files_that_do_not_make_one_campaign_are_refused() {
    let claims = [claim(Quantifier::ForAll)];
    let [first, second] = [1, 2].map(|number| file_of(&claims, Shard { number, of: 2 }, false));
    let refusal = |files: &[ShardFile]| match merged(files, &claims) {
        Ok(_) => panic!("they were joined"),
        Err(error) => error.to_string(),
    };
    assert_eq!(refusal(std::slice::from_ref(&second)), "1 of 2 shards are missing: 1/2");
    let twice = refusal(&[first.clone(), second.clone(), second.clone()]);
    assert_eq!(twice, "2.json: the field `shard` is `2/2`, and so it is in 2.json; give each shard once");
    let other_division = file_of(&claims, Shard { number: 3, of: 3 }, false);
    assert!(
        refusal(&[first.clone(), other_division]).starts_with("3.json: the field `shard` is one of 3 shards, but ")
    );
    let changed = |change: Edit| {
        let mut json = serde_json::from_str(&second.to_text()).expect("JSON");
        change(&mut json);
        match ShardFile::parse(&json.to_string(), "2.json") {
            Ok(file) => refusal(&[first.clone(), file]),
            Err(error) => error.to_string(),
        }
    };
    let cases: [(Edit, &str); 14] = [
        (|json| json["schema"] = "spma-verify/1".into(), "the field `schema` is `spma-verify/1`"),
        (|json| json["version"] = "0.0.0".into(), "the field `version` is `0.0.0`"),
        (|json| json["settings"]["seed"] = 4.into(), "the field `settings.seed` is 4, but 3 in 1.json"),
        (|json| json["settings"]["scalar"] = "f64".into(), "the field `settings.scalar` is \"f64\", but \"auto:128\""),
        (
            |json| json["settings"]["claims"] = vec!["T", "T"].into(),
            "`settings.claims` is a list of 2, but a list of 1",
        ),
        (|json| json["tasks"] = 7.into(), "the field `tasks` is 7, but "),
        (|json| json["shard"] = "3/2".into(), "a shard is i/n with 1 <= i <= n"),
        (|json| json["findings"] = Vec::<String>::new().into(), "the field `findings`: 0 entries for 1 claims"),
        (|json| json["findings"][0]["claim"] = "U".into(), "the field `findings.T.claim`: `U` stands in"),
        (|json| json["findings"][0]["done"] = 1.into(), "the field `findings.T.done`"),
        (|json| json["findings"][0]["tally"]["kept"] = 1.into(), "the field `findings.T.tally."),
        (|json| json["findings"][0]["tally"]["tried"] = u64::MAX.into(), "comes from no run"),
        (|json| json["findings"][0]["extra"] = 1.into(), "unknown field `extra`"),
        (|json| json["interrupted"] = true.into(), "the field `interrupted`"),
    ];
    for (change, expected) in cases {
        let message = changed(change);
        assert!(message.contains("2.json") && message.contains(expected), "{message}");
    }
}

#[test]
fn tasks_that_no_shard_holds_are_noticed() {
    let claims = [claim(Quantifier::ForAll)];
    let mut file = file_of(&claims, Shard::WHOLE, false);
    assert_eq!(file.data.tasks, 2 * 40 + 2 + 2);
    file.data.tasks += 1;
    let refusal = merged(&[file], &claims).err().expect("it is refused").to_string();
    assert_eq!(refusal, "the shards hold 84 tasks and the field `tasks` says 85; was a file changed?");
}

#[test]
fn found_instances_in_files_are_validated() {
    let claims = [claim(Quantifier::ForAll)];
    let file = file_of(&claims, Shard::WHOLE, false);
    let refusal = |change: Edit| {
        let mut json: serde_json::Value = serde_json::from_str(&file.to_text()).expect("JSON");
        change(&mut json["findings"][0]);
        let merger = ShardFile::parse(&json.to_string(), "x").and_then(|file| Merger::new(file, &claims).map(drop));
        merger.expect_err("it is refused").to_string()
    };
    let cases: [(Edit, &str); 5] = [
        (|claim| claim["worst"]["found"]["instance"]["gamma"] = "1".into(), "`findings.T.worst`: the model: "),
        (|claim| claim["worst"]["found"]["comparison"]["ratio"] = ().into(), "`findings.T.worst`: a ratio is missing"),
        (|claim| claim["refutation"]["found"]["part"] = "x".into(), "`findings.T.refutation.part`: `x` is unknown"),
        (|claim| claim["kept"]["x"] = 0.into(), "`findings.T.kept`: `x` is unknown"),
        (|claim| claim["worst"]["found"]["comparison"]["left"] = vec!["2", "1"].into(), "are no bounds"),
    ];
    for (change, expected) in cases {
        let message = refusal(change);
        assert!(message.contains(expected), "{message}");
    }
}

/// One task and what came of it.
#[derive(Clone, Debug)]
enum Event {
    Skipped,
    Rejected { part: usize },
    Undecided { part: usize, instance: usize },
    Decided { part: usize, instance: usize, violated: bool, ratio: Option<(i64, i64)> },
}

fn event() -> impl Strategy<Value = Event> {
    let (part, instance) = (0_usize..2, 0_usize..5);
    prop_oneof![
        1 => Just(Event::Skipped),
        2 => part.clone().prop_map(|part| Event::Rejected { part }),
        3 => (part.clone(), instance.clone()).prop_map(|(part, instance)| Event::Undecided { part, instance }),
        6 => (part, instance, any::<bool>(), proptest::option::of((0_i64..3, 0_i64..3))).prop_map(
            |(part, instance, violated, ratio)| Event::Decided { part, instance, violated, ratio }
        ),
    ]
}

fn comparison(label: &str, ratio: Option<(i64, i64)>) -> Evaluated {
    let side = Bounds::point(Rational::new(1, 3));
    let ratio = ratio.map(|(lower, width)| Bounds {
        lower: Some(Rational::from(lower)),
        upper: (width < 2).then(|| Rational::from(lower + width)),
    });
    let (left, right) = (side.clone(), side);
    Evaluated { label: label.to_owned(), left, relation: Relation::AtMost, right, truth: Truth::No, ratio }
}

fn add(findings: &mut Findings, claim: &Claim, task: usize, event: &Event) {
    let mut instance_of = |part: usize, instance: usize, summary: Summary| {
        let instance = Domain::Bandit.instance(1, instance);
        findings.add_instance(task, (part, claim.parts[part].name), &instance, summary);
    };
    match *event {
        Event::Skipped => findings.skip(),
        Event::Rejected { part } => instance_of(part, 0, Summary::Rejected { hypothesis: "h".into() }),
        Event::Undecided { part, instance } => instance_of(part, instance, Summary::Undecided),
        Event::Decided { part, instance, violated, ratio } => {
            let worst = ratio.map(|ratio| comparison("worst", Some(ratio)));
            let decided = Decided {
                kind: [ScalarKind::Rational, ScalarKind::BigInterval(128)][instance % 2],
                truth: Truth::from_bool(!violated),
                worst: worst.and_then(|worst| Some((worst.ratio.clone()?, worst))),
                violation: violated.then(|| comparison("violation", None)),
                first: None,
            };
            instance_of(part, instance, Summary::Decided(Box::new(decided)));
        }
    }
}

/// Searches and studies, one of each kind in the shard with this number.
fn add_searches(findings: &mut Findings, number: usize) {
    let found = Found { part: "a", instance: Domain::Bandit.instance(1, 2), comparison: comparison("first", None) };
    let search = |found| Search { tried: 3, found };
    let drift = || Drift {
        row: "r".to_owned(),
        column: "c".to_owned(),
        stored: "1".to_owned(),
        found: "2".to_owned(),
        change: Change::Disjoint,
    };
    match number {
        0 => findings.add_control(0, search(Some(found))),
        1 => findings.add_control(1, search(None)),
        2 => findings.add_study(0, vec![drift()]),
        _ => findings.add_study(1, Vec::new()),
    }
}

proptest! {
    #[test]
    fn joining_any_partition_in_any_order_gives_the_findings_of_the_whole(
        events in vec((event(), 0_usize..4), 0..40),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
        backwards in any::<bool>(),
    ) {
        let claim = claim(Quantifier::ForAll);
        let mut whole = Findings::new(&claim);
        events.iter().enumerate().for_each(|(task, (event, _))| add(&mut whole, &claim, task, event));
        (0..4).for_each(|number| add_searches(&mut whole, number));

        let part_of = |number: usize| {
            let mut findings = Findings::new(&claim);
            let mut own: Vec<_> = events.iter().enumerate().filter(|(_, (_, part))| *part == number).collect();
            if backwards {
                own.reverse();
            }
            add_searches(&mut findings, number);
            own.into_iter().for_each(|(task, (event, _))| add(&mut findings, &claim, task, event));
            findings
        };
        let [first, second, third, fourth] = order.map(part_of);
        let joined = |mut left: Findings, right: Findings| {
            left.merge(right);
            left
        };
        let in_a_row = [&second, &third, &fourth].into_iter().cloned().fold(first.clone(), joined);
        prop_assert_eq!(&in_a_row, &whole);
        let in_pairs = joined(joined(fourth, third), joined(second, first));
        prop_assert_eq!(&in_pairs, &whole);

        let claims = [claim];
        let found = ShardFindings { tasks: whole.tasks(), findings: vec![whole] };
        let settings = with_campaign(false, |campaign| campaign.settings(&claims));
        let file = ShardFile::new(Path::new("x"), Shard::WHOLE, settings, &found, &claims);
        let read = ShardFile::parse(&file.to_text(), "x").and_then(|file| file.into_findings(&claims));
        prop_assert_eq!(read.expect("a file that was written is read"), found.findings);
    }

    #[test]
    fn a_file_with_a_changed_byte_is_read_or_refused(place in 0_usize..6000, byte in prop::sample::select(&b"0179-/\"[]{}:, xe"[..])) {
        let claims = [claim(Quantifier::ForAll)];
        let mut bytes = file_of(&claims, Shard::WHOLE, false).to_text().into_bytes();
        let place = place % bytes.len();
        bytes[place] = byte;
        let text = String::from_utf8(bytes).expect("ASCII");
        if let Ok(file) = ShardFile::parse(&text, "x") {
            let is_whole = file.data.shard == Shard::WHOLE && file.data.tasks == 84;
            if let Ok(merger) = Merger::new(file, &claims) {
                prop_assert_eq!(merger.finish().is_ok(), is_whole);
            }
        }
    }
}
