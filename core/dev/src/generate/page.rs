//! The page of a check.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use asepsis::checks::{
    Check, Citation, Equivalent, Example, Parameter, ParameterKind, Technologies,
};
use asepsis::frameworks::Framework;
use asepsis::internal::checks::former_ids;
use asepsis::internal::frontends;
use asepsis::model::Technology;

use crate::lists::{Generated, fixture};

pub(super) fn page(root: &Path, family: &str, check: &Check) -> io::Result<Generated> {
    let mut text = format!("# {}\n\n{}.\n\n", check.id, upper(check.title));
    former(&mut text, check.id);
    let _ = writeln!(
        text,
        "| severity | looks at | technologies | family | since |\n|---|---|---|---|---|\n\
         | {} | {} | {} | {family} | {} |\n",
        check.severity,
        check.rule.facets().nouns(),
        technologies(check.technologies),
        check.since,
    );
    let _ =
        writeln!(text, "## Why it matters\n\n{}\n\n## How to fix it\n\n{}", check.why, fix(check));
    messages(&mut text, check.messages);
    controls(&mut text, check.controls);
    parameters(&mut text, check);
    equivalents(&mut text, check.equivalents);
    let examples = examples(root, family, check.id)?;
    for example in &examples {
        self::example(&mut text, example);
    }
    if !examples.is_empty() {
        let _ = write!(
            text,
            "\nThe [playground](../../../../examples/playground/README.md) opens it at \
             `#example={}`.\n",
            check.id
        );
    }
    suppression(&mut text, check.id);
    Ok(Generated::new(path(family, check.id), text))
}

/// How to fix it, an item for each technology that has a separate text.
fn fix(check: &Check) -> String {
    let of = |(technology, text): &(Technology, &str)| format!("- {technology}: {text}");
    let own: Vec<String> = check.fix.by_technology().iter().map(of).collect();
    if own.is_empty() { check.fix.general().into_owned() } else { own.join("\n") }
}

/// The messages of its findings; what is in braces is filled in.
fn messages(text: &mut String, messages: &[&str]) {
    let _ = writeln!(text, "\n## Messages\n");
    for message in messages {
        let _ = writeln!(text, "- {message}");
    }
}

/// The ids that the check had, which are still accepted.
fn former(text: &mut String, id: &str) {
    let former = former_ids().filter(|(_, current)| *current == id);
    for (former, _) in former {
        let _ = writeln!(text, "Former id: `{former}`, which is still accepted.\n");
    }
}

/// Where the page of a check is.
pub(super) fn path(family: &str, id: &str) -> String {
    format!("core/docs/checks/{family}/{id}.md")
}

/// A text as the beginning of a sentence.
pub(super) fn upper(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn technologies(technologies: Technologies) -> String {
    if technologies == Technologies::ALL {
        return "all".to_owned();
    }
    let named = Technology::ALL.iter().filter(|technology| technologies.has(**technology));
    let frontend = |technology: &Technology| {
        frontends::ALL.iter().find(|frontend| frontend.technology == Some(*technology))
    };
    let titles = named.filter_map(frontend).map(|frontend| frontend.words.title);
    titles.collect::<Vec<_>>().join(", ")
}

fn controls(text: &mut String, citations: &[Citation]) {
    if citations.is_empty() {
        return;
    }
    text.push_str("\n## Controls\n\n");
    for cited in citations {
        let control = cited.control();
        let reading = if cited.is_own_reading() { " (our own interpretation)" } else { "" };
        let framework = Framework::find(control.framework()).map_or("", Framework::title);
        let title = control.title();
        let bearing = cited.bearing().as_str();
        let _ = writeln!(text, "- {bearing} {framework}: `{}` {title}{reading}", control.id());
    }
}

fn parameters(text: &mut String, check: &Check) {
    if check.parameters.is_empty() {
        return;
    }
    text.push_str("\n## Parameters\n\n| name | description | type | default | range |\n|---|---|---|---|---|\n");
    for parameter in check.parameters {
        let (kind, default, range) = describe(parameter);
        let (name, description) = (parameter.name, parameter.description);
        let _ = writeln!(text, "| `{name}` | {description} | {kind} | {default} | {range} |");
    }
}

fn describe(parameter: &Parameter) -> (&'static str, String, String) {
    match parameter.kind {
        ParameterKind::Integer { default, minimum, maximum } => {
            ("integer", format!("`{default}`"), format!("{minimum} to {maximum}"))
        }
        ParameterKind::Texts { default } => {
            let list: Vec<String> = default.iter().map(|text| format!("`{text}`")).collect();
            let list = if list.is_empty() { "empty".to_owned() } else { list.join(", ") };
            ("list of strings", list, "any".to_owned())
        }
        // A new type has to be described before its page is useful: this word is easy to see there.
        _ => ("UNDESCRIBED", String::new(), String::new()),
    }
}

/// The examples as they are on disk; a check without a fixture has none.
fn examples(root: &Path, family: &str, id: &str) -> io::Result<Vec<Example>> {
    let Some(name) = fixture(root, family, &id.replace('-', "_")) else { return Ok(Vec::new()) };
    match std::fs::read_to_string(root.join(format!("core/src/checks/{family}/{name}"))) {
        Ok(text) => Ok(Example::of_fixture(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn equivalents(text: &mut String, equivalents: &[Equivalent]) {
    if !equivalents.is_empty() {
        text.push_str("\n## Equivalent rules of other tools\n\nTheir conditions may differ.\n\n");
    }
    for Equivalent(tool, id) in equivalents {
        let _ = writeln!(text, "- {tool}: `{id}`");
    }
}

fn example(text: &mut String, example: &Example) {
    let heading = if example.findings.is_empty() { "Not found" } else { "Found" };
    let title = upper(&example.title);
    let _ = write!(text, "\n## {heading}\n\n{title}:\n\n```yaml\n{}```\n", example.text);
    if !example.findings.is_empty() {
        text.push('\n');
    }
    for (line, message) in &example.findings {
        let _ = writeln!(text, "- line {line}: {message}");
    }
}

fn suppression(text: &mut String, id: &str) {
    let _ = write!(
        text,
        "\n## How to accept a finding\n\n\
         Add a suppression with a reason, on the line or on the line above:\n\n\
         ```yaml\n# asepsis: ignore[{id}] <reason>\n```\n\n\
         or as an annotation of the resource:\n\n\
         ```yaml\nmetadata:\n  annotations:\n    ignore.asepsis/{id}: \"<reason>\"\n```\n\n\
         The finding stays in the report, as a suppressed finding.\n"
    );
}
