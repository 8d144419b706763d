//! The schemas of a document: their identities, drafts and anchors.

use std::collections::{BTreeMap, BTreeSet};

use super::DEPTH;
use super::address::{self, ROOT, encoded, joined, steps};
use super::keywords::{keyword, schemas_in};
use super::rules::Draft;
use super::shape;
use super::words::{pointer_step, quote};
use crate::derivation::lookup::at;
use crate::tree::{Kind, NodeRef, Style};

/// A schema with an identity, and what is in it without another one.
#[derive(Debug)]
pub(super) struct Resource {
    pointer: String,
    /// Its address.
    id: String,
    pub(super) draft: Draft,
    /// The schemas with a name, each with its pointer.
    anchors: BTreeMap<String, (u32, String)>,
}

/// A schema of a document.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) node: u32,
    pub(super) pointer: String,
    /// The number of the resource that it is in.
    pub(super) resource: usize,
}

/// What a reference is to.
#[derive(Debug)]
pub(super) enum Target {
    Schema(Found),
    /// A document for which Helm takes anything.
    Anything,
    /// A document that is not read.
    Elsewhere(String),
}

/// A document.
#[derive(Debug)]
pub(super) struct Document<'t> {
    root: NodeRef<'t>,
    pub(super) resources: Vec<Resource>,
    /// The resources by their first node.
    starts: BTreeMap<u32, usize>,
    /// The schemas that are known.
    known: BTreeSet<u32>,
}

/// The draft of an address.
fn draft(address: &str) -> Option<Draft> {
    let address = address.split('#').next().unwrap_or(address);
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
    match rest.unwrap_or(address) {
        "json-schema.org/schema" | "json-schema.org/draft/2020-12/schema" => Some(Draft::Draft2020),
        "json-schema.org/draft/2019-09/schema" => Some(Draft::Draft2019),
        "json-schema.org/draft-07/schema" => Some(Draft::Draft7),
        "json-schema.org/draft-06/schema" => Some(Draft::Draft6),
        "json-schema.org/draft-04/schema" => Some(Draft::Draft4),
        _ => None,
    }
}

/// The address of the schema of schemas of a draft.
fn address_of(draft: Draft) -> &'static str {
    match draft {
        Draft::Draft4 => "http://json-schema.org/draft-04/schema#",
        Draft::Draft6 => "http://json-schema.org/draft-06/schema#",
        Draft::Draft7 => "http://json-schema.org/draft-07/schema#",
        Draft::Draft2019 => "https://json-schema.org/draft/2019-09/schema#",
        Draft::Draft2020 => "https://json-schema.org/draft/2020-12/schema#",
    }
}

/// The text under a key.
pub(super) fn text_at<'t>(node: NodeRef<'t>, key: &str) -> Option<&'t str> {
    at(node, key).filter(|value| is_text(*value)).map(NodeRef::text)
}

pub(super) fn is_text(node: NodeRef<'_>) -> bool {
    node.kind() == Kind::Scalar && node.style() != Style::Plain
}

/// The identity of a schema in a draft.
fn identity(node: NodeRef<'_>, draft: Draft) -> Option<&str> {
    if draft < Draft::Draft2019 && at(node, "$ref").is_some() {
        return None;
    }
    let key = if draft == Draft::Draft4 { "id" } else { "$id" };
    text_at(node, key)
}

/// The address of an identity; `None` if it has only a fragment.
fn id(node: NodeRef<'_>, draft: Draft) -> Option<&str> {
    let id = identity(node, draft)?.split('#').next()?;
    (!id.is_empty()).then_some(id)
}

