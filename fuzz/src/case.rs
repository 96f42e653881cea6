//! Any text as a case file: replayed or refused, never a panic.

use super::Input;
use spma::claim::Instance;
use spma::cli::replay_case;
use spma::replay::Case;

const FILE: &str = "fuzz.json";

/// Instances up to this many pairs, steps and bits are replayed: exact runs of longer ones take
/// seconds, which tells a fuzzer nothing.
const MOST_PAIRS: usize = 9;
const MOST_STEPS: u32 = 3;
const MOST_BITS: u64 = 2_000;

/// A case that was read is the same after it was written and read; replaying it
/// ends in an answer or a refusal that names the file.
pub fn check(bytes: &[u8]) -> Input {
    let Ok(text) = std::str::from_utf8(bytes) else { return Input::Bad };
    let read = Case::parse(text, FILE).and_then(|case| case.instance(FILE).map(|instance| (case, instance)));
    let (case, instance) = match read {
        Ok(read) => read,
        Err(refusal) => {
            assert!(refusal.to_string().contains(FILE), "`{refusal}` does not name the file");
            return Input::Bad;
        }
    };
    let written = serde_json::to_string(&case).expect("a case is JSON");
    let again = Case::parse(&written, FILE).and_then(|case| case.instance(FILE));
    assert_eq!(again.expect("what was written is read"), instance, "the instance changes when written and read");
    if is_short(&instance) {
        match replay_case(&case, FILE) {
            Ok((text, _)) => assert!(text.contains(FILE), "`{text}` does not name the file"),
            Err(refusal) => assert!(refusal.to_string().contains(FILE), "`{refusal}` does not name the file"),
        }
    }
    Input::Good
}

fn is_short(instance: &Instance) -> bool {
    let (_, pairs, _, bits) = instance.size();
    pairs <= MOST_PAIRS && instance.steps <= MOST_STEPS && bits.max(instance.longest_bits()) <= MOST_BITS
}
