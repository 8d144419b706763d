//! Reads the documents of a tree, and reports on each.

use std::collections::BTreeMap;

use super::candidates::is_candidate;
use super::fields::{self, Fields};
use super::recognise::resource;
use crate::frontends::duplicates::Owners;
use crate::frontends::frontend::File;
use crate::frontends::{Content, DocumentReport};
use crate::model::facts::Fact;
use crate::model::{Body, Resource};
use crate::source::{Problem, ProblemCode, Span};
use crate::tree::{Cursor, Document, Field, Format, Kind, NodeRef, Scalar, State, Tree, Why};

/// Reads the documents of a file.
pub(super) fn read_file<'a>(
    file: &File<'a>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    read_documents(file.number, file.tree, resources)
}

/// Reads the documents of a file whose name is only an extension, and reports the name.
pub(super) fn read_hidden<'a>(
    file: &File<'a>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let mut reports = read_file(file, resources);
    let message = "file name is only an extension: tools may skip the file";
    let problem = Problem::new(ProblemCode::HiddenFile, message);
    reports.first_mut().into_iter().for_each(|report| report.problems.push(problem.clone()));
    reports
}

/// Reads all documents of the tree with the number `tree_number` in this run. Resources are added
/// to `resources` in the order of the text; the result has one report for each document of the
/// tree.
///
/// The items of a list are resources, the list itself is not. A list with facts to report, such as
/// an unknown key, is added at the end as their carrier.
pub fn read_documents<'a>(
    tree_number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    read_all(tree_number, tree, None, resources)
}

/// The same for a kustomization, whose version and kind are optional.
pub(super) fn read_kustomization<'a>(
    tree_number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    read_all(tree_number, tree, Some(KUSTOMIZATION), resources)
}

fn read_all<'a>(
    tree_number: u32,
    tree: &'a Tree,
    otherwise: Option<Identity<'a>>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let first = resources.len();
    let mut reading = Reading {
        tree_number,
        otherwise,
        problems: Vec::new(),
        resources,
        lists: Vec::new(),
        fields: Fields::new(tree_number),
    };
    let documents = tree.documents();
    let mut reports: Vec<DocumentReport> =
        documents.map(|(document, root)| read(document, root, &mut reading)).collect();
    let lists = reading.lists;
    // Clients reject a file of manifests if one of its documents is not a manifest.
    if reports.iter().any(|report| report.resources > 0) {
        let has_code = |problem: &Problem| problem.code == ProblemCode::NotAManifest;
        for report in &mut reports {
            report.lost |= report.problems.iter().any(has_code);
        }
    }
    add_duplicates(tree_number, tree, first, resources, lists);
    reports
}

/// Adds the duplicate keys of each resource of a tree.
fn add_duplicates<'a>(
    tree_number: u32,
    tree: &'a Tree,
    first: usize,
    resources: &mut Vec<Resource<'a>>,
    mut lists: Vec<Resource<'a>>,
) {
    if !tree.duplicates().is_empty() {
        let of_tree = resources.get_mut(first..).unwrap_or_default();
        let mut all: Vec<&mut Resource<'a>> = lists.iter_mut().chain(of_tree).collect();
        let mut owners = Owners::default();
        for (number, object) in all.iter().enumerate() {
            object.content.node().into_iter().for_each(|node| owners.add(node, number));
        }
        for (number, fact) in owners.duplicates(tree_number, tree) {
            if let Some(resource) = all.get_mut(number) {
                resource.facts.push(fact);
            }
        }
    }
    lists.retain(|list| !list.facts.is_empty());
    resources.append(&mut lists);
}

fn read<'a>(
    document: Document,
    root: NodeRef<'a>,
    reading: &mut Reading<'_, 'a>,
) -> DocumentReport {
    let before = reading.resources.len();
    let content = reading.document(root);
    let problems = std::mem::take(&mut reading.problems);
    let lost = problems.iter().any(|problem| problem.code == ProblemCode::NotAManifest)
        && is_candidate(root);
    let mut other_kinds = BTreeMap::new();
    let read = reading.resources.get(before..).unwrap_or_default();
    for other in read.iter().filter(|resource| is_other(resource)) {
        *other_kinds.entry(other.kind.to_owned()).or_insert(0) += 1;
    }
    DocumentReport {
        number: document.number,
        content,
        resources: u32::try_from(read.len()).unwrap_or(u32::MAX),
        other_kinds,
        problems: problems.into_iter().map(|p| p.in_document(document.number)).collect(),
        lost,
    }
}

