//! Sets the namespace of all objects.

use std::collections::HashMap;
use std::rc::Rc;

use crate::derivation::kustomize::defaults::NAMESPACES;
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::fields::{Creation, FieldSpec, New, change};
use crate::derivation::kustomize::identity::{Gvk, IdKey};
use crate::derivation::kustomize::kinds::is_cluster_scoped;
use crate::derivation::kustomize::object::Object;
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Text, Value, put};
use crate::tree::{Lineage, Passage};

/// The namespace of objects themselves.
const OWN: FieldSpec<'static> = FieldSpec {
    gvk: Gvk { group: "", version: "", kind: "" },
    path: "metadata/namespace",
    create: true,
};

/// Sets the namespace.
///
/// # Errors
/// If two objects get the same identity.
pub(in crate::derivation::kustomize) fn set_namespace(
    objects: &mut Objects,
    namespace: &str,
    from: Passage,
) -> Result<(), Cause> {
    let mut known: HashMap<IdKey, usize> = HashMap::new();
    for object in objects.iter() {
        *known.entry(object.id().key()).or_default() += 1;
    }
    for object in objects.list_mut() {
        if let Some(count) = known.get_mut(&object.id().key()) {
            *count -= 1;
        }
        object.remember();
        set(object, namespace, from)?;
        let id = object.id();
        let count = known.entry(id.key()).or_default();
        *count += 1;
        if *count > 1 {
            return Err(format!("namespace transformation produces ID conflict: {id}").into());
        }
    }
    Ok(())
}

fn set(object: &mut Object, namespace: &str, from: Passage) -> Result<(), Cause> {
    let mut write = |known: &Rc<Value>| {
        if known.scalar().is_none() {
            return Err(format!(
                "namespace field specs must target scalar nodes: {}",
                known.kind()
            )
            .into());
        }
        let mut value = Rc::clone(known);
        put(&mut value, Text::string(namespace), from.into());
        Ok(Some(value))
    };
    let creation = Some(Creation { kind: New::Scalar, from });
    let (version, kind) = (object.api_version().to_owned(), object.kind().to_owned());
    if !is_cluster_scoped(&version, &kind) {
        change(&mut object.root, &OWN, creation, &mut write)?;
    }
    if matches!(&*kind, "RoleBinding" | "ClusterRoleBinding") {
        subjects(object, namespace, from);
    }
    for spec in NAMESPACES.iter().filter(|spec| spec.path != "metadata/name" || version == "v1") {
        change(&mut object.root, spec, creation, &mut write)?;
    }
    Ok(())
}

/// Of the subjects of a binding, those named `default` are in the namespace.
fn subjects(object: &mut Object, namespace: &str, from: Passage) {
    let is_default =
        |subject: &Rc<Value>| subject.get("name").is_some_and(|name| name.text() == "default");
    let subjects = object.root.get("subjects").and_then(|subjects| subjects.list());
    if !subjects.is_some_and(|subjects| subjects.iter().any(is_default)) {
        return;
    }
    let Some(subjects) = Rc::make_mut(&mut object.root).get_mut("subjects") else { return };
    let crate::derivation::kustomize::value::Data::List(items) = &mut Rc::make_mut(subjects).data
    else {
        return;
    };
    for subject in items.iter_mut().filter(|subject| is_default(subject)) {
        let value = Value::string(Lineage::from(from), namespace);
        Rc::make_mut(subject).set("namespace", value);
    }
}
