//! The README shows what the program does. With `UPDATE_README=1` the generated
//! parts are written instead of compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use spma::claim::{Claim, Ladder};
use spma::prove::{Entry, Item, Status};
use spma::scalar::ScalarKind;
use spma::search::{Campaign, ClaimReport, ModelInstances, Progress, StoredCases};
use spma::theorems;
use spma::theorems::proofs::ProofSources;

fn readme_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

struct Silent;

impl Progress for Silent {
    fn start(&self, _units: usize) {}
    fn advance(&self) {}
}

/// What a fixed run without models finds.
fn campaign(instances: usize, ladder: Ladder, claims: &[Claim]) -> Vec<ClaimReport> {
    let (stop, models) = (AtomicBool::new(false), ModelInstances::default());
    let campaign = Campaign {
        seed: 1,
        instances,
        search_limit: 20_000,
        ladder,
        studies: false,
        models: &models,
        stored: &StoredCases::new(theorems::worst_cases()).expect("valid cases"),
        stop: &stop,
        progress: &Silent,
    };
    campaign.run(claims)
}

/// The run behind both tables of claims.
fn rigorous_reports() -> &'static [ClaimReport] {
    static REPORTS: OnceLock<Vec<ClaimReport>> = OnceLock::new();
    REPORTS.get_or_init(|| campaign(200, Ladder::automatic(4096), &theorems::all()))
}

/// The table of claims.
fn claims_table() -> String {
    let claims = theorems::all();
    let mut table = String::from(
        "| id | claim | verdict | decided by | worst left/right | controls refuted |\n|---|---|---|---|---|---|\n",
    );
    for (claim, report) in claims.iter().zip(rigorous_reports()) {
        table.push_str(&row(claim, report));
    }
    table
}

/// The claims without controls: only an exact instance refutes one, whatever is asked for.
fn without_controls() -> Vec<Claim> {
    let claims = theorems::all().into_iter();
    claims.map(|claim| Claim { controls: Vec::new(), studies: Vec::new(), ..claim }).collect()
}

/// Claim by kind of evidence.
fn evidence_table() -> String {
    let claims = without_controls();
    let floats = [ScalarKind::F64, ScalarKind::BigFloat(256)].map(|kind| campaign(20, Ladder::fixed(kind), &claims));
    let ledger = theorems::proofs::ledger().expect("a ledger");
    let sources = ProofSources::embedded();
    let mut items: BTreeMap<&str, Vec<Item>> = theorems::small::encodings().into_iter().collect();
    let mut table = String::from("| id | f64 | MPFR | interval | exact | SMT | Coq |\n|---|---|---|---|---|---|---|\n");
    for (place, report) in rigorous_reports().iter().enumerate() {
        let agree = |report: &ClaimReport| {
            let counts = report.evidence.counts().iter();
            let own: usize = counts.filter(|(kind, _)| !kind.is_rigorous()).map(|(_, count)| count).sum();
            if own == 0 { "-".to_owned() } else { format!("{own}/{}", report.kept) }
        };
        let decided = |is_exact: bool| {
            let counts = report.evidence.counts().iter();
            let all: usize =
                counts.filter(|(kind, _)| (*kind == ScalarKind::Rational) == is_exact).map(|(_, count)| count).sum();
            if all == 0 { "-".to_owned() } else { all.to_string() }
        };
        let present = sources.present(report.id, &items.remove(report.id).unwrap_or_default());
        let entry = ledger.claims.get(report.id);
        let of_solvers = entry.map(|entry| Entry { coq: None, ..entry.clone() });
        let of_coq = entry.map(|entry| Entry { smt: Vec::new(), ..entry.clone() });
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            report.id,
            agree(&floats[0][place]),
            agree(&floats[1][place]),
            decided(false),
            decided(true),
            Status::of(of_solvers.as_ref(), &present),
            Status::of(of_coq.as_ref(), &present),
        ));
    }
    table
}

fn row(claim: &Claim, report: &ClaimReport) -> String {
    let ratio = report.worst.as_ref().map_or_else(
        || "-".to_owned(),
        |(ratio, _)| {
            let [lower, upper] = ratio.outward_decimals(6);
            if lower == upper { lower } else { format!("[{lower}, {upper}]") }
        },
    );
    let refuted = report.controls.iter().filter(|control| control.witness.is_some()).count();
    format!(
        "| [{}](theorems/{}/README.md) | {} | {} | {} | {ratio} | {refuted}/{} |\n",
        claim.id,
        folder(claim.id),
        // A bar would end the cell.
        claim.title.replace('|', "\\|"),
        report.verdict,
        report.evidence,
        claim.controls.len()
    )
}

/// The folder of a claim: its name starts with the id.
fn folder(id: &str) -> String {
    let prefix = format!("{}_", id.to_lowercase());
    let theorems = Path::new(env!("CARGO_MANIFEST_DIR")).join("theorems");
    let names = fs::read_dir(theorems).expect("theorems/").map(|entry| entry.expect("an entry").file_name());
    names
        .filter_map(|name| name.into_string().ok())
        .find(|name| name.starts_with(&prefix))
        .expect("each claim has a folder")
}

