//! Files that are policies by their names, or were intended to be.

use super::FILE_NAME;
use super::file::keys;
use crate::tree::{Kind, Tree};

/// Names that people give a policy, without the dot before and the extension.
const STEMS: &[&str] =
    &["asepsis", "asepsis-policy", "asepsis.policy", "asepsis-config", "asepsis.config"];

/// Whether a file of this name may have been intended as the policy and is not read as one:
/// `asepsis.yml`, `.asepsis.yaml`. Its content decides.
pub fn is_misnamed(file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    let stem = name
        .rsplit_once('.')
        .and_then(|(stem, extension)| matches!(extension, "yaml" | "yml" | "json").then_some(stem));
    let is_meant = |stem: &str| STEMS.contains(&stem.trim_start_matches('.'));
    file_name != FILE_NAME && stem.is_some_and(is_meant)
}

/// Why an input is not the policy of the run, if it has the name of one, or nearly, and the keys of one.
pub(crate) fn not_in_force(path: &str, tree: &Tree) -> Option<&'static str> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if !(name == FILE_NAME || is_misnamed(name)) || !says_policy(tree) {
        return None;
    }
    Some(if name == FILE_NAME {
        "not the policy of this run: the policy is in the folder of the first path or above it, or is \
         passed explicitly"
    } else {
        "not read as a policy: a policy file must be named `asepsis.yaml`"
    })
}

/// Whether the keys of a text are those of a policy. A workflow of the same name has others.
fn says_policy(tree: &Tree) -> bool {
    let mut documents = tree.documents();
    let Some((_, root)) = documents.next() else { return false };
    let own = |name: &str| name != "version" && keys::POLICY.iter().any(|key| key.name == name);
    root.kind() == Kind::Mapping && root.own_entries().any(|(key, _)| own(key.text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_near_that_of_a_policy_are_known() {
        for name in ["asepsis.yml", ".asepsis.yaml", "Asepsis.yaml", "asepsis.json"] {
            assert!(is_misnamed(name), "{name}");
        }
        for name in ["asepsis.yaml", "asepsis.txt", "values.yaml", "my-asepsis.yaml", "asepsis"] {
            assert!(!is_misnamed(name), "{name}");
        }
    }
}
