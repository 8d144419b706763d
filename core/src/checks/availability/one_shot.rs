//! Compose services that run once and exit.

use crate::checks::{Outcome, Scope};
use crate::model::Resource;
use crate::tree::Cursor;

/// Words in the names of services that run once.
const NAMES: &[&str] = &[
    "bootstrap",
    "init",
    "migrate",
    "migration",
    "migrations",
    "migrator",
    "seed",
    "seeder",
    "setup",
];

/// Words in the commands of such services. Not `init`: init programs start other programs.
const COMMANDS: &[&str] = &["bootstrap", "initdb", "migrate", "migration", "migrations", "seed"];

/// Whether a service runs once and exits: another service waits for its completion, or it is not
/// restarted and its name or command shows that it prepares something.
pub(super) fn is_one_shot(service: &Resource, scope: &Scope, out: &mut Outcome) -> bool {
    let Some(name) = out.read(&service.metadata.name).copied() else { return false };
    if let Some(awaited) = scope.inventory.is_awaited_to_end(name) {
        return out.read(awaited) == Some(&true);
    }
    let restart = service.at("restart").text();
    if has_word(name, NAMES) {
        return out.read(&restart) == Some(&"no");
    }
    // The command decides only if the service is known not to be restarted.
    if Outcome::default().read(&restart) != Some(&"no") {
        return false;
    }
    ["entrypoint", "command"].into_iter().any(|key| {
        let words = service.at(key).list(Cursor::text);
        let words = out.read(&words).cloned().unwrap_or_default();
        words.iter().any(|word| out.read(word).is_some_and(|word| has_word(word, COMMANDS)))
    })
}

fn has_word(text: &str, words: &[&str]) -> bool {
    let own = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    own.map(str::to_ascii_lowercase).any(|word| words.contains(&word.as_str()))
}