/// Whether only the kind of a resource is known.
fn is_other(resource: &Resource<'_>) -> bool {
    matches!(resource.body, Body::Other) && resource.embedded.is_empty()
}

/// The identity of a kustomization without version and kind.
const KUSTOMIZATION: Identity<'static> =
    Identity { api_version: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" };

struct Reading<'r, 'a> {
    tree_number: u32,
    /// The identity of a document without version and kind.
    otherwise: Option<Identity<'a>>,
    problems: Vec<Problem>,
    resources: &'r mut Vec<Resource<'a>>,
    /// The lists that contained resources, without these.
    lists: Vec<Resource<'a>>,
    fields: Fields<'a>,
}

/// An object that may be a list, and the identity of the list that contains it.
struct Candidate<'a> {
    node: NodeRef<'a>,
    list: Option<Identity<'a>>,
    /// Whether it is embedded in another object.
    is_carried: bool,
}

#[derive(Clone, Copy)]
struct Identity<'a> {
    api_version: &'a str,
    kind: &'a str,
}

impl<'a> Reading<'_, 'a> {
    fn document(&mut self, root: NodeRef<'a>) -> Content {
        if root.kind() == Kind::Scalar && root.scalar() == Scalar::Null {
            return Content::Empty;
        }
        let mut content = Content::Resource;
        let mut open = vec![Candidate { node: root, list: None, is_carried: false }];
        while let Some(candidate) = open.pop() {
            let is_root = candidate.list.is_none() && !candidate.is_carried;
            match self.candidate(&candidate) {
                Found::Nothing if is_root => content = Content::Other,
                Found::Nothing => {}
                Found::Resource(mut carried) => {
                    carried.reverse();
                    open.append(&mut carried);
                }
                Found::List(mut items) => {
                    if is_root {
                        content = Content::List;
                    }
                    items.reverse();
                    open.append(&mut items);
                }
            }
        }
        content
    }

    fn candidate(&mut self, candidate: &Candidate<'a>) -> Found<'a> {
        let object = Cursor::new(self.tree_number, candidate.node);
        let Some(identity) = self.identity(&object, candidate) else { return Found::Nothing };
        let Identity { api_version, kind } = identity;
        if is_list(&object, identity) {
            let mut list = Resource { api_version, kind, ..Resource::default() };
            list.has_known_fields = fields::knows(api_version, kind);
            // Clients split it into its items, whatever its list kind.
            list.facts = self.fields.facts(&object, api_version, kind, true);
            list.content = object.clone();
            self.lists.push(list);
            return Found::List(self.items(&object, identity, candidate.is_carried));
        }
        let (mut resource, carried) = resource(&object, api_version, kind);
        resource.is_carried = candidate.is_carried;
        resource.has_known_fields = fields::knows(api_version, kind);
        resource.facts = self.facts(&object, identity);
        self.resources.push(resource);
        let carried = carried.into_iter();
        Found::Resource(
            carried.map(|node| Candidate { node, list: None, is_carried: true }).collect(),
        )
    }

    fn facts(&mut self, object: &Cursor<'a>, identity: Identity<'a>) -> Vec<Fact<'a>> {
        let Identity { api_version, kind } = identity;
        let written = object.get("kind");
        let Some(unknown) = fields::unknown_kind(api_version, kind, written.place()) else {
            return self.fields.facts(object, api_version, kind, false);
        };
        let span = written.node().map_or_else(Span::default, NodeRef::span);
        let message = format!("`{api_version}` has no kind `{kind}`");
        self.problem(ProblemCode::UnknownKind, message, span);
        vec![unknown]
    }

    fn identity(&mut self, object: &Cursor<'a>, candidate: &Candidate<'a>) -> Option<Identity<'a>> {
        if let State::Unresolved(_, why) = object.mapping(|_| ()).state() {
            let code = match why {
                Why::Expression => ProblemCode::Template,
                _ if candidate.list.is_some() => ProblemCode::ListItem,
                _ => ProblemCode::NotAManifest,
            };
            let message = format!("not an object: {why}");
            self.problem(code, message, first_line(candidate.node));
            return None;
        }
        let api_version = present(object.get("apiVersion").text());
        let kind = present(object.get("kind").text());
        match (api_version.state(), kind.state()) {
            (State::Set(api_version, _), State::Set(kind, _)) => {
                Some(Identity { api_version, kind })
            }
            (State::Unset(..), State::Unset(..)) if inferred(candidate).is_some() => {
                inferred(candidate)
            }
            (State::Set(api_version, _), State::Unset(..)) if self.otherwise.is_some() => {
                self.otherwise.map(|otherwise| Identity { api_version, ..otherwise })
            }
            (State::Unset(..), State::Set(kind, _)) if self.otherwise.is_some() => {
                self.otherwise.map(|otherwise| Identity { kind, ..otherwise })
            }
            (State::Unset(..), State::Unset(..)) if self.otherwise.is_some() => self.otherwise,
            _ => {
                self.without_identity(&api_version, &kind, candidate);
                None
            }
        }
    }

    fn without_identity(
        &mut self,
        api_version: &Field<&str>,
        kind: &Field<&str>,
        candidate: &Candidate<'a>,
    ) {
        let whys: Vec<_> = [("apiVersion", api_version), ("kind", kind)]
            .into_iter()
            .filter_map(|(name, field)| match field.state() {
                State::Set(..) => None,
                State::Unset(..) => Some((format!("`{name}` is missing"), None)),
                State::Unresolved(_, why) => Some((format!("`{name}`: {why}"), Some(*why))),
            })
            .collect();
        let is_template = whys.iter().any(|(_, why)| *why == Some(Why::Expression));
        let is_neither =
            matches!((api_version.state(), kind.state()), (State::Unset(..), State::Unset(..)));
        let code = match (is_template, is_neither) {
            (true, _) => ProblemCode::Template,
            (false, true) if candidate.list.is_some() => ProblemCode::ListItem,
            // A values file or a workflow: an object, but not a Kubernetes object.
            (false, true) if !is_candidate(candidate.node) => ProblemCode::NotAManifest,
            (false, _) => ProblemCode::NoKind,
        };
        let message = whys.into_iter().map(|(message, _)| message).collect::<Vec<_>>().join(", ");
        self.problem(code, message, first_line(candidate.node));
    }

    /// The items of a list; an `items` field that is not a list is a problem.
    fn items(
        &mut self,
        list: &Cursor<'a>,
        identity: Identity<'a>,
        is_carried: bool,
    ) -> Vec<Candidate<'a>> {
        let items = list.get("items");
        match (items.node(), items.read(|_| ()).state()) {
            (Some(node), _) if node.kind() == Kind::Sequence => {
                let list = Some(identity);
                node.items().map(|node| Candidate { node, list, is_carried }).collect()
            }
            (_, State::Unset(..)) => Vec::new(),
            (node, _) => {
                let message = format!("`items` of `{}` is not a list", identity.kind);
                let span = node.or(list.node()).map_or_else(Span::default, first_line);
                self.problem(ProblemCode::ListItem, message, span);
                Vec::new()
            }
        }
    }

    fn problem(&mut self, code: ProblemCode, message: String, span: Span) {
        self.problems.push(Problem::new(code, message).at(span));
    }
}

