//! The state of reading one project: the other files, the limits, and the problems.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::path::clean;
use super::project::File;
use super::value::Value;
use crate::source::{Problem, ProblemCode, Span};
use crate::tree::{Limits, Passage, Tree};

/// All files, by path and by number.
#[derive(Debug)]
pub(super) struct Files<'p> {
    all: &'p [File<'p>],
    by_path: HashMap<String, usize>,
    by_number: HashMap<u32, usize>,
}

impl<'p> Files<'p> {
    pub(super) fn new(all: &'p [File<'p>]) -> Self {
        let by_path = all.iter().enumerate().map(|(at, file)| (clean(file.path), at)).collect();
        let by_number = all.iter().enumerate().map(|(at, file)| (file.number, at)).collect();
        Self { all, by_path, by_number }
    }

    /// The file at a path.
    pub(super) fn at(&self, path: &str) -> Option<File<'p>> {
        self.all.get(*self.by_path.get(&clean(path))?).copied()
    }

    /// The tree with a number.
    pub(super) fn tree(&self, number: u32) -> Option<&'p Arc<Tree>> {
        self.all.get(*self.by_number.get(&number)?).map(|file| file.tree)
    }
}

/// The assembly of one project.
pub(super) struct Run<'p> {
    pub(super) files: &'p Files<'p>,
    pub(super) limits: Limits,
    pub(super) problems: Vec<(u32, Problem)>,
    said: HashSet<(Passage, ProblemCode)>,
    /// The files that were not found, each with the source that references it.
    pub(super) missing: HashSet<(u32, String)>,
    /// The numbers of the trees that were read, in order: the sources of the project.
    pub(super) used: Vec<u32>,
    used_at: HashMap<u32, u32>,
    /// The numbers of the files that were included.
    pub(super) included: Vec<u32>,
    /// The services that others extend, by the number of their tree.
    pub(super) extended: HashSet<(u32, String)>,
    /// How many values may still be created: files that include each other twice multiply.
    values_left: u64,
}

impl<'p> Run<'p> {
    pub(super) fn new(files: &'p Files<'p>, limits: Limits) -> Self {
        Self {
            files,
            limits,
            problems: Vec::new(),
            said: HashSet::new(),
            missing: HashSet::new(),
            used: Vec::new(),
            used_at: HashMap::new(),
            included: Vec::new(),
            extended: HashSet::new(),
            values_left: u64::from(limits.nodes),
        }
    }

    /// Whether the budget allows this weight: one for each value, and one for every 16 bytes of a
    /// text.
    pub(super) fn affords(&mut self, weight: u64) -> bool {
        let left = self.values_left.checked_sub(weight);
        self.values_left = left.unwrap_or_default();
        left.is_some()
    }

    /// Whether the budget allows a copy of a value.
    pub(super) fn affords_copy(&mut self, value: &Value, from: Passage) -> bool {
        let affords = self.affords(value.weight());
        if !affords {
            self.too_much(from);
        }
        affords
    }

    /// Reports that a project exceeds the size limit, which no real project reaches.
    pub(super) fn too_much(&mut self, from: Passage) {
        let message =
            "project exceeds the size limit after aliases, variables, `extends` and `include`";
        self.problem(from, ProblemCode::TooManyNodes, message.to_owned());
    }

    /// Records that a file is part of the project; returns its number among the sources.
    pub(super) fn uses(&mut self, number: u32) -> u32 {
        let next = u32::try_from(self.used.len()).unwrap_or(u32::MAX);
        let at = *self.used_at.entry(number).or_insert(next);
        if at == next {
            self.used.push(number);
        }
        at
    }

    /// Reports a problem at a passage.
    pub(super) fn problem(&mut self, from: Passage, code: ProblemCode, message: String) {
        let Some(number) = self.used.get(from.source as usize).copied() else { return };
        let mut problem = Problem::new(code, message);
        if let Some(tree) = self.files.tree(number) {
            problem = problem.at(span(tree, from));
            if let Some(document) = tree.document_of(from.node) {
                problem = problem.in_document(document.number);
            }
        }
        // A service that several others extend is read several times.
        if self.said.insert((from, code)) {
            self.problems.push((number, problem));
        }
    }

    /// Reports a problem with a value, which is then not known.
    pub(super) fn refuse(&mut self, value: &mut Value, code: ProblemCode, message: String) {
        value.open = true;
        self.problem(value.from(), code, message);
    }

    /// Reports that a value does not have a type that Compose accepts there.
    pub(super) fn wrong_shape(&mut self, value: &mut Value, expected: &str) {
        self.refuse(value, ProblemCode::WrongShape, format!("expected {expected}"));
    }
}

/// The span of a passage in the text; the whole scalar if it is not written verbatim.
fn span(tree: &Tree, from: Passage) -> Span {
    let node = tree.node(from.node);
    let range = from.range();
    let verbatim = node.verbatim_span().filter(|span| range.end <= span.range().len());
    let part = verbatim.filter(|_| !range.is_empty()).and_then(|_| node.span_of(&range));
    part.unwrap_or_else(|| node.span())
}
