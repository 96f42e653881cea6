//! `spma conjecture new NAME --from CLAIM`: a claim's folder as a conjecture's.

use std::fs;
use std::path::{Path, PathBuf};

use super::page::page;
use crate::cli::{CliError, select_claims};
use crate::report::write_atomically;
use crate::theorems;

/// Where conjectures live in a checkout.
const FOLDER: &str = "theorems/conjectures";

/// Words that are no names of modules.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The lines of the registry before which a new conjecture is entered.
const MODULE_MARK: &str = "// New conjectures are entered above this line.";
const ENTRY_MARK: &str = "        // New conjectures are listed above this line.";

/// Makes the folder and enters it in the registry. Returns the folder.
pub fn create(name: &str, from: &str) -> Result<PathBuf, CliError> {
    let module = module_name(name)?;
    let claims = select_claims(&[from.to_owned()])?;
    let source = claim_folder(claims[0].id)?;
    let registry_path = Path::new(FOLDER).join("mod.rs");
    let registry = read(&registry_path)?;
    let folder = Path::new(FOLDER).join(&module);
    if folder.exists() {
        return Err(CliError::Usage(format!("{} exists already; choose another name", folder.display())));
    }
    let registry = entered(&registry, &module).ok_or_else(|| {
        CliError::Usage(format!("{} has lost the lines that say where to enter conjectures", registry_path.display()))
    })?;
    fs::create_dir_all(&folder)
        .map_err(|error| CliError::Usage(format!("cannot make {}: {error}", folder.display())))?;
    let files = rust_files(&source)?;
    for file in &files {
        let text = read(&source.join(file))?;
        let text = if file == "mod.rs" { conjectured(&text, claims[0].id, name) } else { text };
        write_atomically(&folder.join(file), &text)?;
    }
    write_atomically(&folder.join("tests.rs"), &tests(name, &module))?;
    let page_of_claim = read(&source.join("README.md"))?;
    let source_name = source.file_name().map(|own| own.to_string_lossy().into_owned()).unwrap_or_default();
    let own_page = page(name, claims[0].id, &page_of_claim, &source_name, &files);
    write_atomically(&folder.join("README.md"), &own_page)?;
    write_atomically(&registry_path, &registry)?;
    Ok(folder)
}

/// `my-conjecture` as the name of a module.
fn module_name(name: &str) -> Result<String, CliError> {
    let is_good = name.chars().next().is_some_and(|first| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let refuse =
        |why: &str| Err(CliError::Usage(format!("`{name}` is no name for a conjecture: {why}; choose another")));
    if !is_good {
        return refuse("use lower-case letters, digits and hyphens, a letter first");
    }
    if name.ends_with('-') || name.contains("--") {
        return refuse("hyphens stand one by one, between letters and digits");
    }
    let module = name.replace('-', "_");
    if KEYWORDS.contains(&module.as_str()) {
        return refuse("it is a word of the Rust language, and the module is named after it");
    }
    if theorems::all().iter().any(|claim| claim.id.eq_ignore_ascii_case(name)) {
        return refuse("it is the id of a claim");
    }
    Ok(module)
}

fn claim_folder(id: &str) -> Result<PathBuf, CliError> {
    let prefix = format!("{}_", id.to_lowercase());
    let nowhere =
        || CliError::Usage(format!("there is no folder theorems/{prefix}* here; run it in a checkout of spma"));
    let folders = fs::read_dir("theorems").map_err(|_| nowhere())?;
    let mut paths = folders.filter_map(Result::ok).map(|entry| entry.path());
    paths.find(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&prefix))).ok_or_else(nowhere)
}

fn read(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|error| CliError::Usage(format!("cannot read {}: {error}", path.display())))
}

/// The files of formulas: studies and tests speak of the claim itself.
fn rust_files(folder: &Path) -> Result<Vec<String>, CliError> {
    let entries =
        fs::read_dir(folder).map_err(|error| CliError::Usage(format!("cannot read {}: {error}", folder.display())))?;
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(".rs") && is_formula(name)).collect();
    files.sort();
    Ok(files)
}

