//! Conjecture files: TOML with formulas.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::error::{ConjectureFileError, FileText};
use super::expression::Comparison;
use super::quantity::find;
use super::resolve::{self, MeaningError, Names, Scope};
use super::statement::{Formulas, NamedHypothesis};
use super::syntax::{self, SyntaxError};
use super::{Conjecture, ConjecturePart};
use crate::claim::Belief;
use crate::printable::is_plain;
use crate::search::Domain;

/// Version of the file format.
pub const CONJECTURE_SCHEMA: &str = "spma-conjecture/1";

/// Longest file read.
const MOST_BYTES: u64 = 1_000_000;

/// Longest formula.
const MOST_CHARACTERS: usize = 20_000;

/// The hypothesis that stands for the paper's setting,
const PAPER: &str = "paper";

/// which is this.
const PAPER_HYPOTHESES: [&str; 5] = ["0 <= r_min", "r_max <= 1", "0 < eta", "eta <= 1 - gamma", "0 < pi_min"];

/// Where to look for instances, by name.
const DOMAINS: [(&str, Domain); 11] = [
    ("distribution", Domain::Distribution),
    ("two distributions", Domain::TwoDistributions),
    ("bandit", Domain::Bandit),
    ("uniform bandit", Domain::UniformBandit),
    ("any mdp", Domain::AnyMdp),
    ("mdp", Domain::Mdp),
    ("mdp run", Domain::MdpRun),
    ("two policies", Domain::TwoPolicies),
    ("improving pair", Domain::ImprovingPair),
    ("extreme mdp", Domain::ExtremeMdp),
    ("small mdp", Domain::SmallMdp),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileData {
    schema: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    title: Option<Spanned<String>>,
    #[serde(default)]
    believed: BeliefData,
    instances: Spanned<String>,
    #[serde(default)]
    hypotheses: Vec<Spanned<String>>,
    #[serde(default)]
    claim: Option<Spanned<String>>,
    #[serde(default)]
    claims: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default, rename = "let")]
    names: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BeliefData {
    #[default]
    Open,
    True,
    False,
}

/// Reads a conjecture file.
///
/// # Errors
/// [`ConjectureFileError`] names the file, the line, and what was expected there.
pub fn read(path: &Path) -> Result<Conjecture, ConjectureFileError> {
    let file = path.display().to_string();
    let failed = |error: std::io::Error| ConjectureFileError::whole(&file, format!("cannot be read: {error}"));
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ConjectureFileError::whole(&file, format!("longer than {MOST_BYTES} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        ConjectureFileError::whole(&file, format!("not UTF-8 from byte {place} on"))
    })?;
    parse(&text, &file)
}

/// Reads a conjecture from text; `file` is for messages.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str, file: &str) -> Result<Conjecture, ConjectureFileError> {
    if text.trim().is_empty() {
        let message = "the file is empty; start from one of examples/, e.g. examples/three-halves.toml";
        return Err(ConjectureFileError::whole(file, message));
    }
    let source = Source { text, file };
    let data: FileData = toml::from_str(text).map_err(|error| {
        // The reader's own rendering repeats the line.
        let message = error.message().to_owned();
        error.span().map_or_else(
            || ConjectureFileError::whole(file, message.clone()),
            |span| ConjectureFileError::at(file, text, span, message.clone()),
        )
    })?;
    if data.schema.get_ref() != CONJECTURE_SCHEMA {
        let message = format!("this version reads the schema `{CONJECTURE_SCHEMA}`");
        return Err(source.error(&data.schema, message));
    }
    let name = source.checked_name(&data.name)?;
    let domain = source.domain(&data.instances)?;
    let names = source.abbreviations(data.names)?;
    let hypotheses = source.hypotheses(&data.hypotheses, &names)?;
    let claims = source.claims(&name, data.claim, data.claims)?;
    let is_in_paper_setting = data.hypotheses.iter().any(|own| own.get_ref() == PAPER);
    let whole = Arc::new(FileText { file: file.to_owned(), text: text.to_owned() });
    let mut parts = Vec::with_capacity(claims.len());
    for (part, text) in claims {
        let formulas = Formulas { hypotheses: hypotheses.clone(), claims: source.comparisons(&text, &names)? };
        parts.push(ConjecturePart::new(part, domain, formulas, Arc::clone(&whole)));
    }
    let believed = match data.believed {
        BeliefData::Open => Belief::Open,
        BeliefData::True => Belief::True,
        BeliefData::False => Belief::False,
    };
    let title = match &data.title {
        Some(title) => source.line(title, "a title")?,
        None => name.clone(),
    };
    Ok(Conjecture { name, title, believed, is_in_paper_setting, parts })
}

