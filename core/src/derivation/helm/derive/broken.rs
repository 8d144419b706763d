//! Values that break the schema of a chart.

use std::sync::Arc;

use super::Release;
use crate::derivation::helm::chart::Chart;
use crate::derivation::helm::declared::Installed;
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::{TEMPLATE, Trace};
use crate::derivation::helm::schema::{Violation, check};
use crate::derivation::helm::value::Map;
use crate::derivation::stage::Stage;
use crate::source::{Problem, ProblemCode};
use crate::tree::{Passage, Tree};

impl Release<'_> {
    /// Compares values with the schemas of charts; the violations are kept until they are said.
    pub(super) fn match_schemas(&mut self, chart: &Chart, values: &Map) -> Result<(), Cause> {
        let checked = check(chart, values);
        let message = checked.message();
        self.violations = checked.violations;
        message.map_or(Ok(()), |message| Err(message.into()))
    }

    /// Says which values break schemas; returns whether some do.
    pub(super) fn broken(&mut self, stage: &mut Stage<'_>) -> bool {
        let violations = std::mem::take(&mut self.violations);
        for violation in &violations {
            match self.place(&violation.trace, stage) {
                Some((number, node)) => self.breaks(violation, number, node, stage),
                None => self.breaks_somewhere(violation, stage),
            }
        }
        !violations.is_empty()
    }

    /// Records that a value in a file breaks a schema; once, if it does in several environments.
    fn breaks(
        &mut self,
        violation: &Violation,
        number: usize,
        (tree, node): (Arc<Tree>, u32),
        stage: &mut Stage<'_>,
    ) {
        let message = format!("value does not match `values.schema.json`: {}", violation.words);
        let span = tree.node(node).span();
        if !self.said.insert((number, node, message.clone())) {
            return;
        }
        let problem = Problem::new(ProblemCode::NotBuilt, message).at(span);
        let document = tree.document_of(node).map(|document| document.number);
        let problem = match document {
            Some(document) => problem.in_document(document),
            None => problem,
        };
        stage.problem(number, problem);
    }

    /// Records that a value breaks a schema that no file of the input has.
    fn breaks_somewhere(&mut self, violation: &Violation, stage: &mut Stage<'_>) {
        let message = format!(
            "values of chart `{}` do not match `values.schema.json`: {}",
            self.name,
            violation.located()
        );
        if self.said.insert((self.root.number, 0, message.clone())) {
            self.refuse(message, stage);
        }
    }

    /// The file and the node that a value is from.
    pub(super) fn place(
        &self,
        trace: &Trace,
        stage: &Stage<'_>,
    ) -> Option<(usize, (Arc<Tree>, u32))> {
        let further = trace.reads.all().iter().map(|one| one.from);
        let mut passages = std::iter::once(trace.from).chain(further);
        passages.find_map(|from| self.file(from, stage))
    }

    fn file(&self, from: Passage, stage: &Stage<'_>) -> Option<(usize, (Arc<Tree>, u32))> {
        let tree = self.sources.trees.get((from.source & !TEMPLATE) as usize)?;
        let files = self.root.files.iter().map(|(_, number)| *number);
        let given = self.root.releases.iter().flat_map(Installed::files);
        let is_of = |number: &usize| {
            let text = stage.text(*number).and_then(|text| text.tree);
            let is_own = text.is_some_and(|own| Arc::ptr_eq(own, tree));
            is_own || stage.read(*number).is_some_and(|(_, own)| Arc::ptr_eq(&own, tree))
        };
        if let Some(number) = files.chain(given).find(is_of) {
            return Some((number, (Arc::clone(tree), from.node)));
        }
        // A value in a document that declares a release.
        let (mut written, mut node) = tree.decided(from.node);
        while let Some(outer) = written.holder() {
            (written, node) = outer;
        }
        let number = stage.number_of(written)?;
        Some((number, (Arc::clone(stage.text(number)?.tree?), node)))
    }
}
