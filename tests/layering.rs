//! The layers of the crate: each may use itself and those below it. Unit tests are no part of a layer: those of a search
//! may search in a claim.

use std::fs;
use std::path::{Path, PathBuf};

/// From the lowest to the highest. Modules of one group may use each other: a
/// claim holds its domain and its second transcription.
const LAYERS: [&[&str]; 14] = [
    &["printable"],
    &["scalar"],
    &["prove"],
    &["statistics"],
    &["mdp"],
    &["algorithm"],
    &["approximation"],
    &["model_io"],
    &["family"],
    &["claim", "replay", "search", "study"],
    &["conjecture"],
    &["theorems"],
    &["report"],
    &["cli"],
];

/// The only layer that may know the claims by name.
const KNOWS_THEOREMS: &str = "cli";

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|group| group.contains(&layer))
}

/// One path out of a file that the layering forbids.
#[derive(Debug, PartialEq, Eq)]
struct Offence {
    line: usize,
    uses: String,
}

/// The offences of a file whose module path is `module`, e.g. `["claim", "ladder"]`.
fn offences(module: &[&str], source: &str) -> Vec<Offence> {
    let Some(own) = module.first().and_then(|layer| rank(layer)) else { return Vec::new() };
    let code = without_comments(without_tests(source));
    let mut found = Vec::new();
    for (place, uses) in used_layers(module, &code) {
        let is_higher = rank(&uses).is_some_and(|other| other > own);
        let is_private = uses == "theorems" && !matches!(module[0], KNOWS_THEOREMS | "theorems");
        if is_higher || is_private {
            found.push(Offence { line: code[..place].matches('\n').count() + 1, uses });
        }
    }
    found
}

/// The source up to its module of tests, which is the last thing in a file.
fn without_tests(source: &str) -> &str {
    source.split("\n#[cfg(test)]\nmod tests {").next().expect("a split has a first part")
}

/// Is this a file of tests alone?
fn is_test(module: &[String]) -> bool {
    module.iter().any(|part| part == "tests")
}

/// The source with comments blanked out; line numbers stay.
fn without_comments(source: &str) -> String {
    source.lines().map(|line| line.find("//").map_or(line, |start| &line[..start])).collect::<Vec<_>>().join("\n")
}

/// First segments of all paths that start at the root of the crate: `crate::x`,
/// `crate::{x, y::z}`, and `super::super::x` where that leaves the layer.
fn used_layers(module: &[&str], code: &str) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for (place, _) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        if code[..place].ends_with("super::") || code[..place].ends_with(is_word) {
            continue;
        }
        let mut rest = &code[place..];
        let mut depth = module.len();
        while let Some(shorter) = rest.strip_prefix("super::") {
            (rest, depth) = (shorter, depth.saturating_sub(1));
        }
        if let Some(shorter) = rest.strip_prefix("crate::") {
            (rest, depth) = (shorter, 0);
        }
        if depth == 0 {
            used.extend(first_segments(rest).into_iter().map(|segment| (place, segment)));
        }
    }
    used
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// `x` of `x::y`; `x` and `y` of `{x::{a, b}, y}`.
fn first_segments(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|&c| is_word(c)).collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut segments, mut depth, mut start) = (Vec::new(), 0, 0);
    for (place, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            ',' if depth == 0 => {
                segments.push(word(&group[start..]));
                start = place + 1;
            }
            '}' if depth == 0 => {
                segments.push(word(&group[start..]));
                break;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    segments
}

/// Every Rust file below a directory.
fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a readable directory") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// `["claim", "ladder"]` for `claim/ladder.rs`, `["claim"]` for `claim/mod.rs`.
fn module_of(relative: &Path) -> Vec<String> {
    let mut module: Vec<String> =
        relative.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

#[test]
fn no_layer_uses_a_higher_one_and_only_the_command_line_knows_the_theorems() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("src");
    let mut files = Vec::new();
    for path in rust_files(&source) {
        let module = module_of(path.strip_prefix(&source).expect("a path below src"));
        files.push((path, module));
    }
    for path in rust_files(&root.join("theorems")) {
        let module = module_of(path.strip_prefix(root).expect("a path below the root"));
        files.push((path, module));
    }
    files.retain(|(_, module)| !is_test(module));
    assert!(files.len() > 100, "the files of the crate were not found: {}", files.len());
    let mut complaints = Vec::new();
    for (path, module) in &files {
        let module: Vec<&str> = module.iter().map(String::as_str).collect();
        if !matches!(module[..], ["lib" | "main"]) {
            assert!(rank(module[0]).is_some(), "{}: give its layer a place in LAYERS", path.display());
        }
        let text = fs::read_to_string(path).expect("a readable file");
        let offences = offences(&module, &text);
        complaints.extend(offences.iter().map(|o| format!("{}:{} uses {}", path.display(), o.line, o.uses)));
    }
    assert!(complaints.is_empty(), "a layer uses one above it:\n{}", complaints.join("\n"));
}

#[test]
fn the_check_sees_every_form_of_a_forbidden_path() {
    let uses = |module: &[&str], source: &str| -> Vec<String> {
        offences(module, source).into_iter().map(|offence| offence.uses).collect()
    };
    assert_eq!(uses(&["mdp", "model"], "use crate::algorithm::Spma;"), ["algorithm"]);
    assert_eq!(
        uses(&["mdp", "model"], "use crate::{\n    scalar::{Field, f64},\n    cli,\n    report::print,\n};"),
        ["cli", "report"]
    );
    assert_eq!(uses(&["scalar", "kind"], "fn f() { $crate::mdp::g() }"), ["mdp"]);
    assert_eq!(uses(&["claim", "ladder"], "pub(crate) use super::super::theorems::all;"), ["theorems"]);
    assert_eq!(uses(&["report", "table"], "use crate::theorems;"), ["theorems"]);
    assert_eq!(uses(&["theorems", "l1_variance", "study"], "use super::super::super::report::print;"), ["report"]);
    let second_line = offences(&["scalar"], "use std::fmt;\nuse crate::mdp::Mdp;");
    assert_eq!(second_line, [Offence { line: 2, uses: "mdp".to_owned() }]);
}

#[test]
fn the_check_lets_allowed_paths_pass() {
    let none: [Offence; 0] = [];
    assert_eq!(offences(&["claim"], "use crate::search::Domain;\nuse crate::replay::Naive;"), none);
    assert_eq!(offences(&["cli", "list"], "for claim in crate::theorems::all() {}"), none);
    assert_eq!(offences(&["scalar"], "//! see [`Mdp`](crate::mdp::Mdp)"), none);
    assert_eq!(offences(&["theorems", "l1_variance"], "use super::hypotheses;"), none);
    assert_eq!(offences(&["mdp", "evaluation", "exact"], "use super::super::model::Mdp;"), none);
    let tested = "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use crate::theorems;\n}\n";
    assert_eq!(offences(&["search", "adversary"], tested), none);
}

#[test]
fn each_external_tool_is_named_in_exactly_one_source_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<PathBuf> = ["src", "theorems"].iter().flat_map(|folder| rust_files(&root.join(folder))).collect();
    for tool in ["z3", "cvc5", "coqc"] {
        let name = format!("\"{tool}\"");
        let named: Vec<&PathBuf> =
            files.iter().filter(|path| fs::read_to_string(path).expect("a readable file").contains(&name)).collect();
        assert_eq!(named.len(), 1, "{tool}: {named:?}");
    }
}
