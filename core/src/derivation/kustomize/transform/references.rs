//! Updates references to objects whose names changed.
//!
//! Source: the package `nameref` of Kustomize.

use std::collections::HashMap;
use std::rc::Rc;

use crate::derivation::kustomize::defaults::references;
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::fields::{FieldSpec, change};
use crate::derivation::kustomize::identity::{Gvk, Id, NONE};
use crate::derivation::kustomize::object::Object;
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Data, Text, Value, put};
use crate::tree::{Contributor, Lineage, Made, Piece, Role, Scalar};

/// What is asked about an object that others may refer to.
struct Known {
    object: Object,
    id: Id,
    original: Id,
    previous: Vec<Id>,
}

/// An object that refers to others.
struct Referrer<'k> {
    own: &'k Known,
    /// The namespaces of the accounts that a RoleBinding names.
    namespaces: Vec<&'k str>,
    role: Option<(&'k str, &'k str)>,
}

/// The objects, and where each earlier name leads.
struct Candidates<'k> {
    all: &'k [Known],
    by_name: HashMap<&'k str, Vec<usize>>,
    /// By the namespace that they were in first.
    by_namespace: HashMap<&'k str, Vec<usize>>,
}

/// Updates the names in all fields that refer to other objects.
///
/// # Errors
/// If a name may be that of several objects, or a field is not of its type.
pub(in crate::derivation::kustomize) fn update_references(
    objects: &mut Objects,
) -> Result<(), Cause> {
    let all: Vec<Known> = objects
        .iter()
        .map(|object| Known {
            id: object.id(),
            original: object.original(),
            previous: object.previous_ids().collect(),
            object: object.clone(),
        })
        .collect();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_namespace: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, known) in all.iter().enumerate() {
        by_namespace.entry(known.original.effective_namespace()).or_default().push(number);
        for id in &known.previous {
            let numbers = by_name.entry(&id.name).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    let candidates = Candidates { all: &all, by_name, by_namespace };
    for (object, own) in objects.contents_mut().iter_mut().zip(&all) {
        let referrer = Referrer::new(own)?;
        let gvk = own.original.gvk();
        for reference in references() {
            for field in reference.fields.iter().filter(|field| gvk.is_selected(field.gvk)) {
                let field = FieldSpec { gvk: Gvk::default(), ..*field };
                let of_role = field.path.ends_with("roleRef/name");
                change(&mut object.root, &field, None, &mut |value| {
                    update(value, &candidates, &referrer, reference.target, of_role)
                })?;
            }
        }
    }
    Ok(())
}

impl<'k> Referrer<'k> {
    fn new(own: &'k Known) -> Result<Self, Cause> {
        let root = &own.object.root;
        let mut namespaces = Vec::new();
        if own.object.kind() == "RoleBinding" {
            let subjects = root.get("subjects").and_then(|subjects| subjects.list());
            let accounts = subjects.into_iter().flatten();
            let accounts = accounts.filter(|subject| {
                subject.get("kind").is_some_and(|kind| kind.text() == "ServiceAccount")
            });
            for namespace in accounts.filter_map(|one| one.get("namespace")) {
                if !namespace
                    .scalar()
                    .is_some_and(|text| matches!(text.value(), Some(Scalar::Text(_))))
                {
                    let message =
                        format!("Invalid Input: namespace is blank for resource \"{}\"", own.id);
                    return Err(message.into());
                }
                namespaces.push(namespace.text());
            }
        }
        let role = root
            .get("roleRef")
            .and_then(|role| Some((role.get("apiGroup")?.text(), role.get("kind")?.text())));
        Ok(Self { own, namespaces, role })
    }

    /// Whether an object can be referred to at all.
    fn reaches(&self, known: &Known) -> bool {
        let own = &self.own.id;
        own.is_cluster_scoped
            || known.id.is_cluster_scoped
            || own.effective_namespace() == known.id.effective_namespace()
            || self.namespaces.contains(&known.object.namespace())
    }

    /// Whether an object is in the same namespace, or may be in another one.
    fn is_beside(&self, known: &Known) -> bool {
        let own = &self.own.id;
        own.is_cluster_scoped
            || known.id.is_cluster_scoped
            || known.object.kind() == "ServiceAccount"
            || own.effective_namespace() == known.id.effective_namespace()
    }
}

fn update(
    value: &Rc<Value>,
    candidates: &Candidates<'_>,
    referrer: &Referrer<'_>,
    target: Gvk<'_>,
    of_role: bool,
) -> Result<Option<Rc<Value>>, Cause> {
    let select = |name: &str, namespace: Option<&str>, with_namespace: bool| {
        candidates.select(name, namespace, referrer, target, of_role, with_namespace)
    };
    match &value.data {
        _ if value.is_null() => Ok(None),
        Data::Scalar(text) => {
            let Some(found) = select(&text.text, None, false)? else { return Ok(None) };
            Ok(renamed(value, found))
        }
        Data::Map(_) => {
            let Some(name) = value.get("name") else {
                return Err("path config error; no 'name' field in node".into());
            };
            let namespace = value.get("namespace").map(|namespace| namespace.text());
            let Some(found) = select(name.text(), namespace, true)? else { return Ok(None) };
            let namespace = found.object.root.at(&["metadata", "namespace"]);
            let namespace = namespace.filter(|namespace| !namespace.text().is_empty());
            let name = renamed(name, found);
            if name.is_none() && namespace.is_none() {
                return Ok(None);
            }
            let mut changed = Rc::clone(value);
            let map = Rc::make_mut(&mut changed);
            if let Some(name) = name {
                map.set("name", name);
            }
            if let Some(namespace) = namespace {
                map.set("namespace", Rc::clone(namespace));
            }
            Ok(Some(changed))
        }
        Data::List(items) => {
            let mut changed: Option<Vec<Rc<Value>>> = None;
            for (number, item) in items.iter().enumerate() {
                if item.list().is_some() {
                    return Err("expected to be either a string or a map of string".into());
                }
                let Some(new) = update(item, candidates, referrer, target, of_role)? else {
                    continue;
                };
                let items = changed.get_or_insert_with(|| items.clone());
                items.get_mut(number).into_iter().for_each(|item| *item = Rc::clone(&new));
            }
            Ok(changed.map(|items| Value::new(value.lineage.clone(), Data::List(items))))
        }
    }
}

/// A name in the place of another one; `None` if it is the same.
fn renamed(value: &Rc<Value>, known: &Known) -> Option<Rc<Value>> {
    if value.text() == known.object.name() {
        return None;
    }
    let name = known.object.root.at(&["metadata", "name"])?;
    let mut renamed = Rc::clone(value);
    let own = value.lineage.from;
    let length = u32::try_from(name.text().len()).unwrap_or(u32::MAX);
    let read = Contributor { from: name.lineage.from, role: Role::Other };
    let piece = Piece { reads: [read].into(), ..Piece::new((0, length), own, Made::Computed) };
    put(&mut renamed, Text::plain(name.text()), Lineage::of_pieces(own, vec![piece]));
    Some(renamed)
}

impl<'k> Candidates<'k> {
    fn select(
        &self,
        name: &str,
        namespace: Option<&str>,
        referrer: &Referrer<'_>,
        target: Gvk<'_>,
        of_role: bool,
        with_namespace: bool,
    ) -> Result<Option<&'k Known>, Cause> {
        let all = self.by_name.get(name).into_iter().flatten();
        let all = all.filter_map(|number| self.all.get(*number));
        let reached: Vec<&Known> = all.filter(|known| referrer.reaches(known)).collect();
        let in_namespace = self.in_namespace(reached, namespace, referrer);
        let is_target = |known: &&Known| {
            known.previous.iter().any(|id| id.gvk().is_selected(target))
                && (!of_role
                    || referrer.role.is_none_or(|(group, kind)| {
                        let role = Gvk { group, version: "", kind };
                        known.previous.iter().any(|id| id.gvk().is_selected(role))
                    }))
                && referrer.is_beside(known)
        };
        let mut found: Vec<&Known> = in_namespace.into_iter().filter(is_target).collect();
        if found.len() == 1 {
            return Ok(found.pop());
        }
        let own = &referrer.own.object;
        found.retain(|known| known.object.has_context_of(own, true));
        if found.len() > 1 {
            found.retain(|known| known.object.has_context_of(own, false));
        }
        let Some(first) = found.first().copied() else { return Ok(None) };
        let is_same = |known: &&Known| {
            known.object.name() == first.object.name()
                && (!with_namespace || known.object.namespace() == first.object.namespace())
        };
        if found.iter().all(is_same) {
            return Ok(Some(first));
        }
        let ids: Vec<String> = found.iter().map(|known| known.id.to_string()).collect();
        Err(format!("found multiple possible referrals: {}", ids.join(", ")).into())
    }

    /// Those that were in a namespace; if none was ever in it, those that are in it now.
    fn in_namespace(
        &self,
        reached: Vec<&'k Known>,
        namespace: Option<&str>,
        referrer: &Referrer<'_>,
    ) -> Vec<&'k Known> {
        let Some(namespace) = namespace else { return reached };
        let was =
            |known: &Known| known.original.effective_namespace() == namespace && namespace != NONE;
        let mut there = self.by_namespace.get(namespace).into_iter().flatten();
        let is_known = namespace != NONE
            && there.any(|number| self.all.get(*number).is_some_and(|of| referrer.reaches(of)));
        let fits = |known: &&Known| {
            if is_known {
                was(known)
            } else {
                known.id.effective_namespace() == namespace && namespace != NONE
            }
        };
        reached.into_iter().filter(fits).collect()
    }
}