/// The text, for the places of errors.
struct Source<'s> {
    text: &'s str,
    file: &'s str,
}

impl Source<'_> {
    /// An error of a whole string of the file.
    fn error(&self, own: &Spanned<String>, message: impl Into<String>) -> ConjectureFileError {
        ConjectureFileError::at(self.file, self.text, own.span(), message)
    }

    /// An error at bytes of a formula.
    fn within(&self, own: &Spanned<String>, at: Range<usize>, message: &str) -> ConjectureFileError {
        match self.start_of(own) {
            Some(start) => ConjectureFileError::at(self.file, self.text, start + at.start..start + at.end, message),
            None => {
                let column = own.get_ref()[..at.start.min(own.get_ref().len())].chars().count() + 1;
                self.error(own, format!("at character {column} of the formula: {message}"))
            }
        }
    }

    /// Where the contents of a string begin in the file; `None` where escapes
    /// make them differ from what is written.
    fn start_of(&self, own: &Spanned<String>) -> Option<usize> {
        let written = self.text.get(own.span())?;
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes))?;
        let inner = written.strip_prefix(quotes)?.strip_suffix(quotes)?;
        // The first line break after three quotes is no part of the string.
        let skipped = if quotes.len() == 3 && inner.starts_with('\n') { 1 } else { 0 };
        (inner.get(skipped..)? == own.get_ref()).then_some(own.span().start + quotes.len() + skipped)
    }

    fn syntax(&self, own: &Spanned<String>, error: SyntaxError) -> ConjectureFileError {
        self.within(own, error.at, &error.message)
    }

    fn meaning(&self, own: &Spanned<String>, error: MeaningError) -> ConjectureFileError {
        self.within(own, error.at, &error.message)
    }

    fn checked_length(&self, own: &Spanned<String>) -> Result<(), ConjectureFileError> {
        if own.get_ref().len() > MOST_CHARACTERS {
            return Err(self.error(own, format!("a formula is at most {MOST_CHARACTERS} bytes long")));
        }
        Ok(())
    }

    fn checked_name(&self, own: &Spanned<String>) -> Result<String, ConjectureFileError> {
        let name = own.get_ref();
        let is_good = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !is_good {
            return Err(self.error(own, "a name is made of lower-case letters, digits and hyphens, a letter first"));
        }
        Ok(name.clone())
    }

    /// A text that is printed as it stands.
    fn line(&self, own: &Spanned<String>, what: &str) -> Result<String, ConjectureFileError> {
        let text = own.get_ref().trim();
        if text.is_empty() || !text.chars().all(is_plain) {
            let message = format!("{what} is one line, not empty, without control characters");
            return Err(self.error(own, message));
        }
        Ok(text.to_owned())
    }

    fn domain(&self, own: &Spanned<String>) -> Result<Domain, ConjectureFileError> {
        let found = DOMAINS.iter().find(|(name, _)| name == own.get_ref()).map(|(_, domain)| *domain);
        found.ok_or_else(|| {
            let known: Vec<String> = DOMAINS.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.error(own, format!("there are no instances `{}`; known: {}", own.get_ref(), known.join(", ")))
        })
    }

    /// Abbreviations in the order of the file: each may use those before it.
    fn abbreviations(&self, given: BTreeMap<Spanned<String>, Spanned<String>>) -> Result<Names, ConjectureFileError> {
        let mut given: Vec<(Spanned<String>, Spanned<String>)> = given.into_iter().collect();
        given.sort_by_key(|(name, _)| name.span().start);
        let mut names = Names::new();
        for (name, text) in given {
            let own = name.get_ref();
            let is_word = own.starts_with(|c: char| c.is_ascii_alphabetic())
                && own.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if !is_word {
                let message = "an abbreviation is made of letters, digits and underscores, a letter first";
                return Err(self.error(&name, message));
            }
            if find(own).is_some() {
                return Err(self.error(&name, format!("`{own}` is a quantity already")));
            }
            self.checked_length(&text)?;
            let ast = syntax::formula(text.get_ref()).map_err(|error| self.syntax(&text, error))?;
            let scope = Scope { names: &names, start: self.start_of(&text) };
            let expression = resolve::expression(&ast, scope).map_err(|error| self.meaning(&text, error))?;
            names.insert(own.clone(), Arc::new(expression));
        }
        Ok(names)
    }

    fn hypotheses(
        &self,
        given: &[Spanned<String>],
        names: &Names,
    ) -> Result<Vec<NamedHypothesis>, ConjectureFileError> {
        let mut all: Vec<NamedHypothesis> = Vec::new();
        for own in given {
            if own.get_ref() == PAPER {
                for text in PAPER_HYPOTHESES {
                    let comparisons = syntax::statement(text).expect("a comparison");
                    let scope = Scope { names, start: None };
                    let comparisons = resolve::comparisons(&comparisons, text, scope).expect("known quantities");
                    all.push(NamedHypothesis { name: text.to_owned(), comparisons });
                }
            } else {
                self.check_word(own)?;
                let name = own.get_ref().split_whitespace().collect::<Vec<_>>().join(" ");
                all.push(NamedHypothesis { name, comparisons: self.comparisons(own, names)? });
            }
        }
        Ok(all)
    }

    /// Refuses a hypothesis that is one word, and so no comparison.
    fn check_word(&self, own: &Spanned<String>) -> Result<(), ConjectureFileError> {
        let word = own.get_ref().trim();
        if word.is_empty() || !word.chars().all(char::is_alphabetic) {
            return Ok(());
        }
        let is_near = strsim::damerau_levenshtein(&word.to_lowercase(), PAPER) <= 2;
        let remedy = if is_near { format!("did you mean `{PAPER}`?") } else { "write one, e.g. `0 < eta`".to_owned() };
        Err(self.error(own, format!("a hypothesis is a comparison or `{PAPER}`, and `{word}` is neither; {remedy}")))
    }

    fn comparisons(&self, own: &Spanned<String>, names: &Names) -> Result<Vec<Comparison>, ConjectureFileError> {
        self.checked_length(own)?;
        let text = own.get_ref();
        let chain = syntax::statement(text).map_err(|error| self.syntax(own, error))?;
        let scope = Scope { names, start: self.start_of(own) };
        resolve::comparisons(&chain, text, scope).map_err(|error| self.meaning(own, error))
    }

    /// The statements with their names, in the order of the file.
    fn claims(
        &self,
        name: &str,
        one: Option<Spanned<String>>,
        several: BTreeMap<Spanned<String>, Spanned<String>>,
    ) -> Result<Vec<(String, Spanned<String>)>, ConjectureFileError> {
        match (one, several.is_empty()) {
            (Some(one), true) => Ok(vec![(name.to_owned(), one)]),
            (None, false) => {
                let mut all: Vec<(Spanned<String>, Spanned<String>)> = several.into_iter().collect();
                all.sort_by_key(|(name, _)| name.span().start);
                let named = |(name, text)| Ok((self.line(&name, "the name of a claim")?, text));
                all.into_iter().map(named).collect()
            }
            (Some(one), false) => Err(self.error(&one, "write either `claim` or the table [claims]")),
            (None, true) => Err(ConjectureFileError::whole(
                self.file,
                "nothing is claimed; add `claim = \"left <= right\"` or a table [claims] of several",
            )),
        }
    }
}
