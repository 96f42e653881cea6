//! `spma study [CLAIM [NAME]]`.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::{CliError, ExitCode, select_claims};
use crate::claim::Claim;
use crate::report::{check_writable, picture, print, study_csv, study_json, write_atomically};
use crate::study::{Study, Table};

#[derive(Args)]
pub struct StudyArgs {
    /// Claim id, e.g. M1; without one the studies are listed
    id: Option<String>,
    /// Name of the study; all of the claim's studies when none is given
    name: Option<String>,
    /// Write the table as CSV, enclosures as two columns (one study only)
    #[arg(long, value_name = "FILE", requires = "name")]
    csv: Option<PathBuf>,
    /// Write the table as JSON (one study only)
    #[arg(long, value_name = "FILE", requires = "name")]
    json: Option<PathBuf>,
    /// Draw the study as an SVG picture (one study only)
    #[arg(long, value_name = "FILE", requires = "name")]
    svg: Option<PathBuf>,
}

pub fn study(args: &StudyArgs) -> Result<ExitCode, CliError> {
    let Some(id) = &args.id else {
        print(&listing(&select_claims(&[])?))?;
        return Ok(ExitCode::Success);
    };
    let claims = select_claims(std::slice::from_ref(id))?;
    let chosen = chosen(&claims, args.name.as_deref())?;
    if chosen.is_empty() {
        return Err(CliError::Usage(format!("{} has no study; `spma study` lists those there are", claims[0].id)));
    }
    for path in [&args.csv, &args.json, &args.svg].into_iter().flatten() {
        check_writable(path)?;
    }
    let mut drifted = false;
    for (claim, study) in chosen {
        let table = (study.table)();
        write_files(args, study, &table)?;
        let drifts = study.drifts_of(&table);
        drifted |= !drifts.is_empty();
        let mut text = format!("{} {}: {}\n\n{table}\n\n", claim.id, study.name, study.title);
        for drift in drifts {
            writeln!(text, "{drift}").expect("writing to a string cannot fail");
        }
        print(&text)?;
    }
    Ok(if drifted { ExitCode::Drifted } else { ExitCode::Success })
}

fn write_files(args: &StudyArgs, study: &Study, table: &Table) -> Result<(), CliError> {
    if let Some(path) = &args.csv {
        write_atomically(path, &study_csv(table))?;
    }
    if let Some(path) = &args.json {
        write_atomically(path, &format!("{:#}\n", study_json(study, table)))?;
    }
    if let Some(path) = &args.svg {
        write_atomically(path, &picture(study, table)?)?;
    }
    Ok(())
}

fn chosen<'c>(claims: &'c [Claim], name: Option<&str>) -> Result<Vec<(&'c Claim, &'c Study)>, CliError> {
    let all = claims.iter().flat_map(|claim| claim.studies.iter().map(move |study| (claim, study)));
    let chosen: Vec<_> = all.filter(|(_, study)| name.is_none_or(|name| study.name == name)).collect();
    match name {
        Some(name) if chosen.is_empty() => {
            let known: Vec<&str> =
                claims.iter().flat_map(|claim| claim.studies.iter().map(|study| study.name)).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            Err(CliError::Usage(format!("no study `{name}` of this claim; there is: {known}")))
        }
        _ => Ok(chosen),
    }
}

fn listing(claims: &[Claim]) -> String {
    let mut text = String::from("id  study               table\n");
    for claim in claims {
        for study in &claim.studies {
            writeln!(text, "{:<3} {:<19} {}", claim.id, study.name, study.title)
                .expect("writing to a string cannot fail");
        }
    }
    text
}