impl<'t> Document<'t> {
    /// Reads a document. What it is made of decides whether it can be used at all: `Err(None)` if that
    /// is not known.
    pub(super) fn new(root: NodeRef<'t>) -> Result<Self, Option<String>> {
        let draft = match text_at(root, "$schema") {
            Some(address) => self::draft(address).ok_or(None)?,
            None => Draft::Draft2020,
        };
        let own = id(root, draft).map_or_else(|| ROOT.to_owned(), |id| joined(ROOT, id));
        let (node, pointer, anchors) = (root.index(), String::new(), BTreeMap::new());
        let first = Resource { pointer, id: own, draft, anchors };
        let mut document = Self {
            root,
            resources: vec![first],
            starts: BTreeMap::from([(node, 0)]),
            known: BTreeSet::new(),
        };
        document.add(root, "", 0, 0)?;
        document.check(root, "", 0)?;
        Ok(document)
    }

    /// Adds a schema and those in it.
    // INVARIANT: no deeper than `DEPTH`.
    fn add(
        &mut self,
        node: NodeRef<'t>,
        pointer: &str,
        around: usize,
        depth: usize,
    ) -> Result<(), Option<String>> {
        if depth > DEPTH {
            return Err(None);
        }
        if !self.known.insert(node.index()) || node.kind() != Kind::Mapping {
            return Ok(());
        }
        let resource = self.resource_of(node, pointer, around)?;
        self.add_anchors(node, pointer, resource)?;
        let draft = self.resources.get(resource).map_or(Draft::Draft2020, |of| of.draft);
        for (key, value) in node.entries() {
            let name = key.key_text();
            let Some(keyword) = keyword(&name, draft) else { continue };
            for (below, schema) in schemas_in(value, keyword.shape) {
                let pointer = format!("{pointer}{}{below}", pointer_step(&name));
                self.add(schema, &pointer, resource, depth + 1)?;
            }
        }
        Ok(())
    }

    /// The resource that a schema begins or is in.
    fn resource_of(
        &mut self,
        node: NodeRef<'t>,
        pointer: &str,
        around: usize,
    ) -> Result<usize, Option<String>> {
        if let Some(known) = self.starts.get(&node.index()) {
            return Ok(*known);
        }
        let Some(outer) = self.resources.get(around) else { return Ok(around) };
        let own = text_at(node, "$schema").map(|address| draft(address).ok_or(None));
        let own = own.transpose()?.filter(|own| id(node, *own).is_some());
        let draft = own.unwrap_or(outer.draft);
        let Some(id) = id(node, draft) else { return Ok(around) };
        let id = joined(&outer.id, id);
        if let Some(other) = self.resources.iter().find(|other| other.id == id) {
            let (one, other) = (quoted(pointer), quoted(&other.pointer));
            return Err(Some(format!("duplicate id \"{id}\" in \"{ROOT}\" at {one} and {other}")));
        }
        let number = self.resources.len();
        let (pointer, anchors) = (pointer.to_owned(), BTreeMap::new());
        self.resources.push(Resource { pointer, id, draft, anchors });
        self.starts.insert(node.index(), number);
        Ok(number)
    }

    fn add_anchors(
        &mut self,
        node: NodeRef<'t>,
        pointer: &str,
        resource: usize,
    ) -> Result<(), Option<String>> {
        let Some(of) = self.resources.get_mut(resource) else { return Ok(()) };
        let mut names = Vec::new();
        if of.draft < Draft::Draft2019 {
            let fragment = identity(node, of.draft).and_then(|id| address::split(id));
            let fragment = fragment.map(|(_, fragment)| fragment);
            names.extend(fragment.filter(|name| !name.is_empty() && !name.starts_with('/')));
        } else {
            names.extend(text_at(node, "$anchor").map(str::to_owned));
        }
        if of.draft == Draft::Draft2020 {
            names.extend(text_at(node, "$dynamicAnchor").map(str::to_owned));
        }
        for name in names {
            let known = of.anchors.get(&name).filter(|(known, _)| *known != node.index());
            if let Some((_, other)) = known {
                let (one, other) = (quoted(other), quoted(pointer));
                let message =
                    format!("duplicate anchor \"{name}\" in \"{ROOT}\" at {one} and {other}");
                return Err(Some(message));
            }
            of.anchors.insert(name, (node.index(), pointer.to_owned()));
        }
        Ok(())
    }

