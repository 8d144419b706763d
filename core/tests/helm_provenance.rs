//! What the provenance of rendered objects names is what decides: each scalar of each file of values, and
//! each text of a template, is changed, and exactly the values change that come from it.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/helm_charts.rs"]
mod helm_charts;
#[path = "support/leaves.rs"]
mod leaves;

use std::collections::{BTreeMap, BTreeSet};

use asepsis::internal::derivation::helm::{Release, Request, render_trees};
use asepsis::internal::source::{Source, Span};
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Kind, Limits, NodeRef, Origin, Style, Tree};
use asepsis::report::Role;
use fastrand::Rng;
use helm_charts::{Chart, generated, texts, written};
use leaves::{Leaf, leaves};

/// A place in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Place {
    file: String,
    span: Span,
}

/// A rendered scalar.
#[derive(Debug)]
struct Field {
    /// Its text and whether it is a string.
    value: String,
    /// What it was made from: the place and the contributors.
    from: BTreeSet<Place>,
    /// What decides that it is there, and what is chosen for it.
    conditions: BTreeSet<Place>,
    /// Whether exactly one value decides.
    is_single: bool,
    /// Whether an expression computes it: texts of templates that it reads are not named.
    is_computed: bool,
}

type Fields = BTreeMap<String, Field>;

fn rendered(chart: &Chart) -> Option<Fields> {
    let (files, values) = (texts(&chart.files), texts(&chart.values));
    let request = Request { files: &files, values: &values, set: &[], release: Release::default() };
    let trees = render_trees(&request).ok()?;
    let mut fields = Fields::new();
    for (path, tree) in trees.iter().filter(|(path, _)| !path.ends_with("NOTES.txt")) {
        for leaf in leaves(tree) {
            fields.insert(format!("{path}#{}", leaf.path), field(tree, &leaf));
        }
    }
    Some(fields)
}

fn field(tree: &Tree, leaf: &Leaf<'_>) -> Field {
    let node = leaf.node;
    let mut field = Field {
        value: format!("{:?}", node.scalar()),
        from: BTreeSet::new(),
        conditions: BTreeSet::new(),
        is_single: false,
        is_computed: false,
    };
    let written = tree.written(node.index(), None);
    field.is_computed = matches!(written.unwritable.map(|why| why.to_string()), Some(why) if why.contains("computed"));
    field.from.insert(place(written.tree, written.node, written.span()));
    let mut others = 0;
    for one in &written.contributors {
        let at = place(one.tree, one.node, one.span());
        match one.role {
            Role::Condition => drop(field.conditions.insert(at)),
            // The expression around what is copied: another one would be another template.
            Role::Expression => {}
            _ => {
                others += 1;
                field.from.insert(at);
            }
        }
    }
    field.is_single = others == 0;
    // What is around it decides whether it is there.
    for around in &leaf.around {
        let written = tree.written(*around, None);
        let contributors = written.contributors.iter();
        let contributors = contributors.map(|one| (one.tree, one.node));
        for (tree, node) in contributors.chain([(written.tree, written.node)]) {
            field.conditions.insert(place(tree, node, tree.node(node).span()));
        }
    }
    field
}

fn place(tree: &Tree, node: u32, span: Span) -> Place {
    let file = tree.source().name().to_owned();
    // A value is the same one in whatever part, and with another text.
    let span = if is_template(&file) { span } else { Span::at(tree.node(node).span().start) };
    Place { file, span }
}

fn is_template(path: &str) -> bool {
    path.contains("templates/")
}

/// Whether two places are the same value, or have some text of a template in common.
fn touches(one: &Place, other: &Place) -> bool {
    if one.file != other.file || !is_template(&one.file) {
        return one == other;
    }
    one.span.start < other.span.end && other.span.start < one.span.end
}

/// The scalars of a file of values, each with the file in which it has another text.
fn changed_values(path: &str, text: &str) -> Vec<(Place, String)> {
    let (tree, _) = parse(Source::new(path, text), Format::YAML, Origin::Text, Limits::default());
    let mut changed = Vec::new();
    for Leaf { node, .. } in leaves(&tree) {
        let Some(span) = node.verbatim_span() else { continue };
        let Some(other) = other(node).filter(|other| other != node.text()) else { continue };
        let mut text = text.to_owned();
        text.replace_range(span.range(), &other);
        changed.push((place(&tree, node.index(), span), text));
    }
    changed
}

