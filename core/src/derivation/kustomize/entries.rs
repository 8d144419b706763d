//! The entries of a kustomization.

use super::declared::{
    FieldOptions, Generator, Image, Labels, Options, Patch, Replacement, Replica, Selector, Sort,
    Target, Variable,
};
use super::fault::Cause;
use super::fields::FieldSpec;
use super::identity::Gvk;
use super::members::{Members, Reader};
use crate::tree::{NodeRef, Scalar};

pub(super) fn labels(reader: Reader, node: NodeRef<'_>) -> Result<Labels<'_>, Cause> {
    let all =
        reader.members(node, &[&["pairs", "includeSelectors", "includeTemplates", "fields"]])?;
    Ok(Labels {
        pairs: all.pairs("pairs")?,
        selectors: all.flag("includeSelectors")?,
        templates: all.flag("includeTemplates")?,
        fields: all.each("fields", |reader, node| {
            let all = reader.members(node, &[&["group", "version", "kind", "path", "create"]])?;
            let (gvk, path, create) = (gvk(&all)?, all.text("path")?, all.flag("create")?);
            Ok(FieldSpec { gvk, path, create })
        })?,
    })
}

fn gvk<'p>(all: &Members<'p>) -> Result<Gvk<'p>, Cause> {
    let (group, version, kind) = (all.text("group")?, all.text("version")?, all.text("kind")?);
    Ok(Gvk { group, version, kind })
}

/// The members of a selector.
const SELECTOR: &[&str] =
    &["group", "version", "kind", "name", "namespace", "annotationSelector", "labelSelector"];

fn selector<'p>(all: &Members<'p>) -> Result<Selector<'p>, Cause> {
    Ok(Selector {
        node: all.node,
        gvk: gvk(all)?,
        name: all.text("name")?,
        namespace: all.text("namespace")?,
        labels: all.text("labelSelector")?,
        annotations: all.text("annotationSelector")?,
    })
}

