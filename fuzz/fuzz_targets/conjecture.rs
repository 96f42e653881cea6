#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    spma_fuzz::conjecture::check(bytes);
});
