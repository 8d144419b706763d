//! Helm: charts and their values. Templates must be rendered first, and are not read.

mod environment;

pub(crate) use environment::{is_of_environment, values};

use super::DocumentReport;
use super::frontend::{
    Certainty, Doubt, Environments, File, FileKind, Frontend, Reading, Recognised,
};
use super::inner::texts;
use super::names::FileName;
use super::purpose::Purpose;
use super::settings::{Listing, file, read, read_any};
use crate::model::meta::Metadata;
use crate::model::settings::SettingKind;
use crate::model::{Body, Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::{Cursor, Field};

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Helm),
    words: Words::of("Helm"),
    kinds: &[
        &CHART,
        &VALUES,
        &TEMPLATE,
        &PARTIAL,
        &RENDERED,
        &PACKAGE,
        &PACKED_FILE,
        &IGNORE,
        &IGNORED,
    ],
    formats: &[Format::YAML, Format::TEXT, Format::TEMPLATE, Format::ARCHIVE],
    recognise,
    reconsider,
    settings,
};

/// The description of a chart, the list of its dependencies, or their resolved versions.
pub(crate) static CHART: FileKind = FileKind {
    word: "chart",
    certainty: Certainty::Likely,
    matters: |_, _| true,
    reading: Reading::Documents(read_chart),
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: chart,
    environments: Environments::Labels,
};

/// Values for the templates of a chart.
pub(crate) static VALUES: FileKind = FileKind {
    word: "values",
    certainty: Certainty::Likely,
    matters: |_, _| true,
    reading: Reading::Documents(read_values),
    inner: texts,
    purpose,
    whole: chart,
    environments: Environments::Labels,
};

/// A template of a chart.
static TEMPLATE: FileKind = FileKind {
    word: "template",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Refused("chart template must be rendered before it can be checked"),
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: chart,
    environments: Environments::Labels,
};

/// A file with definitions for the templates of a chart or with the notes that Helm prints, or a template
/// of another program.
static PARTIAL: FileKind = FileKind { word: "template definitions", ..UNREAD };

/// A template of a chart that is rendered: what it renders is checked in its place.
pub(crate) static RENDERED: FileKind = FileKind {
    word: "rendered template",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Documents(read_rendered),
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: chart,
    environments: Environments::Labels,
};

/// A chart in an archive, as `helm package` writes it.
static PACKAGE: FileKind = FileKind {
    word: "packaged chart",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: PACKAGE_READING,
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: chart,
    environments: Environments::Labels,
};

#[cfg(feature = "charts")]
const PACKAGE_READING: Reading = Reading::Packed(super::frontend::Packed {
    unpack: crate::source::unpack,
    marker: "Chart.yaml",
    otherwise: "archive is not a Helm chart: `Chart.yaml` not found in its folder",
    other: Recognised::new(&PACKED_FILE, Format::TEXT),
});
/// Nothing but the name of the archive is looked at.
#[cfg(not(feature = "charts"))]
const PACKAGE_READING: Reading = Reading::Uncovered(super::frontend::Uncovered {
    one: "packaged chart",
    many: "packaged charts",
    settings: None,
});

/// A text that is not checked by itself.
const UNREAD: FileKind = FileKind {
    word: "file of a packaged chart",
    certainty: Certainty::Certain,
    matters: |_, _| false,
    reading: Reading::Documents(|_, _| Vec::new()),
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: chart,
    environments: Environments::Labels,
};

/// A file of a packaged chart that templates may read, and that is not checked by itself.
static PACKED_FILE: FileKind = UNREAD;

/// The list of the files in the folder of a chart that are not part of it.
static IGNORE: FileKind = FileKind { word: "ignore of a chart", ..UNREAD };

/// A file among the templates of a chart that is not part of it.
pub(crate) static IGNORED: FileKind = FileKind { word: "ignored by `.helmignore`", ..UNREAD };

