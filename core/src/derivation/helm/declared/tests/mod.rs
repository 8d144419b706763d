//! Releases that documents declare, as what their charts render.

mod argo;
mod flux;
mod generators;
mod others;

use std::sync::Arc;

use crate::derivation::lookup::at;
use crate::derivation::stage::{Asked, Forest, Role, Text, derive};
use crate::frontends::Frontends;
use crate::source::Source;
use crate::syntax;
use crate::tree::{Limits, NodeRef, Origin, Tree};

/// A chart that renders its values `a` and `b`, and the latter as JSON.
const CHART: &[(&str, &str)] = &[
    ("charts/lab/Chart.yaml", "apiVersion: v2\nname: lab\nversion: 1.0.0\n"),
    ("charts/lab/values.yaml", "a: chart\nb: chart\n"),
    ("charts/lab/values-prod.yaml", "b: prod\n"),
    (
        "charts/lab/templates/map.yaml",
        "kind: ConfigMap\napiVersion: v1\nmetadata: {name: {{ .Release.Name }}}\ndata:\n  a: {{ .Values.a | toJson }}\n  b: {{ .Values.b | toJson }}\n  json: {{ .Values.b | toJson | quote }}\n",
    ),
];

/// What the chart renders: each object with its environments, namespace, name and values; and the problems,
/// each with its file and line.
fn rendered(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let all: Vec<(&str, &str)> = CHART.iter().chain(files).copied().collect();
    with_texts(&all, |texts, forest| {
        let mut objects: Vec<String> = forest
            .derived
            .iter()
            .filter(|one| one.key.is_rendered())
            .flat_map(|one| {
                let Role::Applied(applied) = &one.role else { return Vec::new() };
                let environments = match (&applied.set, applied.environments.join("+")) {
                    (None, _) => "*".to_owned(),
                    (Some(_), names) if names.is_empty() => "default".to_owned(),
                    (Some(_), names) => names,
                };
                let namespace = applied.namespace.as_deref().unwrap_or("-");
                let shown = |(_, root): (_, NodeRef<'_>)| {
                    let text = |outer, key| {
                        let node = at(root, outer).and_then(|node| at(node, key));
                        node.map_or("", |node| if node.is_open() { "?" } else { node.text() })
                    };
                    let (name, a, b) =
                        (text("metadata", "name"), text("data", "a"), text("data", "b"));
                    format!("{environments} {namespace}/{name} a={a} b={b}")
                };
                one.tree.documents().map(shown).collect()
            })
            .collect();
        objects.sort();
        let mut problems: Vec<String> = forest
            .problems
            .iter()
            .map(|(number, problem)| {
                let text = &texts[*number];
                let start = problem.span.map_or(0, |span| span.start) as usize;
                let before = text.source.unwrap().text().get(..start).unwrap();
                format!("{}:{} {}", text.path, before.matches('\n').count() + 1, problem.message)
            })
            .collect();
        problems.sort();
        (objects, problems)
    })
}

/// The file and line that decides the value of a field of an object that a declared release renders.
fn origin(files: &[(&str, &str)], field: &str) -> String {
    let lines = |tree: &Tree, node: u32| {
        let start = tree.node(node).span().start as usize;
        tree.source().text()[..start].matches('\n').count() + 1
    };
    of_field(files, field, |tree, node| {
        let (written, decided) = tree.decided(node.index());
        let line = match written.holder() {
            // The text of a block begins on the line after its key.
            Some((outer, block)) => lines(outer, block) + lines(written, decided),
            None => lines(written, decided),
        };
        format!("{}:{line}", written.source().name())
    })
}

/// What is read of a field of an object that a declared release renders.
fn of_field<T>(files: &[(&str, &str)], field: &str, read: impl Fn(&Tree, NodeRef<'_>) -> T) -> T {
    let all: Vec<(&str, &str)> = CHART.iter().chain(files).copied().collect();
    with_texts(&all, |_, forest| {
        let is_declared = |tree: &&Arc<Tree>| {
            let root = tree.documents().next().unwrap().1;
            at(at(root, "metadata").unwrap(), "name").unwrap().text() != "lab"
        };
        let trees = forest.derived.iter().filter(|one| one.key.is_rendered());
        let tree = trees.map(|one| &one.tree).find(is_declared).unwrap();
        let root = tree.documents().next().unwrap().1;
        read(tree, at(at(root, "data").unwrap(), field).unwrap())
    })
}

fn with_texts<T>(files: &[(&str, &str)], run: impl FnOnce(&[Text<'_>], &Forest) -> T) -> T {
    let parsed: Vec<(&str, _, Source, Arc<Tree>)> = files
        .iter()
        .map(|(path, text)| {
            let source = Source::new(*path, *text);
            let recognised = Frontends::default().take(path).recognised;
            let (tree, _) =
                syntax::parse(source.clone(), recognised.format, Origin::Text, Limits::default());
            (*path, recognised.kind, source, Arc::new(tree))
        })
        .collect();
    let texts: Vec<Text<'_>> = parsed
        .iter()
        .map(|(path, kind, source, tree)| Text {
            path,
            bundle: "",
            environments: &[],
            kind,
            is_context: false,
            source: Some(source),
            tree: Some(tree),
            inner: &[],
        })
        .collect();
    let asked = Asked { kubernetes: "v1.33.0".to_owned(), ..Asked::default() };
    let forest = derive(&texts, Limits::default(), asked);
    run(&texts, &forest)
}

#[test]
fn without_declarations_environments_are_those_of_files() {
    let (objects, problems) = rendered(&[]);
    assert_eq!(objects, ["default -/lab a=chart b=chart", "prod -/lab a=chart b=prod"]);
    assert!(problems.is_empty(), "{problems:?}");
}
