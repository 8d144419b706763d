//! What is judged, as YAML: the objects that kustomizations build, the projects that Compose files make, or
//! manifests as they are written.
//!
//! INVARIANT: a text of an input is only written through [`Hidden`], unless the caller asks for secrets.

mod document;
mod hidden;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::document::{Rendered, document};
use self::hidden::Hidden;
use super::input;
use super::known::Known;
use super::locate::{contributors, locate, locate_place};
use super::record::{InputStatus, InputSummary, Location, ProblemRecord, RelatedLocation};
use super::release::{release_inputs, release_origins};
use super::words::plain;
use crate::engine::{Shown, Sources, Walk, shown};
use crate::error::Error;
use crate::policy::Options;
use crate::tree::{Kind, MissingPath, Place, Spot};

/// How what is judged is rendered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct RenderOptions {
    /// The environment to render; default: all.
    pub environment: Option<String>,
    /// Whether a comment after each scalar names the file and line where the value that decides it was
    /// written, and [`RenderedEnvironment::origins`] is filled; default: no.
    pub origins: bool,
    /// Whether secrets are written as they are; default: no, they are masked as in reports. The output
    /// then contains credentials: it must not be logged or stored where others can read it.
    pub show_secrets: bool,
    /// The name of the release that charts are rendered for; default: that of the policy, or the name of
    /// the chart.
    pub release: Option<String>,
    /// The namespace of the release; default: that of the policy, or `default`.
    pub namespace: Option<String>,
    /// API versions of the cluster in addition to those of the policy and to those that Helm assumes:
    /// `monitoring.coreos.com/v1`; default: none.
    pub api_versions: Vec<String>,
    /// The names of inputs with values for charts, the later ones over the earlier ones. With these, or
    /// with `set`, charts are rendered for them only and not for the environments of their values files;
    /// default: none.
    pub values: Vec<String>,
    /// Values for charts over those of inputs, as `helm --set` takes them: `image.tag=1.2`; default: none.
    pub set: Vec<String>,
}

/// What is judged, as YAML.
///
/// Without masked and unresolved values, each text reads back as the same objects.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rendering {
    /// The whole output: the environments one after the other, each below a comment with its name. It
    /// begins with a comment if values are masked or not resolved. Empty if there is nothing to render.
    pub text: String,
    /// Each environment, sorted by name; first, without a name, what is in none.
    pub environments: Vec<RenderedEnvironment>,
    /// The inputs that have problems, as in a report: their objects may be missing.
    pub problems: Vec<InputSummary>,
    /// Whether there is something to render and every input was read in full.
    pub is_complete: bool,
    /// Whether secrets are masked, so that the output cannot be applied.
    pub has_masked: bool,
    /// Whether values could not be resolved, so that the output cannot be applied.
    pub has_unresolved: bool,
}

/// An environment as YAML.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RenderedEnvironment {
    /// Its name; `None` for what is applied apart from named environments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
    /// Its documents in the order in which they are built, each after `---`.
    pub text: String,
    /// Where its values were written, in the order of their lines; empty unless origins are asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<RenderedOrigin>,
}

/// Where a value of a rendered text was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RenderedOrigin {
    /// The line of the rendered text on which the value begins, from 1. A mapping or a list begins on the
    /// line of its key or dash.
    pub line: u32,
    /// The place that decides the value. For a mapping or a list, the place of a finding about a field
    /// that it lacks.
    pub location: Location,
    /// The other places that contribute to it: the expressions that wrote it, the values that they read,
    /// and conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedLocation>,
}

/// Renders what is judged.
///
/// # Errors
/// For an unknown environment.
pub(crate) fn render(
    walk: &Walk<'_>,
    sources: &Sources<'_>,
    options: &Options,
    asked: &RenderOptions,
) -> Result<Rendering, Error> {
    let mut all = shown(walk, sources);
    let limit = options.limits.environments as usize;
    let over = all.split_off(limit.min(all.len()));
    let over: Vec<Arc<str>> = over.into_iter().filter_map(|one| one.environment).collect();
    if let Some(name) = &asked.environment {
        let known: Vec<Arc<str>> = all.iter().filter_map(|one| one.environment.clone()).collect();
        all.retain(|one| one.environment.as_deref() == Some(name));
        if all.is_empty() {
            let known = known.iter().map(|name| &**name);
            return Err(Error::unlisted_name("environment", name, known));
        }
    }
    let known = Known::new(walk);
    let mask = Arc::clone(&known.mask);
    let hidden = (!asked.show_secrets).then(|| Hidden::new(walk, known));
    let writer = Writer { walk, hidden: hidden.as_ref(), origins: asked.origins };
    let mut rendering = writer.rendering(&all);
    for environment in &mut rendering.environments {
        release_origins(&mut environment.origins, &mask);
    }
    let mut inputs = input::read(walk, &over, options);
    let is_incomplete = |input: &InputSummary| input.status.is_incomplete();
    rendering.is_complete = !all.is_empty() && !inputs.iter().any(is_incomplete);
    inputs.retain(has_problems);
    release_inputs(&mut inputs, &mask);
    rendering.problems = inputs;
    Ok(rendering)
}

