//! The program of the fuzzer: runs the target that the environment variable names.
#![no_main]

use std::sync::LazyLock;

use asepsis_fuzz::targets::{self, Target};
use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("ASEPSIS_FUZZ_TARGET").unwrap_or_default();
    // There is no other way to tell the fuzzer that it cannot start.
    #[expect(clippy::panic, reason = "it ends the program with its message")]
    targets::find(&name).unwrap_or_else(|| panic!("unknown target `{name}`"))
});

fuzz_target!(|data: &[u8]| TARGET.ask(data));
