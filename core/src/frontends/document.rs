//! The result for each document of a tree.

use std::collections::BTreeMap;

use crate::source::Problem;

/// The result of reading one document.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DocumentReport {
    /// Its number in the source, from 0.
    pub number: u32,
    /// Its content.
    pub content: Content,
    /// How many resources were read from it.
    pub resources: u32,
    /// The number of those without a specific model, by kind.
    pub other_kinds: BTreeMap<String, u32>,
    /// The problems of values that are not resources.
    pub problems: Vec<Problem>,
    /// Whether it does not have the structure of a manifest but has the keys of one, as a list of
    /// manifests has.
    pub lost: bool,
}

impl DocumentReport {
    /// A document that is one resource, is empty, or has a problem.
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

/// The content of a document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Content {
    /// Empty: it is never sent to a cluster.
    Empty,
    /// One resource.
    Resource,
    /// A list of resources.
    List,
    /// Something else; a problem gives the reason.
    Other,
}