/// Another text; expressions in it stay.
fn other(node: NodeRef<'_>) -> Option<String> {
    let text = node.text();
    if text.is_empty() {
        return (node.style() != Style::Plain).then(|| "given".to_owned());
    }
    let Some((before, rest)) = text.split_once("{{") else { return leaves::other(node) };
    if text.contains('\n') || before.is_empty() {
        return None;
    }
    Some(format!("{}{{{{{rest}", leaves::rotated(before)))
}

#[derive(Default, Debug)]
struct Counts {
    fields: usize,
    single: usize,
    changes: usize,
    changed: usize,
    appeared: usize,
    failed: usize,
}

/// Compares what is rendered before and after a change at a place.
fn compare(before: &Fields, after: &Fields, at: &Place, counts: &mut Counts) -> Vec<String> {
    let mut wrong = Vec::new();
    counts.changes += 1;
    for path in before.keys().chain(after.keys().filter(|path| !before.contains_key(*path))) {
        let (old, new) = (before.get(path), after.get(path));
        let names = |field: &Field| field.from.iter().any(|from| touches(from, at));
        let depends = |field: &Field| field.conditions.iter().any(|from| touches(from, at));
        match (old, new) {
            (Some(old), Some(new)) => {
                let is_changed = old.value != new.value;
                counts.changed += usize::from(is_changed);
                let is_named = names(old);
                let is_right = is_named == is_changed || (depends(old) && is_changed);
                let is_right = is_right || (is_template(&at.file) && is_changed && old.is_computed);
                if !is_right {
                    let word = if is_changed { "changed, not named" } else { "named, not changed" };
                    wrong.push(format!("{word}: {path}: {old:?}\n  after: {}", new.value));
                }
            }
            (one, other) => {
                counts.appeared += 1;
                let field = one.or(other).unwrap();
                if !depends(field) && !names(field) {
                    wrong.push(format!("comes or goes: {path}: {field:?}"));
                }
            }
        }
    }
    wrong
}

fn charts() -> Vec<Chart> {
    let mut random = Rng::with_seed(20);
    let mut charts = written();
    charts.extend((0..40).map(|_| generated(&mut random, 12)));
    charts
}

/// The scalars of files of values, each changed once.
fn values_changed(chart: &Chart, before: &Fields, counts: &mut Counts) -> Vec<String> {
    let mut wrong = Vec::new();
    let is_values = |path: &str| path.ends_with("values.yaml");
    let own = (0..chart.files.len()).map(|at| (true, at));
    for (is_own, at) in own.chain((0..chart.values.len()).map(|at| (false, at))) {
        let (path, text) = if is_own { &chart.files[at] } else { &chart.values[at] };
        if is_own && !is_values(path) {
            continue;
        }
        for (place, text) in changed_values(path, text) {
            let mut again = chart.clone();
            let files = if is_own { &mut again.files } else { &mut again.values };
            files[at].1 = text;
            let Some(after) = rendered(&again) else {
                counts.failed += 1;
                continue;
            };
            let found = compare(before, &after, &place, counts);
            if !found.is_empty() {
                wrong.push(format!("{place:?}\n{}", found.join("\n")));
            }
        }
    }
    wrong
}

/// The texts of templates that rendered scalars name as their place, each changed once.
fn templates_changed(chart: &Chart, before: &Fields, counts: &mut Counts) -> Vec<String> {
    let mut wrong = Vec::new();
    let named = before.values().flat_map(|field| field.from.iter());
    let named: BTreeSet<&Place> = named.filter(|place| is_template(&place.file)).collect();
    for place in named {
        let Some(at) = chart.files.iter().position(|(path, _)| *path == place.file) else {
            wrong.push(format!("no file of the chart: {place:?}"));
            continue;
        };
        let written = &chart.files[at].1[place.span.range()];
        if written.contains("{{") || leaves::rotated(written) == written {
            continue;
        }
        let other = match written.parse::<u32>() {
            Ok(number) => (number + 7).to_string(),
            Err(_) => leaves::rotated(written),
        };
        let mut again = chart.clone();
        again.files[at].1.replace_range(place.span.range(), &other);
        let Some(after) = rendered(&again) else {
            counts.failed += 1;
            continue;
        };
        let found = compare(before, &after, place, counts);
        if !found.is_empty() {
            wrong.push(format!("{place:?} {written:?}\n{}", found.join("\n")));
        }
    }
    wrong
}