enum Found<'a> {
    /// A resource, and the objects that it carries.
    Resource(Vec<Candidate<'a>>),
    List(Vec<Candidate<'a>>),
    Nothing,
}

/// An empty string is not a version or a kind.
fn present(field: Field<&str>) -> Field<&str> {
    field.parse(|text| if text.is_empty() { Err(Why::Invalid(Format::Name)) } else { Ok(text) })
}

/// `List`, and every `...List` that has items. A kind such as `AllowList` without items is an
/// object.
fn is_list(object: &Cursor<'_>, identity: Identity<'_>) -> bool {
    match identity.kind.strip_suffix("List") {
        Some("") => identity.api_version == "v1" || object.get("items").exists(),
        Some(_) => object.get("items").exists(),
        None => false,
    }
}

/// The version and kind that an item inherits from its list, as in the API machinery.
fn inferred<'a>(candidate: &Candidate<'a>) -> Option<Identity<'a>> {
    let list = candidate.list?;
    let kind = list.kind.strip_suffix("List").filter(|kind| !kind.is_empty())?;
    Some(Identity { api_version: list.api_version, kind })
}

/// The first line of a node, which is enough to locate it.
fn first_line(node: NodeRef<'_>) -> Span {
    let span = node.span();
    let text = node.tree().source().slice(span);
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    Span::new(span.start, span.start + u32::try_from(length).unwrap_or(0))
}
