//! What ties a proof on file to a claim: digests of its formulas, its Coq files and its queries.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_embed::RustEmbed;

use crate::prove::{Item, Language, Ledger, LedgerError, Present, PresentItem, Task, digest, essence};

/// Formulas, proofs and what they assume, as they were when the program was built.
#[derive(RustEmbed)]
#[folder = "theorems/"]
#[include = "*.rs"]
#[include = "*.v"]
#[include = "*/proof.assumptions"]
struct Sources;

/// Where the ledger is in a checkout.
pub const LEDGER: &str = "theorems/proofs.json";

/// The ledger that was committed.
///
/// # Errors
/// When it is no ledger; a test keeps it from being committed.
pub fn ledger() -> Result<Ledger, LedgerError> {
    Ledger::parse(include_str!("proofs.json"), LEDGER)
}

/// The texts of `Sources`, by path below `theorems/`.
pub struct ProofSources(BTreeMap<String, String>);

/// The Coq files of a claim.
pub struct CoqFiles {
    /// Its own files.
    pub own: Vec<String>,
    /// The headline theorems, with what they assume, as on file.
    pub assumptions: String,
    /// Lines of its own files.
    pub lines: usize,
}

impl ProofSources {
    /// As they were when the program was built.
    pub fn embedded() -> Self {
        let text = |path: &str| Some(String::from_utf8_lossy(&Sources::get(path)?.data).into_owned());
        ProofSources(Sources::iter().filter_map(|path| Some((path.to_string(), text(&path)?))).collect())
    }

    /// From texts by path below `theorems/`.
    pub fn new(texts: BTreeMap<String, String>) -> Self {
        ProofSources(texts)
    }

    /// The first Coq file that is not the same in the checkout at `root`.
    pub fn first_other_proof(&self, root: &Path) -> Option<&str> {
        let same = |path: &str, text: &str| {
            std::fs::read_to_string(root.join("theorems").join(path)).is_ok_and(|found| found == text)
        };
        let mut proofs = self.0.iter().filter(|(path, _)| path.ends_with(".v"));
        proofs.find(|(path, text)| !same(path, text)).map(|(path, _)| path.as_str())
    }

    /// What a claim and its proofs look like.
    pub fn present(&self, id: &str, items: &[Item]) -> Present {
        let item = |item: &Item| PresentItem {
            name: item.name.clone(),
            size: item.size,
            encoding: encoding(item),
            is_claimed: !item.is_control(),
            is_example: matches!(item.task, Task::Example(_)),
        };
        Present {
            formulas: self.digest_of(self.formula_files(id), Language::Rust),
            coq_sources: self.coq_sources(id),
            items: items.iter().map(item).collect(),
        }
    }

    /// The files of a claim's formulas: its record and what that mounts or uses, but neither its second transcription nor
    /// its studies, encodings and tests. Use is told by name: a file that shares its name with a function counts too often,
    /// which makes proofs stale that are not, never the other way round.
    pub fn formula_files(&self, id: &str) -> BTreeSet<String> {
        let mut files: BTreeSet<String> = self.own_formulas(&self.folder(id)).collect();
        loop {
            let texts: Vec<&str> = files.iter().map(|file| self.0[file].as_str()).collect();
            let used = |module: &str| texts.iter().any(|text| words(text).any(|word| word == module));
            let mut more: BTreeSet<String> = BTreeSet::new();
            for path in self.0.keys() {
                match path.split_once('/') {
                    None if is_shared(path) && path.strip_suffix(".rs").is_some_and(used) => {
                        more.insert(path.clone());
                    }
                    Some((folder, "mod.rs")) if is_claim(folder) && used(folder) => {
                        more.extend(self.own_formulas(folder))
                    }
                    _ => {}
                }
            }
            if more.is_subset(&files) {
                return files;
            }
            files.extend(more);
        }
    }

    /// The Coq files of a claim; `None` when it has none.
    pub fn coq_files(&self, id: &str) -> Option<CoqFiles> {
        let folder = self.folder(id);
        let assumptions = self.0.get(&format!("{folder}/proof.assumptions"))?.clone();
        let prefix = format!("{folder}/");
        let own: Vec<String> =
            self.0.keys().filter(|path| path.starts_with(&prefix) && path.ends_with(".v")).cloned().collect();
        let lines = own.iter().map(|path| self.0[path].lines().count()).sum();
        Some(CoqFiles { own, assumptions, lines })
    }

    /// The digest of the Coq files a claim's proof depends on, and of what it assumes.
    fn coq_sources(&self, id: &str) -> Option<String> {
        let CoqFiles { own, assumptions, .. } = self.coq_files(id)?;
        let (mut files, mut open) = (BTreeSet::new(), own);
        while let Some(file) = open.pop() {
            let required = self.0.get(&file).map(|text| required(text)).unwrap_or_default();
            if files.insert(file) {
                open.extend(required);
            }
        }
        files.retain(|file| self.0.contains_key(file));
        let proof = self.digest_of(files, Language::Coq);
        Some(digest([("proof", proof.as_str()), ("assumptions", assumptions.as_str())]))
    }

    fn digest_of(&self, files: BTreeSet<String>, language: Language) -> String {
        let texts: Vec<(String, String)> = files
            .into_iter()
            .map(|file| (essence(&self.0[&file], language), file))
            .map(|(text, file)| (file, text))
            .collect();
        digest(texts.iter().map(|(file, text)| (file.as_str(), text.as_str())))
    }

    /// The folder of a claim: its name starts with the id.
    fn folder(&self, id: &str) -> String {
        let prefix = format!("{}_", id.to_lowercase());
        let mut folders = self.0.keys().filter_map(|path| path.split_once('/')).map(|(folder, _)| folder);
        folders.find(|folder| folder.starts_with(&prefix)).unwrap_or_default().to_owned()
    }

    fn own_formulas<'a>(&'a self, folder: &str) -> impl Iterator<Item = String> + use<'a> {
        let prefix = format!("{folder}/");
        self.0.keys().filter(move |path| path.strip_prefix(&prefix).is_some_and(is_formula)).cloned()
    }
}

/// A folder of a claim, not of what claims share.
fn is_claim(folder: &str) -> bool {
    folder.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
}

/// A file of a claim's folder on which its meaning depends.
fn is_formula(file: &str) -> bool {
    let others = ["tests.rs", "small.rs", "naive.rs"];
    file.ends_with(".rs") && !file.contains('/') && !file.contains("study") && !others.contains(&file)
}

/// A file beside the folders that holds formulas.
fn is_shared(file: &str) -> bool {
    file.ends_with(".rs") && !["mod.rs", "stored.rs", "proofs.rs", "fixed_instances.rs"].contains(&file)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
}

/// The files that `From Spma Require` names.
fn required(text: &str) -> Vec<String> {
    let mut files = Vec::new();
    for rest in text.split("From Spma Require").skip(1) {
        // The full stop that ends the sentence is followed by white space, the ones within names are not.
        for word in rest.split_whitespace().filter(|word| !["Import", "Export"].contains(word)) {
            let name = word.trim_end_matches('.');
            files.push(format!("{}.v", name.replace('.', "/")));
            if name != word {
                break;
            }
        }
    }
    files
}

/// The digest of the queries of an item.
fn encoding(item: &Item) -> String {
    let queries: Vec<(String, String)> =
        item.queries().into_iter().map(|(name, query)| (name, query.to_string())).collect();
    digest(queries.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}