fn is_formula(file: &str) -> bool {
    !file.contains("study") && file != "tests.rs" && file != "small.rs"
}

/// The record of a claim under another name, without its studies.
fn conjectured(text: &str, id: &str, name: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let module = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        if module.is_some_and(|module| !is_formula(&format!("{module}.rs")) && module != "tests") {
            continue;
        }
        let line = line.replace("super::", "crate::theorems::");
        lines.push(match line.trim_start() {
            start if start.starts_with("id: ") => line.replace(&format!("{id:?}"), &format!("{name:?}")),
            start if start.starts_with("studies: ") => "        studies: Vec::new(),".to_owned(),
            _ => line,
        });
    }
    lines[0] = format!("//! Conjecture {name}, made from {id}: change the formulas here and in `naive.rs`.");
    lines.join("\n") + "\n"
}

/// The registry with one conjecture more; `None` without its marks.
fn entered(registry: &str, module: &str) -> Option<String> {
    if !registry.contains(MODULE_MARK) || !registry.contains(ENTRY_MARK) {
        return None;
    }
    let with_module = registry.replacen(MODULE_MARK, &format!("mod {module};\n{MODULE_MARK}"), 1);
    let entry = format!("        (Belief::Open, {module}::claim()),\n{ENTRY_MARK}");
    Some(with_module.replacen(ENTRY_MARK, &entry, 1))
}

fn tests(name: &str, module: &str) -> String {
    format!(
        "use super::claim;
use crate::claim::Outcome;
use crate::scalar::Truth;
use crate::theorems::tests::kind_for;

#[test]
fn {module}_is_not_refuted_by_the_first_instances_of_its_domains() {{
    for part in claim().parts {{
        for index in 0..40 {{
            let instance = part.domain.instance(1, index);
            let outcome = part.statement.decide(&instance, kind_for(part.statement.as_ref()));
            let refuted = matches!(outcome, Outcome::Compared {{ truth: Truth::No, .. }});
            assert!(!refuted, \"{name} ({{}}) is refuted at {{instance:?}}\", part.name);
        }}
    }}
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_becomes_that_of_a_conjecture() {
        let text = "//! M1.\n\nmod naive;\nmod study;\n#[cfg(test)]\nmod tests;\n\nuse super::hypotheses;\n\
                    Claim {\n        id: \"M1\",\n        studies: vec![study::study()],\n}\n";
        let made = conjectured(text, "M1", "faster-rate");
        assert!(made.starts_with("//! Conjecture faster-rate, made from M1"));
        assert!(made.contains("mod naive;\n#[cfg(test)]\nmod tests;\n"), "{made}");
        assert!(made.contains("use crate::theorems::hypotheses;"));
        assert!(made.contains("id: \"faster-rate\"") && made.contains("studies: Vec::new(),"));
        assert!(!made.contains("study"));
    }

    #[test]
    fn names_that_are_no_modules_are_refused() {
        assert_eq!(module_name("a-rate-2").ok().as_deref(), Some("a_rate_2"));
        for name in
            ["", "A", "2a", "a/b", "a b", "../x", "a_b", "a-", "a--b", "self", "crate", "type", "try", "m1", "s2"]
        {
            assert!(module_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn the_registry_keeps_its_marks() {
        let registry = format!("{MODULE_MARK}\nvec![\n{ENTRY_MARK}\n]\n");
        let twice = entered(&registry, "a").and_then(|once| entered(&once, "b")).expect("the marks are kept");
        assert!(twice.contains("mod a;\nmod b;\n"));
        assert!(twice.contains("(Belief::Open, a::claim()),\n        (Belief::Open, b::claim()),\n"));
        assert_eq!(entered("no marks", "a"), None);
    }
}
