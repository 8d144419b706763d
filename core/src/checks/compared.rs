//! The protections of an object in two environments, field by field.

use std::borrow::Cow;
use std::collections::HashSet;

use super::protection::{Protection, protection};
use crate::model::Resource;
use crate::tree::{Cursor, Kind, NodeRef};

/// A step on the way to a field.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(in crate::checks) enum Step<'a> {
    /// A key of a mapping.
    Key(Cow<'a, str>),
    /// The item of a list with this name.
    Item(&'a str),
}

/// A protection of an object in production, and in another environment.
pub(in crate::checks) struct Compared<'a> {
    pub(in crate::checks) protection: Protection,
    pub(in crate::checks) path: Vec<Step<'a>>,
    pub(in crate::checks) production: Cursor<'a>,
    pub(in crate::checks) own: Cursor<'a>,
}

/// The protections of an object in either environment, in the order of production. What only one of them has in a list is not
/// compared: a container, for example.
pub(in crate::checks) fn compared<'a>(
    own: &Resource<'a>,
    production: &Resource<'a>,
) -> Vec<Compared<'a>> {
    let kind = own.kind;
    let mut all = Vec::new();
    let mut open = vec![(Vec::new(), production.content.clone(), own.content.clone())];
    while let Some((path, production, own)) = open.pop() {
        let found = of_object(kind, &path).filter(|_| !production.is_mapping());
        if let Some(protection) = found {
            all.push(Compared { protection, path, production, own });
            continue;
        }
        let below = |step: Step<'a>| [path.as_slice(), &[step]].concat();
        let of_items = items(&production).filter_map(|item| {
            let name = name(&item)?;
            let same = named(&own, name)?;
            Some((below(Step::Item(name)), item, same))
        });
        let mut known = HashSet::new();
        let all_keys = keys(&production).chain(keys(&own)).filter(|key| known.insert(key.clone()));
        let fields = all_keys.filter(|key| !path.is_empty() || !CONTENT.contains(&&**key));
        let of_keys = fields.map(|key| {
            let (production, own) = (production.key(&key), own.key(&key));
            (below(Step::Key(key)), production, own)
        });
        let next: Vec<_> = of_items.chain(of_keys).collect();
        open.extend(next.into_iter().rev());
    }
    all
}

/// Fields of objects with keys that anyone can choose.
const CONTENT: &[&str] = &["metadata", "data", "stringData", "binaryData"];

/// The protection in a field of an object of a kind, if it is one.
fn of_object(kind: &str, path: &[Step<'_>]) -> Option<Protection> {
    let keys: Vec<Cow<'_, str>> = path.iter().map(Step::text).collect();
    match (kind, keys.as_slice()) {
        ("Ingress", [spec, tls]) if spec == "spec" && tls == "tls" => {
            Some(Protection::Certificates)
        }
        _ => protection(&keys),
    }
}

/// The values that have the same effect as the one at a path, which is missing: the setting of the pod
/// of a container, and the settings of all containers of a pod.
pub(in crate::checks) fn inherited<'a>(
    object: &Resource<'a>,
    path: &[Step<'_>],
) -> Vec<Vec<Cursor<'a>>> {
    let is_context = |step: &Step<'_>| *step == Step::Key("securityContext".into());
    let Some(at) = path.iter().position(is_context) else { return Vec::new() };
    let (above, setting) = path.split_at(at);
    if let [pod @ .., Step::Key(_), Step::Item(_)] = above {
        return vec![vec![down(&down(&object.content, pod), setting)]];
    }
    let pod = down(&object.content, above);
    let lists = ["containers", "initContainers"].map(|key| pod.get(key));
    let of_containers: Vec<_> =
        lists.iter().flat_map(items).map(|container| down(&container, setting)).collect();
    Vec::from_iter((!of_containers.is_empty()).then_some(of_containers))
}

/// The name of a setting in messages: its path, for a pod below its specification.
pub(in crate::checks) fn setting(path: &[Step<'_>]) -> String {
    let template = path.iter().rposition(|step| *step == Step::Key("template".into()));
    let below = template.map_or(0, |at| at + 2);
    let mut text = String::new();
    for step in path.get(below..).filter(|below| !below.is_empty()).unwrap_or(path) {
        match step {
            Step::Key(key) if text.is_empty() => text.push_str(key),
            Step::Key(key) => text.extend([".", key]),
            Step::Item(name) => text.extend(["[", name, "]"]),
        }
    }
    text
}

impl Step<'_> {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Key(key) => Cow::Borrowed(key),
            Self::Item(name) => Cow::Borrowed(name),
        }
    }
}

fn down<'a>(from: &Cursor<'a>, path: &[Step<'_>]) -> Cursor<'a> {
    path.iter().fold(from.clone(), |at, step| match step {
        Step::Key(key) => at.key(key),
        Step::Item(name) => named(&at, name).unwrap_or_default(),
    })
}

/// The item of a list with a name.
fn named<'a>(list: &Cursor<'a>, wanted: &str) -> Option<Cursor<'a>> {
    items(list).find(|item| name(item) == Some(wanted))
}

/// The name of an item, if it is known.
fn name<'a>(item: &Cursor<'a>) -> Option<&'a str> {
    item.get("name").node().filter(|name| name.unresolved().is_none()).map(NodeRef::text)
}

fn items<'a>(list: &Cursor<'a>) -> impl Iterator<Item = Cursor<'a>> + use<'a> {
    let tree = list.tree_number();
    let node = list.node().filter(|node| node.kind() == Kind::Sequence);
    node.into_iter().flat_map(NodeRef::items).map(move |item| Cursor::new(tree, item))
}

fn keys<'a>(mapping: &Cursor<'a>) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
    let node = mapping.node().filter(|node| node.kind() == Kind::Mapping);
    node.into_iter().flat_map(NodeRef::entries).map(|(key, _)| key.key_text())
}
