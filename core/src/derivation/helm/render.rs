//! Renders a chart for one release.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::chart::{self, Chart, ChartFile, Nulls, Renderable, Settings};
use super::fault::{Cause, Fault, Site};
use super::object::Version;
use super::output::{Output as Writer, Parsed};
use super::schema;
use super::sources::Sources;
use super::templates::{Output, Templates};
use super::text::Text;
use super::value::{Map, Value};
use super::yaml::values_of;
use crate::source::{Source, Span};
use crate::syntax::{self, Format};
use crate::tree::{Limits, Origin, Tree};

/// The release that a chart is rendered for.
#[derive(Clone, Debug)]
pub struct Release {
    /// The name of the release. Default: `release-name`.
    pub name: String,
    /// The namespace. Default: `default`.
    pub namespace: String,
    /// The version of Kubernetes. Default: 1.37.
    pub kubernetes: Option<String>,
    /// Groups and versions of the cluster besides those that Helm assumes.
    pub api_versions: Vec<String>,
}

impl Default for Release {
    fn default() -> Self {
        Self {
            name: DEFAULT_NAME.to_owned(),
            namespace: "default".to_owned(),
            kubernetes: None,
            api_versions: Vec::new(),
        }
    }
}

/// A chart, and what it is rendered with.
#[derive(Clone, Debug)]
pub struct Request<'r> {
    /// The files of the chart, by path below it.
    pub files: &'r [(&'r str, &'r str)],
    /// Files of values, the later ones over the earlier ones.
    pub values: &'r [(&'r str, &'r str)],
    /// Single values over those of files: `image.tag=1.2`.
    pub set: &'r [&'r str],
    /// The release.
    pub release: Release,
}

/// What a chart renders.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The templates, in the order in which Helm renders them.
    pub templates: Vec<Template>,
    /// Why it does not render.
    pub failure: Option<Failure>,
}

/// What a template renders.
#[derive(Clone, Debug)]
pub struct Template {
    /// The path of the template, from the name of the outermost chart on.
    pub path: String,
    /// The text.
    pub text: String,
    /// The bytes that are not known before the chart is installed.
    pub open: Vec<Range<usize>>,
}

/// Why a chart does not render.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The cause, in the words of Go or Helm.
    pub message: String,
    /// The templates that led to it, the innermost first, each with its line and column from 1.
    pub places: Vec<(String, u32, u32)>,
}

/// The name that Helm gives a release where none is asked for.
pub(super) const DEFAULT_NAME: &str = "release-name";
/// The version that Helm 3.22 assumes.
const DEFAULT_KUBERNETES: &str = "v1.37.0";

/// Renders a chart.
pub fn render(request: &Request<'_>) -> Rendered {
    render_each(request, &[request.values]).pop().unwrap_or_default()
}

/// Renders a chart with each of several lists of values files, in place of those of the request. The
/// chart is loaded once.
pub fn render_each(request: &Request<'_>, given: &[&[(&str, &str)]]) -> Vec<Rendered> {
    let mut sources = Sources::default();
    let chart = match loaded(request, &mut sources) {
        Ok(chart) => chart,
        Err(failure) => return vec![Rendered::failed(failure); given.len()],
    };
    let templates = Templates::of(&chart);
    let one = |values: &&[(&str, &str)]| match rendered(
        &chart,
        &templates,
        &Request { values, ..request.clone() },
        &mut sources,
    ) {
        Ok(outputs) => {
            let templates = outputs.iter().map(|one| Template::new(&one.path, &one.text));
            Rendered { templates: templates.collect(), failure: None }
        }
        Err(failure) => Rendered::failed(failure),
    };
    given.iter().map(one).collect()
}

/// The objects that the templates of a chart render, as trees with the origin of each node; each with
/// the path of its template.
///
/// # Errors
/// If the chart does not render, or what it renders exceeds a limit.
pub fn render_trees(request: &Request<'_>) -> Result<Vec<(String, Tree)>, Failure> {
    let limits = Limits::default();
    let mut sources = Sources::default();
    let chart = loaded(request, &mut sources)?;
    let outputs = rendered(&chart, &Templates::of(&chart), request, &mut sources)?;
    let trees: Arc<[Arc<Tree>]> = sources.trees.into();
    let mut made = Vec::with_capacity(outputs.len());
    for one in outputs {
        let name = Arc::from(&*one.path);
        let parsed = Parsed::new(&one.path, one.text.clone(), limits);
        let mut writer = Writer::new(&name, &one.template, Arc::clone(&trees), limits);
        for root in parsed.documents() {
            let written = writer.document(&parsed.text, root);
            written.map_err(|problem| Failure::of(problem.message))?;
        }
        made.push((one.path.to_string(), writer.finish()));
    }
    Ok(made)
}

