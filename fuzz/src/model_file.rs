//! What the readers of model files have in common.

use std::path::Path;

use super::Input;
use spma::mdp::{Mdp, RowSums};
use spma::model_io::{Model, ModelReadError, ReadOptions, read_bytes, write_csv};
use spma::scalar::Rational;

/// Reads the bytes as if they were the file, with exact and with renormalised
/// rows. A refusal has to say something; renormalising may not refuse or change
/// what is exact; what was read is written and read again as it was.
pub fn check(file: &str, bytes: &[u8]) -> Input {
    let (exact, renormalised) = (read(file, bytes, RowSums::Exact), read(file, bytes, RowSums::Renormalise));
    for refusal in [&exact, &renormalised].into_iter().filter_map(|model| model.as_ref().err()) {
        assert!(refusal.to_string().contains(file), "`{refusal}` does not name the file");
    }
    if let Ok(model) = &exact {
        let renormalised = renormalised.as_ref().expect("renormalising accepts what is exact");
        assert_eq!(model.mdp, renormalised.mdp, "renormalising changes what is exact");
    }
    if let Ok(model) = &renormalised {
        check_written(&model.mdp);
    }
    if exact.is_ok() { Input::Good } else { Input::Bad }
}

fn read(file: &str, bytes: &[u8], row_sums: RowSums) -> Result<Model, ModelReadError> {
    let options = ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums };
    read_bytes(Path::new(file), bytes, &options)
}

/// A model is the same after it was written and read.
fn check_written(mdp: &Mdp<Rational>) {
    let mut bytes = Vec::new();
    write_csv(mdp, &mut bytes).expect("writing to memory cannot fail");
    let again = read("again.csv", &bytes, RowSums::Exact).expect("what was written is read");
    let initial = mdp.initial().to_vec();
    assert_eq!(again.mdp.with_initial(initial).as_ref(), Ok(mdp), "the model changes when written and read");
}
