//! Faults that no test can notice, each with its reason.

use super::places::Mutant;
use crate::Failure;

/// Where they are listed.
pub(super) const FILE: &str = "core/dev/mutants.txt";

/// The list: `file | function | what was there | fault | reason` by line. `*` matches all faults of a
/// function.
pub(super) struct Explained(Vec<[String; 4]>);

impl Explained {
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let mut lines = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let words: Vec<&str> = line.splitn(5, " | ").collect();
            let &[file, function, was, fault, reason] = words.as_slice() else {
                return Err(format!(
                    "{FILE}: not `file | function | was | fault | reason`: {line}"
                )
                .into());
            };
            if reason.trim().is_empty() {
                return Err(format!("{FILE}: no reason: {line}").into());
            }
            lines.push([file, function, was, fault].map(str::to_owned));
        }
        Ok(Self(lines))
    }

    pub(super) fn has(&self, mutant: &Mutant) -> bool {
        self.0.iter().any(|[file, function, was, fault]| {
            *file == mutant.file
                && *function == mutant.function
                && (*was == mutant.was || was == "*")
                && (*fault == mutant.fault || fault == "*")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::places;

    #[test]
    fn a_fault_is_explained_by_what_it_does_and_not_by_its_line() {
        let text = "\n\nfn f() -> bool { a == b }";
        let mutants = places::of("core/src/checks/a.rs", text).unwrap();
        let list = "# why\ncore/src/checks/a.rs | f | a == b | is negated | b is a\n";
        let explained = Explained::read(list).unwrap();
        let known: Vec<bool> = mutants.iter().map(|mutant| explained.has(mutant)).collect();
        assert_eq!(known, [false, false, true]);
        assert!(Explained::read("core/src/a.rs | f | a | b\n").is_err());
    }
}
