//! What a check is shown: every resource as one line of text.

use asepsis::checks::{Check, Facet, Subject};
use asepsis::fields::State;
use asepsis::internal::tree::{Kind, NodeRef};
use asepsis::model::{Body, Resource};
use asepsis::report::{Finding, Report};
use asepsis::{Checker, Cursor, Field, Input};
use serde_json::{Map, Value};

use crate::check;

/// A node as a value; what is not known is `?`.
pub(crate) fn value(node: NodeRef<'_>) -> Value {
    let Some(node) = node.follow().filter(|node| !node.is_open()) else { return "?".into() };
    match node.kind() {
        Kind::Mapping => {
            let entries = node.entries().into_iter();
            entries
                .map(|(key, of)| (key.key_text().into_owned(), value(of)))
                .collect::<Map<_, _>>()
                .into()
        }
        Kind::Sequence => node.items().map(value).collect::<Vec<_>>().into(),
        _ => scalar(node),
    }
}

fn scalar(node: NodeRef<'_>) -> Value {
    let cursor = Cursor::new(0, node);
    let integer = set(&cursor.integer()).map(Value::from);
    let plain = integer.or_else(|| set(&cursor.bool()).map(Value::from));
    match plain {
        _ if node.is_null() => Value::Null,
        Some(plain) => plain,
        None => cursor.text().state_text().into(),
    }
}

fn set<T: Copy>(field: &Field<T>) -> Option<T> {
    match field.state() {
        State::Set(value, _) => Some(*value),
        _ => None,
    }
}

trait Text {
    fn state_text(&self) -> String;
}

impl Text for Field<&str> {
    /// The text; `-` of what is not there, `?` of what is not known.
    fn state_text(&self) -> String {
        match self.state() {
            State::Set(text, _) => (*text).to_owned(),
            State::Unset(..) => "-".to_owned(),
            State::Unresolved(..) => "?".to_owned(),
        }
    }
}

/// What a check says of each resource that it is shown, as `path:line text`, in the order of the
/// report; nothing of those of which it says nothing.
pub(crate) fn of_resources(
    inputs: Vec<Input>,
    say: impl Fn(&Resource<'_>) -> Option<String> + Send + Sync + 'static,
) -> Vec<String> {
    let check = Check::builder("seen").dynamic([Facet::Resource], move |subject, _, out| {
        let Subject::Resource(resource) = subject else { return false };
        let said = say(resource);
        let is_said = said.is_some();
        if let Some(text) = said {
            out.fail(&resource.place(), text);
        }
        is_said
    });
    let checker = Checker::builder().check(check).select("seen").build().unwrap();
    lines(&checker.check(inputs))
}

fn lines(report: &Report) -> Vec<String> {
    let found = report.findings().iter();
    found
        .map(|finding| {
            let place = crate::place(finding.location.as_ref().unwrap());
            format!("{place} {}", finding.message)
        })
        .collect()
}

/// Every object of Kubernetes: `path:line Kind namespace/name`.
pub(crate) fn objects(files: &[(&str, &str)]) -> Vec<String> {
    of_resources(inputs(files), |resource| {
        let metadata = &resource.metadata;
        let (namespace, name) = (metadata.namespace.state_text(), metadata.name.state_text());
        let is_object = !matches!(resource.body, Body::Settings(_)) && resource.kind != "chart";
        is_object.then(|| format!("{} {namespace}/{name}", resource.kind))
    })
}

/// The values in force of each file of values: `path:line values`.
pub(crate) fn in_force(files: &[(&str, &str)]) -> Vec<String> {
    of_resources(inputs(files), |resource| {
        let Body::Settings(settings) = &resource.body else { return None };
        let own = if settings.in_force.exists() { &settings.in_force } else { &resource.content };
        (resource.kind == "values").then(|| value(own.node().unwrap()).to_string())
    })
}

/// What the files are called that are values.
pub(crate) fn files_of_values(files: &[(&str, &str)]) -> Vec<String> {
    let found =
        of_resources(inputs(files), |resource| (resource.kind == "values").then(String::new));
    found.iter().map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

pub(crate) fn inputs(files: &[(&str, &str)]) -> Vec<Input> {
    files.iter().map(|(path, text)| Input::text(*path, *text)).collect()
}

/// The findings of a check: the place, what is told of each, and its environments.
pub(crate) fn placed(
    files: &[(&str, &str)],
    id: &str,
    told: impl Fn(&Finding) -> String,
) -> Vec<String> {
    let report = check(&[id], inputs(files));
    let said = report.findings().iter().map(|finding| {
        let location = finding.location.as_ref().unwrap();
        let line = location.start.unwrap().line;
        let names = finding.environments.join(", ");
        format!("{}:{line} {} [{names}]", location.path, told(finding))
    });
    said.collect()
}

/// The problems of each input: `path: message`.
pub(crate) fn messages(report: &Report) -> Vec<String> {
    let inputs = report.inputs().iter();
    let said = inputs.flat_map(|input| {
        input.problems.iter().map(move |problem| format!("{}: {}", input.path, problem.message))
    });
    said.collect()
}
