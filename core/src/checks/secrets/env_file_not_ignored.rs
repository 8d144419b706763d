use fast_glob::glob_match;

use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::credentials;
use crate::frameworks::Hipaa;
use crate::model::settings::{Pair, keyed};
use crate::model::{Resource, Technology};
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "env-file-not-ignored",
    title: "dotenv file is not ignored by Git",
    messages: &[TRACKED.text(), NOT_IGNORED.text()],
    why: "The next `git add .` includes the file, and a committed credential stays in the history of the repository.",
    fix: Fix::all(
        "Add the file to `.gitignore`, remove it from the index if Git tracks it (`git rm --cached`), and commit a sample file that lists the variables without values.",
    ),
    severity: Severity::Medium,
    concern: Concern::TrackedFile,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::only(Technology::Dotenv),
    parameters: &[],
    rule: Rule::Resource(&["dotenv"], check),
};

const TRACKED: Message<1> = Message::new("`{file}` is tracked by Git");
const NOT_IGNORED: Message<1> = Message::new("`{file}` is not ignored by Git");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let path = path(resource, out);
    let mut lists: Vec<(String, &Resource)> = (scope.inventory.resources_of_kind("gitignore"))
        .filter_map(|other| Some((below(&self::path(other, out), &path)?, other)))
        .collect();
    let tree = resource.content.node().map(crate::tree::NodeRef::tree);
    let is_tracked = tree.is_some_and(|tree| tree.source().is_tracked());
    if (lists.is_empty() && !is_tracked) || !hides_something(resource) {
        return out.not_applicable();
    }
    // The nearest `.gitignore` takes precedence.
    lists.sort_by_key(|(inner, _)| inner.len());
    // In an ignored directory everything is ignored; no pattern can include it again.
    let folders = lists.iter().rev().find_map(|(inner, list)| {
        let folders = inner.match_indices('/').filter_map(|(at, _)| inner.get(..at));
        folders.filter_map(|folder| decision(folder, true, list)).find(|found| found.is_ignored)
    });
    let own = lists.iter().find_map(|(inner, list)| decision(inner, false, list));
    match folders.or(own) {
        // `.gitignore` has no effect on tracked files.
        found if is_tracked => {
            let file = path.rsplit('/').next().unwrap_or_default();
            let failure = out.fail(&first(resource), TRACKED.with(file));
            if let Some(found) = found.filter(|found| found.is_ignored) {
                failure.related(&found.place, "this pattern has no effect on a tracked file");
            }
        }
        Some(found) if found.is_ignored => out.pass(&found.place),
        found => {
            let file = path.rsplit('/').next().unwrap_or_default();
            let failure = out.fail(&first(resource), NOT_IGNORED.with(file));
            if let Some(found) = found {
                failure.related(&found.place, "this pattern includes the file again");
            }
        }
    }
}

/// Whether a file contains a credential.
fn hides_something(resource: &Resource) -> bool {
    let is_exposed = |pair: &Pair| credentials::classify(&pair.key, pair.value).class.is_exposed();
    keyed(&resource.content).iter().any(is_exposed)
}

fn path(resource: &Resource, out: &mut Outcome) -> String {
    let name = out.read(&resource.metadata.name).copied().unwrap_or_default();
    name.replace('\\', "/").trim_start_matches("./").to_owned()
}

/// The first variable, because a whole file has no line.
fn first(resource: &Resource) -> Place {
    let node = resource.content.node().and_then(|root| root.own_entries().next());
    let tree = resource.content.place().tree();
    node.map_or(resource.place(), |(name, _)| name.place(tree))
}

/// The path of a file relative to the directory of a `.gitignore`, if it is in or below that.
fn below(list: &str, path: &str) -> Option<String> {
    let folder = list.strip_suffix(".gitignore")?;
    path.strip_prefix(folder).map(str::to_owned)
}

/// What the last pattern that matches a path decides.
struct Decision {
    is_ignored: bool,
    place: Place,
}

fn decision(path: &str, is_folder: bool, list: &Resource) -> Option<Decision> {
    let lines = list.content.node().into_iter().flat_map(crate::tree::NodeRef::items);
    let mut decided = None;
    for line in lines {
        let (is_ignored, pattern) = match line.text().strip_prefix('!') {
            Some(pattern) => (false, pattern),
            None => (true, line.text()),
        };
        if matches(pattern, path, is_folder) {
            let place = line.place(list.content.place().tree());
            decided = Some(Decision { is_ignored, place });
        }
    }
    decided
}

/// Whether a pattern of a `.gitignore` matches a path relative to it.
fn matches(pattern: &str, path: &str, is_folder: bool) -> bool {
    let pattern = trimmed(pattern);
    let (pattern, folders_only) = match pattern.strip_suffix('/') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    if pattern.is_empty() || (folders_only && !is_folder) {
        return false;
    }
    // Braces have no special meaning in Git.
    let pattern = pattern.replace('{', "\\{").replace('}', "\\}");
    if pattern.contains('/') {
        return is_like(pattern.trim_start_matches('/'), path);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    is_like(&pattern, name)
}

/// Whether a text matches a pattern, in which a leading `!` is literal.
fn is_like(pattern: &str, text: &str) -> bool {
    if pattern.starts_with('!') {
        return glob_match(format!("\\{pattern}"), text);
    }
    glob_match(pattern, text)
}

/// A pattern without trailing spaces, except one after a backslash, and without the backslash before a
/// leading `#` or `!`.
fn trimmed(pattern: &str) -> &str {
    let end = pattern.trim_end_matches([' ', '\t']);
    let end = if end.ends_with('\\') { pattern.get(..=end.len()).unwrap_or(end) } else { end };
    end.strip_prefix('\\').filter(|rest| rest.starts_with(['#', '!'])).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_as_in_git() {
        let files = [
            (".env", ".env", true),
            (".env", "deploy/.env", true),
            ("/.env", "deploy/.env", false),
            ("/.env", ".env", true),
            ("deploy/.env", "deploy/.env", true),
            ("deploy/.env", "a/deploy/.env", false),
            ("**/deploy/.env", "a/deploy/.env", true),
            ("deploy/**", "deploy/a/.env", true),
            ("a/**/.env", "a/.env", true),
            ("*.env", ".env", true),
            (".env*", ".env.production", true),
            (".env.*", ".env", false),
            (".env/", ".env", false),
            ("deploy/*", "deploy/a/.env", false),
            (".en[v]", ".env", true),
            (".{env,x}", ".env", false),
            (".env  ", ".env", true),
            ("\\.env", ".env", true),
            ("", ".env", false),
            ("\\!odd.env", ".env", false),
            ("\\!odd.env", "!odd.env", true),
            ("/!odd.env", ".env", false),
        ];
        for (pattern, path, expected) in files {
            assert_eq!(matches(pattern, path, false), expected, "`{pattern}` and `{path}`");
        }
        assert!(matches("deploy/", "deploy", true));
        assert!(matches("deploy", "a/deploy", true));
    }
}