fn parsed<'p>(path: &'p str, text: &str, limits: Limits) -> (&'p str, Source, Option<Arc<Tree>>) {
    let source = Source::new(path, text);
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_read = matches!(name, "Chart.yaml" | "values.yaml" | "requirements.yaml");
    let tree = is_read
        .then(|| Arc::new(syntax::parse(source.clone(), Format::YAML, Origin::Text, limits).0));
    (path, source, tree)
}

fn loaded(request: &Request<'_>, sources: &mut Sources) -> Result<Chart, Failure> {
    let limits = Limits::default();
    let parsed: Vec<(&str, Source, Option<Arc<Tree>>)> =
        request.files.iter().map(|(path, text)| parsed(path, text, limits)).collect();
    let files: Vec<ChartFile<'_>> = parsed
        .iter()
        .map(|(path, source, tree)| ChartFile { path, source, tree: tree.as_ref() })
        .collect();
    Ok(chart::load(&files, sources, limits)?)
}

fn rendered<'t>(
    chart: &Chart,
    templates: &'t Templates<'t>,
    request: &Request<'_>,
    sources: &mut Sources,
) -> Result<Vec<Output>, Failure> {
    let release = &request.release;
    let kubernetes = release.kubernetes.as_deref().unwrap_or(DEFAULT_KUBERNETES);
    let settings = Settings {
        name: release.name.as_str().into(),
        namespace: release.namespace.as_str().into(),
        kubernetes: Version::parse(kubernetes).map_err(Failure::of)?,
        api_versions: release.api_versions.iter().map(|one| Rc::from(one.as_str())).collect(),
    };
    let mut given = Vec::new();
    for (path, text) in request.values {
        given.extend(values_in(path, text, sources, Limits::default())?);
    }
    let given = chart::merge_files(given);
    for text in request.set {
        chart::set(text, &given)?;
    }
    let mut chart = chart.clone();
    chart::process(&mut chart, &given)?;
    let values = chart::coalesce(&chart, &given, Nulls::Remove)?;
    if let Some(message) = schema::check(&chart, &values).message() {
        return Err(Failure::of(message));
    }
    chart::require(&chart, &settings.kubernetes)?;
    let renderables = chart::renderables(&chart, values, &settings);
    let rendered = templates.render(&renderables);
    rendered.map_err(|fault| Failure::at(&fault, &renderables))
}

/// The values of a file that is given for a release.
fn values_in(
    path: &str,
    text: &str,
    sources: &mut Sources,
    limits: Limits,
) -> Result<Option<Map>, Cause> {
    let source = Source::new(path, text);
    let (tree, _) = syntax::parse(source, Format::YAML, Origin::Text, limits);
    let tree = Arc::new(tree);
    let number = sources.add(&tree);
    let Some((_, root)) = tree.documents().next() else { return Ok(None) };
    match values_of(root, number)? {
        Value::Map(map) => Ok(Some(map)),
        Value::Nil(_) => Ok(None),
        _ => Err(format!("failed to parse {path}: not a mapping").into()),
    }
}

impl Rendered {
    fn failed(failure: Failure) -> Self {
        Self { templates: Vec::new(), failure: Some(failure) }
    }
}

impl Template {
    fn new(path: &str, text: &Text) -> Self {
        let open = text.pieces().filter(|(_, trace)| trace.is_open()).map(|(range, _)| range);
        Self { path: path.to_owned(), open: open.collect(), text: text.as_str().to_owned() }
    }
}

impl Failure {
    fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), places: Vec::new() }
    }

    /// A fault as Helm says it, with the lines and columns of its places.
    fn at(fault: &Fault, texts: &[Renderable]) -> Self {
        let text = |site: &Site| {
            let found = texts.iter().find(|of| of.path == site.file);
            found.map_or("", |of| of.text.as_str())
        };
        let places = fault.places.iter().map(|site| {
            let (line, column) = position(text(site), site.span);
            (site.file.to_string(), line, column)
        });
        let Some(site) = fault.places.first() else { return Self::of(&*fault.cause.message) };
        let (line, column) = position(text(site), site.span);
        let place = format!("{}:{line}:{}", site.file, column.saturating_sub(1));
        let shown = text(site).get(site.span.range()).unwrap_or_default();
        let (template, cause) = (&site.template, &fault.cause.message);
        let message = if let Some(cause) = cause.strip_prefix("parse error: ") {
            format!("parse error at ({}:{line}): {cause}", site.file)
        } else if fault.cause.is_of_chart {
            format!("execution error at ({place}): {cause}")
        } else {
            format!("template: {place}: executing {template:?} at <{shown}>: {cause}")
        };
        Self { message, places: places.collect() }
    }
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        Self::of(cause.message)
    }
}

/// The line and column of a span, from 1.
fn position(text: &str, span: Span) -> (u32, u32) {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (small(line), small(before.len() - start + 1))
}
