//! What is said of a chart that is rendered: what is missing, and why it does not render.

use super::Made;
use super::Release;
use crate::derivation::helm::chart::{Chart, Dependency};
use crate::derivation::helm::declared::Installed;
use crate::derivation::helm::fault::Fault;
use crate::derivation::helm::files::pattern;
use crate::derivation::helm::mentions::mentions;
use crate::derivation::helm::origin::TEMPLATE;
use crate::derivation::lookup::{at, list};
use crate::derivation::stage::Stage;
use crate::source::{Problem, ProblemCode, Span};
use crate::tree::NodeRef;

impl Release<'_> {
    /// The keys of values for the charts that the chart depends on and that are not in the input; each
    /// is recorded.
    pub(super) fn missing(&self, chart: &Chart, stage: &mut Stage<'_>) -> Vec<String> {
        let declared = chart.dependencies().iter();
        let is_there =
            |of: &&Dependency| !chart.charts.iter().any(|inner| inner.name() == &*of.name);
        let missing: Vec<&Dependency> = declared.filter(is_there).collect();
        let root = self.root.description(stage);
        let nodes = root.map(|root| list(root, "dependencies")).unwrap_or_default();
        for of in missing.iter().filter(|of| !self.root.refused.contains(&of.name.to_string())) {
            let named = |node: &&NodeRef<'_>| {
                at(**node, "name").is_some_and(|name| name.text() == &*of.name)
            };
            let node = nodes.iter().find(named).copied().or(root);
            let message = format!("dependency `{}` not found in the input", of.name);
            let problem = Problem::new(ProblemCode::MissingReference, message);
            let problem = match node {
                Some(node) => problem.at(node.span()).in_document(0),
                None => problem,
            };
            stage.problem(self.root.number, problem);
            let why =
                format!("dependency `{}` of chart `{}` not found in the input", of.name, self.name);
            stage.unseen(self.root.number, Some("Pod"), why);
        }
        missing.into_iter().map(|of| of.known_as().to_string()).collect()
    }

    /// Records the files that a template reads and that are not in the input.
    pub(super) fn unread_files(
        &self,
        number: usize,
        path: &str,
        text: &str,
        stage: &mut Stage<'_>,
    ) {
        let home = path.rfind("templates/").and_then(|end| path.get(..end)).unwrap_or_default();
        // What is ignored is empty for Helm too.
        let files = self.root.files.iter().chain(&self.root.ignored);
        let paths = files.filter_map(|(path, _)| path.strip_prefix(home));
        let paths: Vec<&str> = paths.collect();
        for mention in mentions(text) {
            let what = if mention.is_pattern {
                let pattern = pattern(&mention.path);
                let is_any =
                    paths.iter().any(|path| pattern.as_ref().is_none_or(|it| it.is_match(path)));
                (!is_any).then(|| format!("no file that matches `{}`", mention.path))
            } else {
                (!paths.contains(&mention.path.as_str()))
                    .then(|| format!("no file `{}`", mention.path))
            };
            let Some(what) = what else { continue };
            let message =
                format!("{what} of the chart in the input: what it contains is not rendered");
            let problem = Problem::new(ProblemCode::MissingReference, message);
            stage.problem(number, problem.at(mention.span));
        }
    }

    /// Records what a template renders that is not YAML.
    pub(super) fn not_yaml(&self, made: &Made, problem: &Problem, stage: &mut Stage<'_>) {
        let at = problem.span.unwrap_or_default().range();
        let trace = made.parsed.text.trace_at(at);
        let message = format!("rendered template is not valid YAML: {}", problem.message);
        let problem = Problem::new(problem.code, message);
        let written =
            self.texts.get(&(trace.from.source & !TEMPLATE)).filter(|_| trace.is_literal());
        match written {
            Some(number) => {
                let span = Span::new(trace.from.bytes.0, trace.from.bytes.1);
                stage.problem(*number, problem.at(span));
            }
            None => stage.problem(made.number, problem),
        }
    }

    /// Records why the chart does not render for a release.
    pub(super) fn fault(&mut self, fault: &Fault, release: &Installed, stage: &mut Stage<'_>) {
        let file = release.files().next();
        let file = file.and_then(|number| stage.text(number)).map(|text| text.path);
        let with = match file {
            _ if !release.by.is_empty() => format!("for {}", release.by),
            Some(path) => format!("with `{path}`"),
            None => "with its default values".to_owned(),
        };
        let message =
            format!("chart `{}` does not render {with}: {}", self.name, fault.cause.message);
        let known = fault.places.iter().find_map(|site| {
            let number = self.paths.get(&site.file)?;
            Some((*number, site.span))
        });
        let problem = Problem::new(ProblemCode::NotBuilt, message);
        match known {
            _ if self.broken(stage) => {}
            Some((number, span)) => stage.problem(number, problem.at(span)),
            None => self.refuse(problem.message, stage),
        }
        let why = format!("chart `{}` does not render {with}", self.name);
        stage.unseen(self.root.number, None, why);
    }

    /// Records why the chart does not render at all.
    pub(super) fn refuse(&self, message: impl Into<String>, stage: &mut Stage<'_>) {
        let root = self.root.description(stage);
        let problem = Problem::new(ProblemCode::NotBuilt, message);
        let problem = match root {
            Some(root) => problem.at(at(root, "name").unwrap_or(root).span()).in_document(0),
            None => problem,
        };
        stage.problem(self.root.number, problem);
    }
}
