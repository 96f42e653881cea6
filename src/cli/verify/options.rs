//! From options to what a campaign needs.

use super::super::scalar_option::claim_scalar_kind;
use super::{CliError, VerifyArgs};
use crate::claim::Ladder;
use crate::mdp::Mdp;
use crate::model_io::bundled;
use crate::scalar::{PRECISIONS, Rational};

/// Largest bundled model, in states, of a quick run at more than one discount.
const QUICK_STATES: usize = 300;

/// `--scalar` and `--bits`.
pub fn ladder(args: &VerifyArgs) -> Result<Ladder, CliError> {
    let most = PRECISIONS[PRECISIONS.len() - 1];
    if let Some(bits) = args.bits.filter(|bits| !(2..=most).contains(bits)) {
        return Err(CliError::Usage(format!("--bits {bits}: the precision must be from 2 to {most}")));
    }
    let bits = args.bits.map(|bits| format!(":{bits}")).unwrap_or_default();
    match args.scalar.as_str() {
        "auto" => Ok(Ladder::automatic(args.bits.unwrap_or(most))),
        name @ ("mpfr" | "interval") => Ok(Ladder::fixed(claim_scalar_kind(&format!("{name}{bits}"))?)),
        name => {
            let kind = claim_scalar_kind(name)?;
            if args.bits.is_some() {
                return Err(CliError::Usage(format!("--bits has no meaning with --scalar {name}")));
            }
            Ok(Ladder::fixed(kind))
        }
    }
}

/// The models asked for, or the bundled ones: each at its first listed
/// discount, small ones (all with `--full`) at every listed discount.
pub fn models(args: &VerifyArgs) -> Result<Vec<(String, Mdp<Rational>)>, CliError> {
    if !args.models.is_empty() {
        return args.models.iter().map(|text| args.options.find(text).map(|model| (model.name, model.mdp))).collect();
    }
    if args.options.initial.is_some() || args.options.renormalise {
        return Err(CliError::Usage("--initial and --renormalise apply to the models named by --models".to_owned()));
    }
    let mut models = Vec::new();
    for name in bundled::names() {
        let discounts: Vec<Rational> = match &args.options.gamma {
            Some(gamma) => vec![gamma.clone()],
            None => {
                bundled::provenance(name).into_iter().flat_map(|p| p.discounts().cloned().collect::<Vec<_>>()).collect()
            }
        };
        for (place, discount) in discounts.into_iter().enumerate() {
            let Some(model) = bundled::load(name, discount) else { continue };
            let model = model.map_err(crate::family::FindError::from)?;
            if place == 0 || args.full || model.mdp.states() <= QUICK_STATES {
                models.push((model.name, model.mdp));
            }
        }
    }
    Ok(models)
}