    /// Says why something is no schema.
    fn check(
        &self,
        node: NodeRef<'t>,
        pointer: &str,
        resource: usize,
    ) -> Result<(), Option<String>> {
        let draft = self.resources.get(resource).map_or(Draft::Draft2020, |of| of.draft);
        let faults = shape::faults(node, "", draft);
        if faults.is_empty() {
            return Ok(());
        }
        Err(Some(format!(
            "\"{ROOT}#{}\" is not valid against metaschema: jsonschema validation failed with {}\n{}",
            encoded(pointer),
            quote(address_of(draft)),
            faults.join("\n")
        )))
    }

    /// The resource of a schema in another one.
    pub(super) fn resource_within(&self, node: NodeRef<'_>, around: usize) -> usize {
        self.starts.get(&node.index()).copied().unwrap_or(around)
    }

    /// What a reference in a resource is to.
    pub(super) fn target(
        &mut self,
        reference: &str,
        from: usize,
    ) -> Result<Target, Option<String>> {
        let base = self.resources.get(from).map_or(ROOT, |of| of.id.as_str());
        let Some((address, fragment)) = address::split(reference) else {
            return Err(Some(format!("error in parsing \"{reference}\": invalid URL escape")));
        };
        let address = joined(base, address);
        let resource = match address.as_str() {
            ROOT => Some(0),
            _ => self.resources.iter().position(|of| of.id == address),
        };
        match resource {
            Some(resource) => self.local(&fragment, resource).map(Target::Schema),
            None => elsewhere(&address),
        }
    }

    /// The schema of a fragment in a resource.
    fn local(&mut self, fragment: &str, resource: usize) -> Result<Found, Option<String>> {
        let Some(of) = self.resources.get(resource) else { return Err(None) };
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        if !is_pointer {
            let Some((node, pointer)) = of.anchors.get(fragment) else {
                let place = format!("{}#{}", of.id, encoded(fragment));
                return Err(Some(format!("anchor in \"{place}\" not found in schema \"{ROOT}\"")));
            };
            return Ok(Found { node: *node, pointer: pointer.clone(), resource });
        }
        let pointer = format!("{}{fragment}", of.pointer);
        let place = format!("{ROOT}#{}", encoded(&pointer));
        let Some(steps) = steps(&pointer) else {
            return Err(Some(format!("invalid json-pointer \"{place}\"")));
        };
        let mut here = self.root;
        let mut resource = 0;
        for step in steps {
            let next = below(here, &step);
            here = next.ok_or_else(|| Some(format!("json-pointer in \"{place}\" not found")))?;
            resource = self.resource_within(here, resource);
        }
        if !self.known.contains(&here.index()) {
            self.add(here, &pointer, resource, 0)?;
            resource = self.resource_within(here, resource);
            self.check(here, &pointer, resource)?;
        }
        Ok(Found { node: here.index(), pointer, resource })
    }
}

/// What a reference to another document is to.
fn elsewhere(address: &str) -> Result<Target, Option<String>> {
    let failing = |why: &str| Err(Some(format!("failing loading \"{address}\": {why}")));
    match address::scheme(address) {
        Some("http" | "https") => Ok(Target::Elsewhere(address.to_owned())),
        Some("urn") => Ok(Target::Anything),
        Some("file") => {
            let path = address.strip_prefix("file://").unwrap_or(address);
            failing(&format!("open {path}: no such file or directory"))
        }
        _ => failing(&format!("no URLLoader registered for \"{address}\"")),
    }
}

/// The node of a step below another one.
fn below<'t>(node: NodeRef<'t>, step: &str) -> Option<NodeRef<'t>> {
    match node.kind() {
        Kind::Mapping => at(node, step),
        Kind::Sequence => node.items().nth(step.parse().ok()?),
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
