//! Inputs that once violated an invariant, run again.

#[path = "../fuzz/src/targets/mod.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is public where it is a library")]
mod targets;

use std::fs;
use std::path::Path;

/// Every folder has the name of a target, and everything in it passes today.
#[test]
fn finds_of_the_fuzzer_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/finds");
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if !entry.path().is_dir() {
            continue;
        }
        let target = targets::find(&name).unwrap_or_else(|| panic!("unknown target {name}"));
        for find in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
            // It is the last line before the violated invariant.
            println!("{}", find.path().display());
            target.ask(&fs::read(find.path()).unwrap());
        }
    }
}
