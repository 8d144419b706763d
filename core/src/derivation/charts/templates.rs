//! The objects that templates of charts render, as far as their texts say.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::derivation::lookup::{at, list};
use crate::derivation::stage::{Stage, Text};
use crate::frontends::{helm, kinds_in};
use crate::model::path::{clean, folder};
use crate::model::settings::Templates;
use crate::source::{Problem, ProblemCode};
use crate::syntax::gotemplate;
use crate::tree::NodeRef;

/// A template, with its path below a folder.
type Found<'p> = (String, usize, &'p Text<'p>);

/// Records for each values file beside a chart what the templates of the chart render, and for each
/// template why Helm cannot parse it. Some charts were rendered.
pub(super) fn derive(
    texts: &[usize],
    charts: &[usize],
    rendered: &HashMap<String, Arc<Templates>>,
    stage: &mut Stage<'_>,
) {
    let mut values: HashMap<String, Vec<usize>> = HashMap::new();
    for number in texts {
        let Some(text) = stage.text(*number) else { continue };
        if stage.read(*number).is_some_and(|(kind, _)| kind == &helm::VALUES) {
            let chart = helm::values(&clean(text.path)).chart;
            if let Some(made) = rendered.get(&chart) {
                stage.templates(*number, Arc::clone(made));
            } else {
                values.entry(chart).or_default().push(*number);
            }
        }
    }
    let found = if charts.is_empty() { HashMap::new() } else { by_home(texts, stage) };
    let mut parsed = HashSet::new();
    for chart in charts {
        let Some(text) = stage.text(*chart) else { continue };
        let home = folder(&clean(text.path)).to_owned();
        let own = found.get(&home).map_or(&[][..], Vec::as_slice);
        for (_, number, text) in own.iter().filter(|(_, number, _)| parsed.insert(*number)) {
            let source = text.source.map_or("", |source| source.text());
            if let Err(fault) = gotemplate::parse(source) {
                let message = format!("parse error: {}", fault.message);
                stage.problem(*number, Problem::new(ProblemCode::Syntax, message).at(fault.span));
            }
        }
        let Some(values) = values.get(&home) else { continue };
        let templates = Arc::new(templates(text, own));
        for number in values {
            stage.templates(*number, Arc::clone(&templates));
        }
    }
}

/// The templates below each folder that may be a chart, each with its path relative to that folder.
fn by_home<'p>(texts: &[usize], stage: &Stage<'p>) -> HashMap<String, Vec<Found<'p>>> {
    let mut found: HashMap<String, Vec<_>> = HashMap::new();
    for number in texts {
        let Some(text) = stage.text(*number) else { continue };
        let path = clean(text.path);
        let within = path.match_indices('/').map(|(at, _)| (at, at + 1));
        for (end, begin) in std::iter::once((0, 0)).chain(within) {
            let (Some(home), Some(below)) = (path.get(..end), path.get(begin..)) else { continue };
            if is_template(below) {
                found.entry(home.to_owned()).or_default().push((below.to_owned(), *number, text));
            }
        }
    }
    found
}

fn templates(chart: &Text<'_>, texts: &[Found<'_>]) -> Templates {
    let root = chart.tree.and_then(|tree| tree.documents().next()).map(|(_, root)| root);
    let name = root.and_then(|root| at(root, "name")).map_or("", NodeRef::text);
    let mut templates = Templates::default();
    let is_any = !texts.is_empty();
    for (below, _, text) in texts {
        let source = text.source.map_or("", |source| source.text());
        let kinds = kinds_in(source);
        if kinds.contains(&None) || (kinds.is_empty() && source.contains("include")) {
            templates.unseen = Some(format!("kinds that template `{below}` renders are not known"));
        }
        templates.kinds.extend(kinds.into_iter().flatten().map(str::to_owned));
    }
    templates.kinds.sort();
    templates.kinds.dedup();
    let dependencies = root.map(|root| list(root, "dependencies")).unwrap_or_default();
    for dependency in &dependencies {
        let keys = ["alias", "name"].into_iter().find_map(|key| at(*dependency, key));
        templates.dependencies.extend(keys.map(|key| key.text().to_owned()));
    }
    if !is_any {
        templates.unseen = Some(format!("templates of chart `{name}` not found in the input"));
    } else if !dependencies.is_empty() {
        let why = format!("rendered dependencies of chart `{name}` not found in the input");
        templates.unseen = Some(why);
    }
    templates
}

/// Whether a path below a chart is a template of it, or of a chart in its `charts` folder.
fn is_template(path: &str) -> bool {
    path.starts_with("templates/") || path.starts_with("charts/") && path.contains("/templates/")
}
