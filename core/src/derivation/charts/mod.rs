//! Charts: which files contain values for them, which value takes effect where several files set
//! one, and that charts are not rendered.

mod templates;
mod values;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::helm::{self as helm_charts, RenderedCharts};
use super::lookup::{above, at};
use super::stage::{Reading, Stage, Text};
use crate::frontends::{Certainty, HAS_CHARTS, Recognised, helm};
use crate::model::path::{clean, folder, join};
use crate::source::{Problem, ProblemCode};
use crate::syntax::Format;
use crate::tree::{Kind, NodeRef};

/// Files beside a chart that belong to other programs.
const OTHERS: &[&str] = &[
    "artifacthub-repo",
    "app-readme",
    "ct",
    "helmfile",
    "lintconf",
    "mkdocs",
    "questions",
    "taskfile",
];

/// Determines which texts of a bundle are values, which of their values take effect, and which
/// charts are not rendered.
pub(super) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    let charts: Vec<usize> =
        texts.iter().copied().filter(|number| stage.text(*number).is_some_and(is_chart)).collect();
    let declared = helm_charts::declarations(texts, false, stage);
    roles(texts, &charts, &declared.values, stage);
    let rendered = if HAS_CHARTS {
        helm_charts::derive(texts, declared, stage)
    } else {
        RenderedCharts::default()
    };
    let outside = |number: &usize, folders: &dyn Fn(&str) -> bool| {
        let path = stage.text(*number).map(|text| clean(text.path)).unwrap_or_default();
        !above(&path).into_iter().any(folders)
    };
    let of = |folders: &dyn Fn(&str) -> bool| -> Vec<usize> {
        charts.iter().copied().filter(|number| outside(number, folders)).collect()
    };
    let untried = of(&|folder| rendered.homes.contains(folder));
    let others = of(&|folder| rendered.made.contains_key(folder));
    unrendered(texts, &untried, stage);
    templates::derive(texts, &others, &rendered.made, stage);
    values::derive(texts, stage);
}

/// The file that marks the folder of a values file as a chart: the values alone do not say what
/// reads them.
pub(crate) fn chart_beside(text: &Text<'_>) -> Option<String> {
    (text.kind == &helm::VALUES).then(|| join(folder(text.path), "Chart.yaml"))
}

fn is_chart(text: &Text<'_>) -> bool {
    let file = text.path.rsplit('/').next().unwrap_or(text.path).to_ascii_lowercase();
    text.kind == &helm::CHART && file.split('.').next() == Some("chart") && !file.ends_with("lock")
}

/// Reads texts as values that are beside a chart, or that other files reference as values.
fn roles(texts: &[usize], charts: &[usize], named: &BTreeSet<usize>, stage: &mut Stage<'_>) {
    let doubtful: HashMap<String, usize> = texts
        .iter()
        .filter_map(|number| {
            let text = stage.text(*number)?;
            let may_be = text.kind.certainty == Certainty::Possible && text.source.is_some();
            may_be.then(|| (clean(text.path), *number))
        })
        .collect();
    if doubtful.is_empty() {
        return;
    }
    let of = |number: &usize| stage.text(*number);
    let folders: HashSet<String> =
        charts.iter().filter_map(of).map(|chart| folder(&clean(chart.path)).to_owned()).collect();
    let mut found: Vec<usize> = doubtful
        .iter()
        .filter(|(path, _)| folders.contains(folder(path)) && may_be_beside(path))
        .map(|(_, number)| *number)
        .filter(|number| of(number).is_some_and(can_be_values))
        .collect();
    found.extend(doubtful.values().filter(|number| named.contains(number)));
    for number in found {
        let Some(source) = stage.text(number).and_then(|text| text.source) else { continue };
        let recognised = Recognised::new(&helm::VALUES, Format::YAML);
        stage.reading(number, Reading::new(source, recognised, stage.limits()));
    }
}

/// Whether a file beside a chart may contain values for it, by its name.
fn may_be_beside(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let stem = file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml"));
    stem.is_some_and(|stem| !stem.starts_with('.') && !OTHERS.contains(&stem))
}

/// Whether a text can be values, by its content: a mapping that is not a manifest.
fn can_be_values(text: &Text<'_>) -> bool {
    let is_mapping = |root: NodeRef<'_>| {
        let is_manifest = root.entry("apiVersion").is_some() || root.entry("kind").is_some();
        root.kind() == Kind::Mapping && !root.is_empty() && !is_manifest
    };
    let mut documents = text.tree.into_iter().flat_map(|tree| tree.documents());
    documents.next().is_some_and(|(_, root)| is_mapping(root)) && documents.next().is_none()
}

/// Reports each chart whose rendered output is not in the input.
fn unrendered(texts: &[usize], charts: &[usize], stage: &mut Stage<'_>) {
    if charts.is_empty() {
        return;
    }
    // Helm writes the chart and template of each document in a comment above it.
    let sources = texts.iter().filter_map(|number| stage.text(*number)?.source);
    let lines = sources.flat_map(|source| source.text().lines());
    let origins = lines.filter_map(|line| line.strip_prefix("# Source: ")?.split('/').next());
    let rendered: HashSet<&str> = origins.collect();
    for number in charts {
        let Some(tree) = stage.text(*number).and_then(|text| text.tree) else { continue };
        let Some((document, root)) = tree.documents().next() else { continue };
        let text_of = |key| at(root, key).map_or("", NodeRef::text);
        // A library chart renders no objects itself.
        if text_of("type") == "library" || rendered.contains(text_of("name")) {
            continue;
        }
        let message = "chart was not rendered: the pods of its templates were not checked";
        let spot = at(root, "name").unwrap_or(root).span();
        let problem = Problem::new(ProblemCode::NotBuilt, message).at(spot);
        stage.problem(*number, problem.in_document(document.number));
        if at(root, "dependencies").is_some_and(|others| !others.is_empty()) {
            let name = text_of("name");
            let why = format!("rendered dependencies of chart `{name}` not found in the input");
            stage.unseen(*number, Some("Pod"), why);
        }
    }
}
