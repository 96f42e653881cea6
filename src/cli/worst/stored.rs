//! The worst cases that are kept beside the claims.

use super::decimals;
use crate::claim::{Claim, Instance, Ladder, Part};
use crate::cli::falsify::chosen_parts;
use crate::cli::{CliError, ExitCode, stored_cases};
use crate::report::{aligned, file_slug, print};
use crate::scalar::{PRECISIONS, Rational};
use crate::search::traits;

/// The name under which the worst case of a part is kept: one over all discount factors, and one for each that was asked
/// for.
pub fn file_name(part: &str, discount: Option<&Rational>) -> String {
    let name = file_slug(part);
    match discount {
        Some(discount) => format!("{name}-gamma-{}.json", discount.to_string().replace('/', "-")),
        None => format!("{name}.json"),
    }
}

/// Prints the stored worst cases of claims with their ratios.
pub fn list(claims: &[Claim], part: Option<&str>, discount: Option<&Rational>) -> Result<ExitCode, CliError> {
    let stored = stored_cases();
    let mut rows = vec![["id", "part", "gamma", "left/right", "attained by"].map(str::to_owned)];
    for claim in claims {
        for part in chosen_parts(claim, part)? {
            let mut own: Vec<&Instance> = stored.of(claim.id, part.name).iter().collect();
            own.retain(|instance| discount.is_none_or(|wanted| instance.mdp.discount() == wanted));
            own.sort_by(|a, b| a.mdp.discount().cmp(b.mdp.discount()));
            rows.extend(own.into_iter().map(|instance| row(claim, part, instance)));
        }
    }
    if rows.len() == 1 {
        print("no worst case is stored for this\n")?;
        return Ok(ExitCode::NothingSelected);
    }
    print(&aligned(&rows))?;
    Ok(ExitCode::Success)
}

fn row(claim: &Claim, part: &Part, instance: &Instance) -> [String; 5] {
    let ladder = Ladder::automatic(PRECISIONS[PRECISIONS.len() - 1]);
    let outcome = ladder.decide(part.statement.as_ref(), part.depth, instance).outcome;
    let ratio = outcome.worst().map_or_else(|| "-".to_owned(), |(ratio, _)| decimals(ratio));
    // The column before says the discount factor.
    let structure: Vec<String> = traits(instance).into_iter().filter(|own| !own.starts_with("gamma = ")).collect();
    let discount = instance.mdp.discount().to_string();
    [claim.id.to_owned(), part.name.to_owned(), discount, ratio, structure.join(", ")]
}
