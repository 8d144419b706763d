//! Inputs on which something did not hold once, asked again.

#[path = "../fuzz/src/targets/mod.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is public where it is a library")]
mod targets;

use std::fs;
use std::path::Path;

/// Every folder is called like a target, and everything in it holds today.
#[test]
fn what_a_fuzzer_has_found_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/finds");
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if !entry.path().is_dir() {
            continue;
        }
        let target = targets::find(&name).unwrap_or_else(|| panic!("no target is called {name}"));
        for find in fs::read_dir(entry.path()).unwrap().map(Result::unwrap) {
            // It is the last line before what did not hold.
            println!("{}", find.path().display());
            target.ask(&fs::read(find.path()).unwrap());
        }
    }
}
