#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod documents;
mod full;
mod objects;
mod pods;
mod shapes;
mod volumes;

use std::fmt::Debug;

use super::read_documents;
use crate::frontends::DocumentReport;
use crate::model::pods::{Container, Pod, Workload};
use crate::model::{Body, Resource};
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Field, Limits, Origin, State, Tree};

fn tree(text: &str) -> &'static Tree {
    let source = Source::new("test.yaml", text);
    let (tree, problems) = parse(source, Format::YAML, Origin::Text, Limits::default());
    assert_eq!(problems, [], "{text}");
    Box::leak(Box::new(tree))
}

fn read(text: &str) -> (Vec<Resource<'static>>, Vec<DocumentReport>) {
    let mut resources = Vec::new();
    let reports = read_documents(0, tree(text), &mut resources);
    (resources, reports)
}

fn one(text: &str) -> Resource<'static> {
    let (mut resources, reports) = read(text);
    assert_eq!(resources.len(), 1, "{text}: {reports:?}");
    resources.remove(0)
}

/// A field on one line: its value, `- path` where it is missing, `? why` where it is unresolved.
fn show<T: Debug>(field: &Field<T>) -> String {
    match field.state() {
        State::Set(value, _) => format!("{value:?}"),
        State::Unset(_, path) => format!("- {path}"),
        State::Unresolved(_, why) => format!("? {why}"),
    }
}

/// A list of fields on one line.
fn list<T: Debug>(field: &Field<Vec<Field<T>>>) -> String {
    each(field, |item| show(item))
}

fn each<T>(field: &Field<Vec<T>>, one: impl Fn(&T) -> String) -> String {
    match field.state() {
        State::Set(items, _) => items.iter().map(one).collect::<Vec<_>>().join(", "),
        State::Unset(_, path) => format!("- {path}"),
        State::Unresolved(_, why) => format!("? {why}"),
    }
}

fn value<T>(field: Field<T>) -> T {
    match field.into_state() {
        State::Set(value, _) => value,
        State::Unset(_, path) => panic!("missing: {path}"),
        State::Unresolved(_, why) => panic!("unresolved: {why}"),
    }
}

fn workload(text: &str) -> Workload<'static> {
    match one(text).body {
        Body::Workload(workload) => *workload,
        other => panic!("{text}: {other:?}"),
    }
}

/// The pod of a spec in flow style.
fn pod(spec: &str) -> Pod<'static> {
    value(workload(&format!("{{apiVersion: v1, kind: Pod, spec: {spec}}}")).pod)
}

/// A container of a pod, in flow style.
fn container(text: &str) -> Container<'static> {
    value(pod(&format!("{{containers: [{text}]}}")).containers).remove(0)
}