/// Whether something is missing or wrong in an input, and not because it was excluded or is no manifest.
fn has_problems(input: &InputSummary) -> bool {
    let is_left_out = matches!(input.status, InputStatus::Excluded | InputStatus::Other);
    !is_left_out && input.problems.iter().any(|ProblemRecord { code, .. }| code.is_some())
}

/// A document as YAML, with where its values were written; their lines are those of the document.
#[derive(Default)]
struct Written {
    rendered: Rendered,
    origins: Vec<RenderedOrigin>,
}

struct Writer<'w, 'p> {
    walk: &'w Walk<'p>,
    hidden: Option<&'w Hidden>,
    origins: bool,
}

impl Writer<'_, '_> {
    fn rendering(&self, all: &[Shown]) -> Rendering {
        let mut rendering = Rendering::default();
        // A document is in several environments if no overlay changes it.
        let mut written: HashMap<Place, Written> = HashMap::new();
        for shown in all {
            let mut environment =
                RenderedEnvironment { name: shown.environment.clone(), ..Default::default() };
            // The line of `---` that follows.
            let mut line = 1;
            for place in &shown.documents {
                let one = written.entry(*place).or_insert_with(|| self.written(*place));
                environment.text.push_str("---\n");
                environment.text.push_str(&one.rendered.text);
                environment.origins.extend(one.origins.iter().cloned().map(|mut origin| {
                    origin.line += line;
                    origin
                }));
                line += 1 + one.rendered.lines;
                rendering.has_masked |= one.rendered.is_masked;
                rendering.has_unresolved |= one.rendered.is_unresolved;
            }
            rendering.environments.push(environment);
        }
        rendering.text = rendering.whole();
        rendering
    }

    fn written(&self, place: Place) -> Written {
        let Some(tree) = self.walk.tree(place.tree()) else { return Written::default() };
        let origin = |node: u32| self.origin(Place::new(place.tree(), node));
        let origins: Option<&dyn Fn(u32) -> Option<String>> =
            if self.origins { Some(&origin) } else { None };
        let rendered = document(tree.node(place.node()), self.hidden, origins);
        let origins = rendered.nodes.iter().filter_map(|(line, node)| {
            let is_collection = matches!(tree.node(*node).kind(), Kind::Mapping | Kind::Sequence);
            let missing = is_collection.then(MissingPath::default);
            let spot = Spot { place: Place::new(place.tree(), *node), missing, ..Spot::default() };
            let location = locate(self.walk, &spot)?;
            let related = contributors(self.walk, &spot);
            Some(RenderedOrigin { line: line + 1, location, related })
        });
        Written { origins: origins.collect(), rendered }
    }

    /// The file and line where the value at a place was written.
    fn origin(&self, place: Place) -> Option<String> {
        let location = locate_place(self.walk, place)?;
        let path = plain(&location.path);
        Some(match location.start {
            Some(start) => format!("{path}:{}", start.line),
            None => path.into_owned(),
        })
    }
}

impl Rendering {
    fn whole(&self) -> String {
        let mut text = String::new();
        let left_out = match (self.has_masked, self.has_unresolved) {
            (true, true) => "Secrets are masked and some values are not resolved",
            (true, false) => "Secrets are masked",
            (false, true) => "Some values are not resolved",
            (false, false) => "",
        };
        if !left_out.is_empty() {
            text.extend(["# ", left_out, ": this output cannot be applied.\n"]);
        }
        let has_names = self.environments.iter().any(|one| one.name.is_some());
        for environment in &self.environments {
            match &environment.name {
                Some(name) => text.extend(["# environment: ", &*plain(name), "\n"]),
                None if has_names => text.push_str("# no environment\n"),
                None => {}
            }
            text.push_str(&environment.text);
        }
        text
    }
}
