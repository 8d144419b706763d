//! What became of each document of a tree.

use std::collections::BTreeMap;

use crate::source::Problem;

/// What one document turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DocumentReport {
    /// Its number in the source, from 0.
    pub number: u32,
    /// What it holds.
    pub content: Content,
    /// How many resources were read from it.
    pub resources: u32,
    /// How many of these have no model of their own, by kind.
    pub other_kinds: BTreeMap<String, u32>,
    /// What in it could not be taken for a resource.
    pub problems: Vec<Problem>,
    /// Whether it is of no shape that a manifest can have and has the words of one all the same, as
    /// a list of manifests has.
    pub lost: bool,
}

impl DocumentReport {
    /// A document of one resource, of nothing, or of something that a problem speaks of.
    pub(crate) fn new(number: u32, content: Content, problem: Option<Problem>) -> Self {
        Self {
            number,
            content,
            resources: u32::from(content == Content::Resource),
            other_kinds: BTreeMap::new(),
            problems: problem.map(|problem| problem.in_document(number)).into_iter().collect(),
            lost: false,
        }
    }
}

/// What a document holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Content {
    /// Nothing: it is never sent to a cluster.
    Empty,
    /// One resource.
    Resource,
    /// A list of resources.
    List,
    /// Something else; a problem says why.
    Other,
}