fn selector_of(reader: Reader, node: NodeRef<'_>) -> Result<Selector<'_>, Cause> {
    selector(&reader.members(node, &[SELECTOR])?)
}

pub(super) fn patch(reader: Reader, node: NodeRef<'_>) -> Result<Patch<'_>, Cause> {
    let all = reader.members(node, &[&["path", "patch", "target", "options"]])?;
    let options = all.inner("options")?;
    let is_set = |name: &str| {
        let option = options.and_then(|(_, options)| options.entry(name));
        option.is_some_and(|(_, value)| value.scalar() == Scalar::Bool(true))
    };
    Ok(Patch {
        node,
        path: all.filled("path")?,
        text: all.filled("patch")?,
        target: all.inner("target")?.map(|(_, node)| selector_of(reader, node)).transpose()?,
        renames: is_set("allowNameChange"),
        changes_kind: is_set("allowKindChange"),
    })
}

pub(super) fn image(reader: Reader, node: NodeRef<'_>) -> Result<Image<'_>, Cause> {
    let all = reader.members(node, &[&["name", "newName", "tagSuffix", "newTag", "digest"]])?;
    Ok(Image {
        node,
        name: all.text("name")?,
        new_name: all.filled("newName")?,
        new_tag: all.filled("newTag")?,
        tag_suffix: all.filled("tagSuffix")?,
        digest: all.filled("digest")?,
    })
}

pub(super) fn replica(reader: Reader, node: NodeRef<'_>) -> Result<Replica<'_>, Cause> {
    let all = reader.members(node, &[&["name", "count"]])?;
    Ok(Replica { node, name: all.text("name")?, count: all.number("count")?.map(|(node, _)| node) })
}

fn field_options<'p>(all: &Members<'p>, reader: Reader) -> Result<FieldOptions<'p>, Cause> {
    let Some((_, node)) = all.inner("options")? else { return Ok(FieldOptions::default()) };
    let all = reader.members(node, &[&["delimiter", "index", "encoding", "create"]])?;
    Ok(FieldOptions {
        delimiter: all.text("delimiter")?,
        index: all.number("index")?.map_or(0, |(_, number)| number),
        create: all.flag("create")?,
    })
}

/// Reads a replacement, in a kustomization or in a file.
///
/// # Errors
/// If Kustomize refuses to read it.
pub(super) fn replacement(reader: Reader, node: NodeRef<'_>) -> Result<Replacement<'_>, Cause> {
    let all = reader.members(node, &[&["path", "source", "targets", "sourceValue"]])?;
    let source = all.inner("source")?.map(|(_, node)| {
        let all = reader.members(node, &[SELECTOR, &["fieldPath", "options"]])?;
        Ok::<_, Cause>((selector(&all)?, all.text("fieldPath")?, field_options(&all, reader)?))
    });
    let targets = all.entry("targets").filter(|(_, targets)| !targets.is_null());
    Ok(Replacement {
        node,
        path: all.filled("path")?,
        source: source.transpose()?,
        value: all.string("sourceValue")?,
        targets: targets.map(|_| all.each("targets", target)).transpose()?,
    })
}

fn target(reader: Reader, node: NodeRef<'_>) -> Result<Target<'_>, Cause> {
    let all = reader.members(node, &[&["select", "reject", "fieldPaths", "options"]])?;
    Ok(Target {
        select: all.inner("select")?.map(|(_, node)| selector_of(reader, node)).transpose()?,
        reject: all.each("reject", selector_of)?,
        paths: all.texts("fieldPaths")?.into_iter().map(NodeRef::text).collect(),
        options: field_options(&all, reader)?,
    })
}

pub(super) fn variable(reader: Reader, node: NodeRef<'_>) -> Result<Variable<'_>, Cause> {
    let all = reader.members(node, &[&["name", "objref", "fieldref"]])?;
    let object = all.inner("objref")?.map_or(node, |(_, node)| node);
    let names: &[&str] = &["apiVersion", "group", "version", "kind", "name", "namespace"];
    let empty = Members::empty(reader, node);
    let of = if all.inner("objref")?.is_some() { reader.members(object, &[names])? } else { empty };
    let field = all.inner("fieldref")?;
    let field = field.map(|(_, node)| reader.members(node, &[&["fieldPath"]])?.text("fieldPath"));
    let path = field.transpose()?.filter(|path| !path.is_empty()).unwrap_or("metadata.name");
    let api_version = match (of.text("apiVersion")?, of.text("group")?, of.text("version")?) {
        ("", "", version) => version.to_owned(),
        ("", group, version) => format!("{group}/{version}"),
        (version, ..) => version.to_owned(),
    };
    Ok(Variable {
        node,
        name: all.text("name")?,
        api_version,
        kind: of.text("kind")?,
        object: of.text("name")?,
        namespace: of.text("namespace")?,
        path,
    })
}

pub(super) fn generator(reader: Reader, node: NodeRef<'_>) -> Result<Generator<'_>, Cause> {
    let names: &[&str] =
        &["behavior", "env", "envs", "files", "literals", "name", "namespace", "options", "type"];
    let all = reader.members(node, &[names])?;
    let mut environments = all.texts("envs")?;
    environments.extend(all.filled("env")?);
    Ok(Generator {
        node,
        name: all.filled("name")?,
        namespace: all.filled("namespace")?,
        kind: all.filled("type")?,
        behavior: all.text("behavior")?,
        literals: all.texts("literals")?,
        files: all.texts("files")?,
        environments,
        options: all.inner("options")?.map(|(_, node)| options(reader, node)).transpose()?,
    })
}

pub(super) fn options(reader: Reader, node: NodeRef<'_>) -> Result<Options<'_>, Cause> {
    let names: &[&str] = &["labels", "annotations", "disableNameSuffixHash", "immutable"];
    let all = reader.members(node, &[names])?;
    let immutable = if all.flag("immutable")? { all.entry("immutable") } else { None };
    Ok(Options {
        labels: all.pairs("labels")?,
        annotations: all.pairs("annotations")?,
        has_no_hash: all.flag("disableNameSuffixHash")?,
        immutable: immutable.map(|(_, node)| node),
    })
}

pub(super) fn sort(reader: Reader, node: NodeRef<'_>) -> Result<Sort<'_>, Cause> {
    let all = reader.members(node, &[&["order", "legacySortOptions"]])?;
    let legacy = all.inner("legacySortOptions")?.map(|(_, node)| {
        let all = reader.members(node, &[&["orderFirst", "orderLast"]])?;
        let texts =
            |name| Ok::<_, Cause>(all.texts(name)?.into_iter().map(NodeRef::text).collect());
        Ok::<_, Cause>((texts("orderFirst")?, texts("orderLast")?))
    });
    Ok(Sort { node, order: all.text("order")?, legacy: legacy.transpose()? })
}
