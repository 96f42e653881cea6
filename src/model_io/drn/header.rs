//! The sections before `@model`.

use super::super::error::Fault;
use super::super::fields::{id, shown};
use super::lines::Lines;
use super::problem::DrnProblem;

/// What the header declares.
pub(super) struct Header {
    /// `@type: DTMC`.
    pub is_chain: bool,
    pub reward_models: Vec<String>,
    pub states: usize,
    /// `@nr_choices`; older files lack it.
    pub choices: Option<usize>,
}

/// Sections seen so far.
#[derive(Default)]
struct Sections {
    is_chain: Option<bool>,
    value_type: Option<()>,
    parameters: Option<()>,
    reward_models: Option<Vec<String>>,
    states: Option<usize>,
    choices: Option<usize>,
}

impl Header {
    /// Reads up to and including the line `@model`.
    pub fn read(lines: &mut Lines) -> Result<Self, Fault> {
        let mut sections = Sections::default();
        while let Some((line, content)) = lines.next_content() {
            if content == "@model" {
                return sections.finish();
            }
            sections.read(line, content, lines)?;
        }
        Err(Fault::whole(DrnProblem::MissingSection("@model")))
    }
}

impl Sections {
    fn read(&mut self, line: usize, content: &str, lines: &mut Lines) -> Result<(), Fault> {
        let fault = |problem: DrnProblem| Fault::at(line, problem);
        let (name, inline) = content.split_once(':').map_or((content, ""), |(name, value)| (name, value.trim()));
        let repeated = match name.trim_end() {
            "@type" => {
                let is_chain = match inline.to_ascii_uppercase().as_str() {
                    "MDP" => false,
                    "DTMC" => true,
                    _ => return Err(fault(unsupported("@type:", inline, "an MDP or a DTMC"))),
                };
                self.is_chain.replace(is_chain).is_some()
            }
            "@value_type" => {
                if !matches!(inline, "rational" | "double") {
                    return Err(fault(unsupported("@value_type:", inline, "rational or double")));
                }
                self.value_type.replace(()).is_some()
            }
            "@parameters" => {
                let names = lines.next_value().map_or("", |(_, names)| names);
                if !names.is_empty() {
                    return Err(fault(DrnProblem::Parameters(shown(names))));
                }
                self.parameters.replace(()).is_some()
            }
            "@reward_models" => {
                let names = lines.next_value().map_or("", |(_, names)| names);
                self.reward_models.replace(names.split_whitespace().map(str::to_owned).collect()).is_some()
            }
            "@nr_states" => self.states.replace(count("@nr_states", line, lines)?).is_some(),
            "@nr_choices" => self.choices.replace(count("@nr_choices", line, lines)?).is_some(),
            _ => return Err(fault(DrnProblem::UnknownSection(shown(content)))),
        };
        if repeated { Err(fault(DrnProblem::RepeatedSection(shown(name)))) } else { Ok(()) }
    }

    fn finish(self) -> Result<Header, Fault> {
        let missing = |section| Fault::whole(DrnProblem::MissingSection(section));
        let states = self.states.ok_or_else(|| missing("@nr_states"))?;
        if states == 0 {
            return Err(Fault::whole(DrnProblem::NoState));
        }
        Ok(Header {
            is_chain: self.is_chain.ok_or_else(|| missing("@type:"))?,
            reward_models: self.reward_models.unwrap_or_default(),
            states,
            choices: self.choices,
        })
    }
}

fn unsupported(section: &'static str, found: &str, supported: &'static str) -> DrnProblem {
    DrnProblem::Unsupported { section, found: shown(found), supported }
}

fn count(section: &'static str, line: usize, lines: &mut Lines) -> Result<usize, Fault> {
    let value = lines.next_value().filter(|(_, value)| !value.is_empty());
    let (line, value) = value.ok_or_else(|| Fault::at(line, DrnProblem::MissingValue(section)))?;
    id(section, value).map_err(|problem| Fault::at(line, problem))
}