fn recognise(name: &FileName) -> Option<Recognised> {
    let is_of_chart = |stem| matches!(stem, "chart" | "requirements");
    let is_lock = matches!(name.parts(), Some((stem, "lock")) if is_of_chart(stem));
    if is_lock || name.yaml().is_some_and(is_of_chart) {
        return Some(Recognised::new(&CHART, Format::YAML));
    }
    if name.file == ".helmignore" {
        return Some(Recognised::new(&IGNORE, Format::TEXT));
    }
    if is_package(&name.file) {
        return Some(Recognised::new(&PACKAGE, Format::ARCHIVE));
    }
    let is_text = matches!(name.parts(), Some((_, "tpl") | ("notes", "txt")));
    let is_partial = is_text && name.is_below("templates");
    if is_partial {
        return Some(Recognised::new(&PARTIAL, Format::TEMPLATE));
    }
    name.is_yaml_with("values").then_some(Recognised::new(&VALUES, Format::YAML))
}

/// A file that could be a manifest may be a template.
fn reconsider(doubt: &Doubt<'_>) -> Option<Recognised> {
    let may_be = doubt.kind.certainty == Certainty::Possible && doubt.tree.is_none();
    let is_template = may_be && is_template(doubt.path, doubt.text);
    is_template.then_some(Recognised::new(&TEMPLATE, Format::YAML))
}

/// The chart of a file. The values files of one chart are not alternatives unless the chart is
/// rendered with them: a value of one file may be overridden by another.
fn chart(path: &str) -> Whole {
    Whole::named("chart", values(path).chart)
}

fn purpose(path: &str) -> Purpose {
    Purpose { environment: values(path).environment, ..Purpose::of_settings(path) }
}

/// Whether a file is a template of a chart, by its path and its text. A file among the templates
/// without expressions is installed unchanged, so it is a manifest.
fn is_template(path: &str, text: &str) -> bool {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    folders.any(|folder| folder == "templates") && text.contains("{{")
}

/// Reads the documents of a chart's own files: `Chart.yaml`, `requirements.yaml`, `Chart.lock`.
fn read_chart<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let path = tree.source().name();
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    let kind = match file.split_once('.') {
        Some((_, "lock")) => "chart-lock",
        Some(("requirements", _)) => "requirements",
        _ => "chart",
    };
    read(tree, |root| {
        let content = Cursor::new(given.number, root);
        let name = if kind == "chart" {
            content.get("name").literal()
        } else {
            Field::set(path, content.place())
        };
        resources.push(Resource {
            technology: Technology::Helm,
            kind,
            metadata: Metadata { name, ..Metadata::default() },
            content,
            ..Resource::default()
        });
    })
}

/// Reads a template as a part of what is rendered.
fn read_rendered<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    read_any(given.tree, |root| {
        let content = Cursor::new(given.number, root);
        let body = Body::Part;
        let technology = Technology::Helm;
        resources.push(Resource {
            technology,
            kind: "template",
            body,
            content,
            ..Resource::default()
        });
    })
}

/// Whether a kind of file is a template, or contains definitions for templates.
pub(crate) fn is_template_text(kind: &FileKind) -> bool {
    [&TEMPLATE, &PARTIAL, &RENDERED].contains(&kind)
}

/// Whether a file with this name may be a chart in an archive.
pub fn is_package(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("tgz"))
}

/// Whether a file is the description of a chart.
pub(crate) fn is_description(path: &str) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    matches!(file, "Chart.yaml" | "Chart.yml")
}

/// Reads the documents of a values file, for the environments that the caller gives or else for the
/// one in its path.
fn read_values<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let found = purpose(tree.source().name()).settings(given.environments);
    read(tree, |root| {
        let content = Cursor::new(given.number, root);
        resources.push(file(content, tree, Technology::Helm, "values", found.clone()));
    })
}

/// Lists the scalars of a values file.
fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Settings(_) = &resource.body {
        listing.scalars(SettingKind::Value, &resource.content);
    }
}
