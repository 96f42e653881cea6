//! Printing and saving what an attack found.

use std::path::Path;

use super::attack::{Target, Witnesses};
use crate::cli::CliError;
use crate::replay::Case;
use crate::report::{
    check_writable, file_slug, make_folder, print, witness_latex, witness_test, witness_text, write_atomically,
};
use crate::search::Catch;

/// In which form witnesses are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tables for the terminal.
    Text,
    /// LaTeX.
    Latex,
    /// A Rust test.
    Test,
}

impl Form {
    /// What comments begin with.
    pub fn comment(self) -> &'static str {
        match self {
            Form::Text => "",
            Form::Latex => "% ",
            Form::Test => "// ",
        }
    }
}

/// Whose witnesses they are.
pub struct Subject<'a> {
    pub claim: &'a str,
    pub control: Option<&'a str>,
    pub target: &'a Target<'a>,
}

impl Subject<'_> {
    /// As in titles: claim, part or control, what is changed.
    pub fn name(&self) -> String {
        let what = match self.control {
            Some(control) => format!("control `{control}`"),
            None => format!("part `{}`", self.target.part.name),
        };
        let variation = &self.target.variation;
        let changed = if variation.is_unchanged() { String::new() } else { format!(", {variation}") };
        format!("{}, {what}{changed}", self.claim)
    }

    /// A line in a form: a comment where what is printed is a program or a LaTeX file.
    pub fn print_line(&self, line: &str, form: Form) -> Result<(), CliError> {
        Ok(print(&format!("{}{line}\n", form.comment()))?)
    }

    /// Both witnesses in a form.
    pub fn print(&self, witnesses: &Witnesses, form: Form) -> Result<(), CliError> {
        self.print_one("smallest witness", &witnesses.smallest, form)?;
        if let Some(worst) = &witnesses.worst {
            self.print_one("worst witness", worst, form)?;
        }
        Ok(())
    }

    fn print_one(&self, kind: &str, catch: &Catch, form: Form) -> Result<(), CliError> {
        let title = format!("{}: {kind}", self.name());
        let statement = self.target.varied();
        let text = match form {
            Form::Text => witness_text(&title, &statement, catch),
            Form::Latex => witness_latex(&title, &statement, catch),
            Form::Test => {
                witness_test(&self.name(), kind, &self.case(catch), &self.target.variation, self.target.truth())
            }
        };
        Ok(print(&format!("{text}\n"))?)
    }

    fn case(&self, catch: &Catch) -> Case {
        Case::new(self.claim, self.target.part.name, self.control, &catch.instance, &catch.comparison)
            .varied(self.target.variation.clone())
    }

    /// Writes both witnesses as case files into a directory.
    pub fn save(&self, witnesses: &Witnesses, directory: &Path) -> Result<(), CliError> {
        make_folder(directory)?;
        let subject = file_slug(&self.name());
        let named = [("smallest", Some(&witnesses.smallest)), ("worst", witnesses.worst.as_ref())];
        for (kind, catch) in named {
            let Some(catch) = catch else { continue };
            let path = directory.join(format!("{subject}.{kind}.json"));
            check_writable(&path)?;
            write_atomically(&path, &self.case(catch).to_text())?;
        }
        Ok(())
    }
}
