//! What the templates of charts make, as far as their texts say.

use std::sync::Arc;

use crate::derivation::lookup::{at, list};
use crate::derivation::stage::{Stage, Text};
use crate::frontends::{helm, kinds_in};
use crate::model::path::{clean, folder};
use crate::model::settings::Templates;
use crate::tree::NodeRef;

/// Says of each file of values beside a chart what the templates of the chart make.
pub(super) fn derive(texts: &[usize], charts: &[usize], stage: &mut Stage<'_>) {
    let of: Vec<(usize, String)> = texts
        .iter()
        .filter(|number| stage.read(**number).is_some_and(|(kind, _)| kind == &helm::VALUES))
        .filter_map(|number| Some((*number, helm::values(&clean(stage.text(*number)?.path)).chart)))
        .collect();
    for chart in charts {
        let Some(text) = stage.text(*chart) else { continue };
        let path = clean(text.path);
        let home = folder(&path).to_owned();
        let values = || of.iter().filter(|(_, chart)| *chart == home);
        if values().next().is_none() {
            continue;
        }
        let all = texts.iter().filter_map(|number| stage.text(*number));
        let templates = Arc::new(templates(text, &home, all));
        for (number, _) in values() {
            stage.templates(*number, Arc::clone(&templates));
        }
    }
}

fn templates<'p>(
    chart: &Text<'_>,
    home: &str,
    texts: impl Iterator<Item = &'p Text<'p>>,
) -> Templates {
    let root = chart.tree.and_then(|tree| tree.documents().next()).map(|(_, root)| root);
    let name = root.and_then(|root| at(root, "name")).map_or("", NodeRef::text);
    let mut templates = Templates::default();
    let mut is_any = false;
    for text in texts {
        let path = clean(text.path);
        let below = match home {
            "" => Some(path.as_str()),
            home => path.strip_prefix(home).and_then(|rest| rest.strip_prefix('/')),
        };
        let Some(below) = below.filter(|below| is_template(below)) else { continue };
        is_any = true;
        let source = text.source.map_or("", |source| source.text());
        let kinds = kinds_in(source);
        if kinds.contains(&None) || (kinds.is_empty() && source.contains("include")) {
            templates.unseen = Some(format!("what the template `{below}` makes is not said in it"));
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
        templates.unseen =
            Some(format!("the templates of the chart `{name}` are not in the input"));
    } else if !dependencies.is_empty() {
        let why = format!("what the charts that `{name}` depends on make is not in the input");
        templates.unseen = Some(why);
    }
    templates
}

/// Whether a path below a chart is one of a template of it, or of a chart that it carries.
fn is_template(path: &str) -> bool {
    path.starts_with("templates/") || path.starts_with("charts/") && path.contains("/templates/")
}