/// What a command prints, without the time it took.
fn output_of(command: &str) -> String {
    let text = String::from_utf8(run(command).stdout).expect("UTF-8");
    text.lines().map(|line| format!("{}\n", without_time(line))).collect()
}

/// What a command that fails says.
fn complaint_of(command: &str) -> String {
    let output = run(command);
    assert!(!output.status.success(), "{command} succeeds");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn run(command: &str) -> Output {
    let words = words(command);
    assert_eq!(words[0], "spma", "an example starts with spma");
    Command::new(env!("CARGO_BIN_EXE_spma"))
        .args(&words[1..])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs")
}

/// The words of a command; spaces between double quotes do not part them.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate();
    let parts = quoted.flat_map(|(place, part)| match place % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    parts.collect()
}

/// `3 claims in 2.1 s, seed 1` without the seconds.
fn without_time(line: &str) -> String {
    match line.split_once(" in ") {
        Some((claims, rest)) if claims.ends_with("claims") => {
            format!("{claims} in ... {}", rest.split_once(' ').map_or(rest, |(_, rest)| rest))
        }
        _ => line.to_owned(),
    }
}

/// The rows of a study whose text contains a part; all of them for none. `CLAIM STUDY PART`
fn study_rows(wanted: &str) -> String {
    let mut words = wanted.splitn(3, ' ');
    let (id, name) = (words.next().expect("a claim"), words.next().expect("a study"));
    let claim = theorems::all().into_iter().find(|claim| claim.id == id).expect("a known claim");
    let study = claim.studies.iter().find(|study| study.name == name).expect("a known study");
    let text = (study.table)().to_string();
    let part = words.next().unwrap_or_default();
    let rows: Vec<&str> =
        text.lines().enumerate().filter(|(n, row)| *n == 0 || row.contains(part)).map(|(_, row)| row).collect();
    assert!(rows.len() > 1, "no row of {id} {name} contains `{part}`");
    rows.iter().map(|row| format!("{row}\n")).collect()
}

/// A file of the repository.
fn file_text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a readable file")
}

/// A page with every generated part made anew.
fn regenerated(readme: &str) -> String {
    let mut text = String::new();
    let mut rest = readme;
    while let Some(start) = rest.find("<!-- ") {
        let marker_end = start + rest[start..].find("-->").expect("a closed marker") + "-->\n".len();
        let marker = rest[start + "<!-- ".len()..marker_end - "-->\n".len()].trim();
        let end = marker_end + rest[marker_end..].find("<!-- end -->").expect("an end marker");
        text.push_str(&rest[..marker_end]);
        match marker.split_once(": ") {
            Some(("example", command)) => text.push_str(&format!("```text\n{}```\n", output_of(command))),
            Some(("example-error", command)) => text.push_str(&format!("```text\n{}```\n", complaint_of(command))),
            Some(("file", path)) => text.push_str(&format!("```toml\n{}```\n", file_text(path))),
            Some(("rows", wanted)) => text.push_str(&format!("```text\n{}```\n", study_rows(wanted))),
            _ if marker == "evidence" => text.push_str(&evidence_table()),
            _ => {
                assert_eq!(marker, "claims", "an unknown marker");
                text.push_str(&claims_table());
            }
        }
        text.push_str("<!-- end -->\n");
        rest = &rest[end + "<!-- end -->\n".len()..];
    }
    text.push_str(rest);
    text
}

/// Compares a page with what would be generated now, or writes that.
fn assert_is_fresh(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(&path).expect("a readable page");
    let fresh = regenerated(&text);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, fresh).expect("a writable page");
    } else if text != fresh {
        let line = text.lines().zip(fresh.lines()).find(|(old, new)| old != new);
        panic!("{page} is out of date at {line:?}; run `UPDATE_README=1 cargo test --test readme`");
    }
}

#[test]
fn the_findings_show_figures_that_the_studies_give() {
    assert_is_fresh("FINDINGS.md");
}

#[test]
fn the_page_on_conjectures_shows_what_the_program_prints() {
    assert_is_fresh("docs/conjectures.md");
}

#[test]
fn the_page_on_tightness_shows_the_stored_worst_cases() {
    assert_is_fresh("docs/tightness.md");
}

#[test]
fn the_readme_shows_what_the_program_prints_and_finds() {
    assert_is_fresh("README.md");
}

#[test]
fn every_exit_code_of_the_program_is_in_the_readme() {
    use spma::cli::ExitCode;
    let readme = fs::read_to_string(readme_path()).expect("README.md");
    let codes = [
        (ExitCode::Success, "0 all met"),
        (ExitCode::BadInput, "1 usage or bad input"),
        (ExitCode::Refuted, "2 refuted"),
        (ExitCode::Undecided, "3 undecided"),
        (ExitCode::NothingSelected, "4 nothing selected"),
        (ExitCode::Drifted, "5 a rate constant has drifted"),
        (ExitCode::MissingTool, "6 a required tool is missing"),
        (ExitCode::ControlSurvived, "7 a control survived"),
        (ExitCode::Internal, "70 internal error"),
    ];
    for (code, text) in codes {
        assert!(text.starts_with(&(code as u8).to_string()) && readme.contains(text), "{text}");
    }
}