#[test]
fn a_rendered_scalar_changes_with_the_value_that_its_provenance_names_and_with_no_other() {
    let mut counts = Counts::default();
    let mut wrong = Vec::new();
    for chart in charts() {
        let before = rendered(&chart).unwrap();
        counts.fields += before.len();
        counts.single += before.values().filter(|field| field.is_single).count();
        wrong.extend(values_changed(&chart, &before, &mut counts));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n----\n"));
    let Counts { fields, single, changes, changed, appeared, failed } = counts;
    assert!(fields >= 900 && single >= 700, "{counts:?}");
    assert!(changes >= 800 && changed >= 700 && appeared >= 50 && failed <= 20, "{counts:?}");
}

#[test]
fn a_rendered_scalar_changes_with_the_text_of_a_template_that_it_names_and_with_no_other() {
    let mut counts = Counts::default();
    let mut wrong = Vec::new();
    for chart in charts() {
        let before = rendered(&chart).unwrap();
        wrong.extend(templates_changed(&chart, &before, &mut counts));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n----\n"));
    // Some of the texts are expressions, and there are no others like them.
    let Counts { changes, changed, .. } = counts;
    assert!(changes >= 240 && changed >= 240, "{counts:?}");
}

#[test]
fn an_entry_that_is_added_to_an_empty_mapping_is_below_the_object_whose_place_was_that_mapping() {
    const EMPTY: &[(&str, &str, &str)] = &[
        ("securityContext: {}", "securityContext: {privileged: true}", "securityContext"),
        ("requests: {}", "requests: {cpu: 100m}", "requests"),
        ("nodeSelector: {}", "nodeSelector: {disk: ssd, zone: inner}", "nodeSelector"),
        ("strategy: {}", "strategy: {type: Recreate}", "strategy"),
    ];
    let chart = Chart {
        files: OPTIONAL
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect(),
        values: Vec::new(),
    };
    for (old, new, key) in EMPTY {
        let mut again = chart.clone();
        let text = &mut again.files[1].1;
        assert!(text.contains(old), "{old}");
        *text = text.replace(old, new);
        let place =
            |text: &str| ("values.yaml".to_owned(), text.split_once(": ").unwrap().1.to_owned());
        assert_eq!(mappings(&chart, key), [(0, place(old))]);
        let [(count, place_after)] = mappings(&again, key).try_into().unwrap();
        assert_eq!(place_after, place(new));
        assert!(count > 0, "{key}");
    }
}

/// A chart whose optional fields are empty.
const OPTIONAL: &[(&str, &str)] = &[
    ("Chart.yaml", "apiVersion: v2\nname: optional\nversion: 1.0.0\n"),
    (
        "values.yaml",
        "securityContext: {}\nresources:\n  requests: {}\nnodeSelector: {}\nstrategy: {}\n",
    ),
    (
        "templates/pod.yaml",
        "\
securityContext:
  {{- toYaml .Values.securityContext | nindent 2 }}
resources: {{- .Values.resources | toYaml | nindent 2 }}
nodeSelector: {{ toJson .Values.nodeSelector }}
strategy: {{ .Values.strategy | toYaml | trim | nindent 2 }}
",
    ),
];

/// How many entries the mappings under a key have, each with the file and the text that is its place.
fn mappings(chart: &Chart, key: &str) -> Vec<(usize, (String, String))> {
    let (files, values) = (texts(&chart.files), texts(&chart.values));
    let request = Request { files: &files, values: &values, set: &[], release: Release::default() };
    let mut found = Vec::new();
    for (_, tree) in render_trees(&request).unwrap() {
        let nodes = (0..).take(tree.node_count()).map(|at| tree.node(at));
        let entries = nodes.flat_map(|node| node.own_entries().collect::<Vec<_>>());
        for (_, value) in
            entries.filter(|(name, value)| name.text() == key && value.kind() == Kind::Mapping)
        {
            let written = tree.written(value.index(), None);
            let source = written.tree.source();
            let text = source.slice(written.span()).to_owned();
            found.push((value.own_entries().count(), (source.name().to_owned(), text)));
        }
    }
    found
}
