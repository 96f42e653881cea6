//! Any text as a case file: an instance or a refusal, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spma::replay::Case;

fuzz_target!(|text: &str| {
    if let Ok(case) = Case::parse(text, "fuzz.json") {
        let _ = case.instance("fuzz.json");
    }
});
