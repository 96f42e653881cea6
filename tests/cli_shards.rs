//! `spma verify --shard` and `--merge` as a user runs them.

mod command;

use std::fs;
use std::path::Path;

use command::{refusal, spma};
use serde_json::Value;
use tempfile::tempdir;

/// Quick claims with every kind of task: instances in a domain and on models,
/// controls, witnesses, studies.
const QUICK: [&str; 6] = ["L6", "L9", "A3", "--models", "chain:n=3", "forest3"];

/// What a run leaves behind, without the time it took.
#[derive(Debug, PartialEq)]
struct Results {
    code: i32,
    table: String,
    report: Value,
    cases: Vec<(String, String)>,
}

/// Runs `verify` with a report and case files in a folder of their own.
fn results(args: &[&str]) -> Results {
    let folder = tempdir().unwrap();
    let answer = spma(folder.path(), &[&["verify"], args, &["--json", "report.json"]].concat());
    let text = fs::read_to_string(folder.path().join("report.json")).unwrap();
    let mut report: Value = serde_json::from_str(&text).unwrap();
    report.as_object_mut().unwrap().remove("elapsed_s").expect("the report has a time");
    let mut cases: Vec<(String, String)> = fs::read_dir(folder.path().join("spma-cases"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    cases.sort();
    let lines: Vec<&str> = answer.stdout.lines().collect();
    let (last, table) = lines.split_last().expect("a last line");
    assert!(last.contains(" s, seed "), "{last}");
    Results { code: answer.code, table: table.join("\n"), report, cases }
}

/// Runs all shards with the given options; the paths of their files.
fn shards(folder: &Path, options: &[&str], of: u32) -> Vec<String> {
    let run = |number: u32| {
        let (shard, name) = (format!("{number}/{of}"), format!("{number}-of-{of}.json"));
        let answer = spma(folder, &[&["verify"], options, &["--shard", &shard, "--json", &name]].concat());
        let last = answer.stdout.lines().last().expect("a last line");
        assert!(last.starts_with(&format!("shard {shard}: ")) && last.contains("verdict of the whole"), "{last}");
        folder.join(name).display().to_string()
    };
    (1..=of).map(run).collect()
}

fn merge(files: &[String]) -> Results {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    results(&[&["--merge"], &files[..]].concat())
}

#[test]
fn joined_shards_equal_the_single_run() {
    let whole = results(&QUICK);
    assert_eq!(whole.code, 0, "{}", whole.table);
    assert!(!whole.cases.is_empty());
    let folder = tempdir().unwrap();
    for of in [1, 2, 3, 7] {
        let mut files = shards(folder.path(), &QUICK, of);
        files.reverse();
        assert_eq!(merge(&files), whole, "{of} shards");
    }
}

#[test]
fn more_shards_than_tasks_leave_some_without_a_task() {
    let folder = tempdir().unwrap();
    let options = ["A3", "--seed", "5", "--models", "chain:n=3"];
    let files = shards(folder.path(), &options, 9);
    let answer = spma(folder.path(), &[&["verify"], &options[..], &["--shard", "9/9", "--json", "x.json"]].concat());
    assert_eq!(answer.code, 0);
    let empty = files.iter().filter(|file| fs::read_to_string(file).unwrap().contains("\"done\": 0"));
    assert!(empty.count() > 0, "every shard had a task");
    assert_eq!(merge(&files), results(&options));
}

#[test]
fn an_undecided_instance_shows_in_its_shard_and_in_the_whole() {
    let folder = tempdir().unwrap();
    let options = ["L6", "--models", "chain:n=3", "--scalar", "interval"];
    let files = shards(folder.path(), &options, 2);
    let answer = spma(folder.path(), &[&["verify"], &options[..], &["--shard", "1/2", "--json", "x.json"]].concat());
    assert_eq!(answer.code, 3);
    assert!(answer.stdout.contains("undecided") && !answer.stdout.contains("UNDECIDED"), "{}", answer.stdout);
    let whole = results(&options);
    assert_eq!(whole.code, 3);
    assert_eq!(merge(&files), whole);
}

#[test]
fn a_shard_is_the_same_on_any_number_of_threads_and_writes_no_cases() {
    let folder = tempdir().unwrap();
    let text = |jobs: &str| {
        let shard = ["--shard", "2/3", "--json", "s.json", "--jobs", jobs];
        let answer = spma(folder.path(), &[&["verify"], &QUICK[..], &shard].concat());
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        fs::read_to_string(folder.path().join("s.json")).unwrap()
    };
    let one = text("1");
    assert_eq!(one, text("2"));
    let json: Value = serde_json::from_str(&one).unwrap();
    assert_eq!((&json["schema"], &json["shard"]), (&"spma-verify-shard/1".into(), &"2/3".into()));
    assert_eq!(json["settings"]["models"][1]["name"], "forest3");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the file of the shard is written");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let folder = tempdir().unwrap();
    let cases: [(&[&str], &str); 14] = [
        (&["L9", "--shard", "1/2"], "--json"),
        (&["L9", "--shard", "0/2", "--json", "x"], "1 <= i <= n <= 10000"),
        (&["L9", "--shard", "3/2", "--json", "x"], "1 <= i <= n <= 10000"),
        (&["L9", "--shard", "1/10001", "--json", "x"], "1 <= i <= n <= 10000"),
        (&["L9", "--shard", "half", "--json", "x"], "1 <= i <= n <= 10000"),
        (&["L9", "--shard", "1/2", "--json", "x", "--cases", "y"], "--cases"),
        (&["--shard", "1/2", "--json", "x", "--merge", "y"], "--merge"),
        (&["L9", "--merge", "y"], "--merge"),
        (&["--full", "--merge", "y"], "--full"),
        (&["--seed", "1", "--merge", "y"], "--seed"),
        (&["--models", "chain:n=3", "--merge", "y"], "--models"),
        (&["--gamma", "1/2", "--merge", "y"], "--gamma"),
        (&["--no-studies", "--merge", "y"], "--no-studies"),
        (&["--merge"], "--merge"),
    ];
    for (options, expected) in cases {
        let answer = spma(folder.path(), &[&["verify"], options].concat());
        assert_eq!((answer.code, answer.stdout.as_str()), (1, ""), "{options:?}");
        assert!(answer.stderr.contains(expected), "{options:?}: {}", answer.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written");
}

/// The message of a merge that must be refused, and leaves no files.
fn merge_refusal(folder: &Path, files: &[&str]) -> String {
    let before = fs::read_dir(folder).unwrap().count();
    let message = refusal(folder, &[&["verify", "--json", "report.json", "--merge"], files].concat());
    assert_eq!(fs::read_dir(folder).unwrap().count(), before, "something was written");
    message
}

#[test]
fn shards_that_do_not_fit_together_are_refused_with_file_and_field() {
    let folder = tempdir().unwrap();
    let shard = |name: &str, shard: &str, options: &[&str]| {
        let args = [&["verify", "--shard", shard, "--json", name], options].concat();
        assert_eq!(spma(folder.path(), &args).code, 0, "{args:?}");
    };
    let model = |reward: &str| {
        let text = format!("idstatefrom,idaction,idstateto,probability,reward\n0,0,0,1,{reward}\n0,1,0,1,1/2\n");
        fs::write(folder.path().join("mine.csv"), text).unwrap();
    };
    let options = ["L9", "--models", "mine.csv"];
    model("1");
    shard("1.json", "1/2", &options);
    shard("2.json", "2/2", &options);
    shard("third.json", "3/3", &options);
    shard("seed.json", "2/2", &[&options[..], &["--seed", "2"]].concat());
    shard("bits.json", "2/2", &[&options[..], &["--bits", "256"]].concat());
    shard("studies.json", "2/2", &[&options[..], &["--no-studies"]].concat());
    shard("claims.json", "2/2", &["L9", "A3", "--models", "mine.csv"]);
    shard("gamma.json", "2/2", &[&options[..], &["--gamma", "1/3"]].concat());
    model("1/3");
    shard("model.json", "2/2", &options);
    let cases: [(&[&str], &[&str]); 12] = [
        (&["2.json"], &["1 of 2 shards are missing: 1/2"]),
        (&["1.json", "2.json", "1.json"], &["1.json: the field `shard` is `1/2`", "give each shard once"]),
        (
            &["1.json", "third.json"],
            &["third.json: the field `shard` is one of 3 shards, but one of 2 shards in 1.json"],
        ),
        (&["1.json", "seed.json"], &["seed.json: the field `settings.seed` is 2, but 1 in 1.json"]),
        (&["1.json", "bits.json"], &["bits.json: the field `settings.scalar` is \"auto:256\", but \"auto:4096\""]),
        (&["1.json", "studies.json"], &["studies.json: the field `settings.studies` is false, but true"]),
        (&["1.json", "claims.json"], &["claims.json: the field `settings.claims` is a list of 2, but a list of 1"]),
        (&["1.json", "gamma.json"], &["gamma.json: the field `settings.models[0].gamma` is \"1/3\", but \"9/10\""]),
        (&["1.json", "model.json"], &["model.json: the field `settings.models[0].sha256` is "]),
        (&["1.json", "none.json"], &["cannot read none.json"]),
        (&["mine.csv"], &["mine.csv is not a file written by `spma verify --shard`", "line 1"]),
        (&["."], &["cannot read ."]),
    ];
    for (files, expected) in cases {
        let message = merge_refusal(folder.path(), files);
        for part in expected {
            assert!(message.contains(part), "{files:?}: {message}");
        }
    }
}

#[test]
fn files_of_another_format_version_or_set_of_claims_are_refused() {
    let folder = tempdir().unwrap();
    let file = &shards(folder.path(), &["L9", "--models", "chain:n=3"], 1)[0];
    let text = fs::read_to_string(file).unwrap();
    let changes = [
        ("spma-verify-shard/1", "spma-verify/1", "changed.json: the field `schema` is `spma-verify/1`"),
        (env!("CARGO_PKG_VERSION"), "0.0.1", "changed.json: the field `version` is `0.0.1`"),
        ("\"L9\"", "\"L77\"", "changed.json: unknown claim id `L77`"),
        ("\"L9\"", "\"l9\"", "changed.json: the field `settings.claims`"),
        ("\"skipped\": 0", "\"skipped\": 1", "changed.json: the field `interrupted`"),
        ("\"done\"", "\"finished\"", "changed.json is not a file written by"),
    ];
    for (from, to, expected) in changes {
        assert!(text.contains(from), "{from}");
        fs::write(folder.path().join("changed.json"), text.replacen(from, to, 1)).unwrap();
        let message = merge_refusal(folder.path(), &["changed.json"]);
        assert!(message.contains(expected), "{from}: {message}");
    }
    fs::write(folder.path().join("changed.json"), &text[..text.len() / 2]).unwrap();
    assert!(merge_refusal(folder.path(), &["changed.json"]).contains("changed.json is not a file written by"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_a_partial_shard_and_the_whole_says_so() {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use command::Answer;

    let folder = tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_spma"));
    command.args(["verify", "--full", "--shard", "1/1", "--json", "s.json"]).current_dir(folder.path());
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(3));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let answer = Answer::from(child.wait_with_output().unwrap());
    assert_eq!(answer.code, 3, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stdout.contains("(partial)") && answer.stdout.contains("interrupted:"), "{}", answer.stdout);
    let text = fs::read_to_string(folder.path().join("s.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["interrupted"], true);
    let answer = spma(folder.path(), &["verify", "--merge", "s.json"]);
    assert_eq!(answer.code, 3);
    assert!(answer.stdout.contains("run again and join again: shard 1/1"), "{}", answer.stdout);
    assert!(answer.stdout.contains("UNDECIDED (partial)"), "{}", answer.stdout);
}
