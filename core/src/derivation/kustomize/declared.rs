//! What a kustomization declares, read as strictly as Kustomize does.

use super::fault::Cause;
use super::fields::FieldSpec;
use super::identity::Gvk;
use super::members::{Members, Reader};
use crate::tree::NodeRef;

/// A kustomization.
#[derive(Debug, Default)]
pub(super) struct Declared<'p> {
    pub(super) is_component: bool,
    /// The files and folders of resources, in order.
    pub(super) resources: Vec<NodeRef<'p>>,
    pub(super) components: Vec<NodeRef<'p>>,
    pub(super) namespace: Option<NodeRef<'p>>,
    pub(super) prefix: Option<NodeRef<'p>>,
    pub(super) suffix: Option<NodeRef<'p>>,
    pub(super) common_labels: Pairs<'p>,
    pub(super) labels: Vec<Labels<'p>>,
    pub(super) annotations: Pairs<'p>,
    /// Strategic merge patches: each a file or the text itself.
    pub(super) strategic: Vec<NodeRef<'p>>,
    pub(super) patches: Vec<Patch<'p>>,
    /// The patches of `patchesJson6902`.
    pub(super) operations: Vec<Patch<'p>>,
    pub(super) images: Vec<Image<'p>>,
    pub(super) replicas: Vec<Replica<'p>>,
    pub(super) replacements: Vec<Replacement<'p>>,
    pub(super) variables: Vec<Variable<'p>>,
    pub(super) config_maps: Vec<Generator<'p>>,
    pub(super) secrets: Vec<Generator<'p>>,
    pub(super) options: Option<Options<'p>>,
    pub(super) sort: Option<Sort<'p>>,
    /// Fields with an effect that is not built, by their key.
    pub(super) unread: Vec<NodeRef<'p>>,
}

/// Keys with their values, sorted by key.
pub(super) type Pairs<'p> = Vec<(NodeRef<'p>, NodeRef<'p>)>;

/// Labels to add.
#[derive(Debug)]
pub(super) struct Labels<'p> {
    pub(super) pairs: Pairs<'p>,
    pub(super) selectors: bool,
    pub(super) templates: bool,
    pub(super) fields: Vec<FieldSpec<'p>>,
}

/// A patch with its target.
#[derive(Debug)]
pub(super) struct Patch<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) path: Option<NodeRef<'p>>,
    pub(super) patch: Option<NodeRef<'p>>,
    pub(super) target: Option<Selector<'p>>,
    pub(super) renames: bool,
    pub(super) changes_kind: bool,
}

/// Selects objects; an empty part is any.
#[derive(Clone, Debug)]
pub(super) struct Selector<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) gvk: Gvk<'p>,
    pub(super) name: &'p str,
    pub(super) namespace: &'p str,
    pub(super) labels: &'p str,
    pub(super) annotations: &'p str,
}

/// A new image.
#[derive(Debug)]
pub(super) struct Image<'p> {
    pub(super) node: NodeRef<'p>,
    /// The regular expression for the old name.
    pub(super) name: &'p str,
    pub(super) new_name: Option<NodeRef<'p>>,
    pub(super) new_tag: Option<NodeRef<'p>>,
    pub(super) tag_suffix: Option<NodeRef<'p>>,
    pub(super) digest: Option<NodeRef<'p>>,
}

/// A number of replicas.
#[derive(Debug)]
pub(super) struct Replica<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) name: &'p str,
    pub(super) count: Option<NodeRef<'p>>,
}

/// A value that is copied from one field to others; or the path of a file with such.
#[derive(Debug)]
pub(super) struct Replacement<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) path: Option<NodeRef<'p>>,
    pub(super) source: Option<(Selector<'p>, &'p str, FieldOptions<'p>)>,
    pub(super) value: Option<NodeRef<'p>>,
    pub(super) targets: Option<Vec<Target<'p>>>,
}

/// Where a value is copied to.
#[derive(Debug)]
pub(super) struct Target<'p> {
    pub(super) select: Option<Selector<'p>>,
    pub(super) reject: Vec<Selector<'p>>,
    pub(super) paths: Vec<&'p str>,
    pub(super) options: FieldOptions<'p>,
}

/// Which part of a field is copied or replaced.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FieldOptions<'p> {
    pub(super) delimiter: &'p str,
    pub(super) index: i64,
    pub(super) create: bool,
}

/// A variable with the value of a field.
#[derive(Debug)]
pub(super) struct Variable<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) name: &'p str,
    pub(super) api_version: String,
    pub(super) kind: &'p str,
    pub(super) object: &'p str,
    pub(super) namespace: &'p str,
    pub(super) path: &'p str,
}

/// A generator of a ConfigMap or Secret.
#[derive(Debug)]
pub(super) struct Generator<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) name: Option<NodeRef<'p>>,
    pub(super) namespace: Option<NodeRef<'p>>,
    pub(super) kind: Option<NodeRef<'p>>,
    pub(super) behavior: &'p str,
    pub(super) literals: Vec<NodeRef<'p>>,
    pub(super) files: Vec<NodeRef<'p>>,
    pub(super) environments: Vec<NodeRef<'p>>,
    pub(super) options: Option<Options<'p>>,
}

/// Options of generators.
#[derive(Debug, Default)]
pub(super) struct Options<'p> {
    pub(super) labels: Pairs<'p>,
    pub(super) annotations: Pairs<'p>,
    pub(super) has_no_hash: bool,
    /// The node that makes it immutable.
    pub(super) immutable: Option<NodeRef<'p>>,
}

/// The order of the output.
#[derive(Debug)]
pub(super) struct Sort<'p> {
    pub(super) node: NodeRef<'p>,
    pub(super) order: &'p str,
    /// The kinds that come first and last.
    pub(super) legacy: Option<(Vec<&'p str>, Vec<&'p str>)>,
}

/// Fields of Kustomize's own kinds that say nothing about the result.
const WITHOUT_EFFECT: &[&str] = &["apiVersion", "kind", "metadata", "helmGlobals"];

/// Fields with an effect that is not built.
const UNREAD: &[&str] = &[
    "buildMetadata",
    "configurations",
    "crds",
    "generators",
    "helmChartInflationGenerator",
    "helmCharts",
    "openapi",
    "transformers",
    "validators",
];

const FIELDS: &[&str] = &[
    "bases",
    "commonAnnotations",
    "commonLabels",
    "components",
    "configMapGenerator",
    "generatorOptions",
    "imageTags",
    "images",
    "labels",
    "namePrefix",
    "nameSuffix",
    "namespace",
    "patches",
    "patchesJson6902",
    "patchesStrategicMerge",
    "replacements",
    "replicas",
    "resources",
    "secretGenerator",
    "sortOptions",
    "vars",
];

/// Reads a kustomization.
///
/// # Errors
/// If Kustomize refuses to read it.
pub(super) fn declared<'p>(source: u32, root: NodeRef<'p>) -> Result<Declared<'p>, Cause> {
    let reader = Reader { source };
    let all = reader.members(root, &[WITHOUT_EFFECT, UNREAD, FIELDS])?;
    let kind = all.text("kind")?;
    let version = all.text("apiVersion")?;
    let is_component = kind == "Component";
    if !matches!(kind, "" | "Kustomization" | "Component") {
        return Err(all.cause("kind", "kind should be Kustomization or Component"));
    }
    let required =
        if is_component { "kustomize.config.k8s.io/v1alpha1" } else { "kustomize.config.k8s.io/v1beta1" };
    if !version.is_empty() && version != required {
        let kind = if is_component { "Component" } else { "Kustomization" };
        return Err(all.cause("apiVersion", &format!("apiVersion for {kind} should be {required}")));
    }
    if root.entries().iter().all(|(key, value)| {
        matches!(key.text(), "apiVersion" | "kind") || value.follow().is_none_or(NodeRef::is_null)
    }) {
        return Err(Cause::from("kustomization.yaml is empty").at(source, root));
    }
    let is_used = |value: NodeRef<'p>| !(value.is_null() || value.text().is_empty() && value.is_empty());
    let unread = UNREAD.iter().filter_map(|name| all.entry(name));
    let unread = unread.filter(|(_, value)| is_used(*value)).map(|(key, _)| key).collect();
    let resources = [all.texts("resources")?, all.texts("bases")?].concat();
    let mut images = all.each("images", image)?;
    images.extend(all.each("imageTags", image)?);
    Ok(Declared {
        is_component,
        resources,
        components: all.texts("components")?,
        namespace: all.filled("namespace")?,
        prefix: all.filled("namePrefix")?,
        suffix: all.filled("nameSuffix")?,
        common_labels: all.pairs("commonLabels")?,
        labels: all.each("labels", labels)?,
        annotations: all.pairs("commonAnnotations")?,
        strategic: all.texts("patchesStrategicMerge")?,
        patches: all.each("patches", patch)?,
        operations: all.each("patchesJson6902", patch)?,
        images,
        replicas: all.each("replicas", replica)?,
        replacements: all.each("replacements", replacement)?,
        variables: all.each("vars", variable)?,
        config_maps: all.each("configMapGenerator", generator)?,
        secrets: all.each("secretGenerator", generator)?,
        options: all.inner("generatorOptions")?.map(|(_, node)| options(&reader, node)).transpose()?,
        sort: all.inner("sortOptions")?.map(|(_, node)| sort(&reader, node)).transpose()?,
        unread,
    })
}

fn labels<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Labels<'p>, Cause> {
    let all = reader.members(node, &[&["pairs", "includeSelectors", "includeTemplates", "fields"]])?;
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

fn selector_of<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Selector<'p>, Cause> {
    selector(&reader.members(node, &[SELECTOR])?)
}

fn patch<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Patch<'p>, Cause> {
    let all = reader.members(node, &[&["path", "patch", "target", "options"]])?;
    let options = all.inner("options")?;
    let is_set = |name: &str| {
        let option = options.and_then(|(_, options)| options.entry(name));
        option.is_some_and(|(_, value)| value.scalar() == crate::tree::Scalar::Bool(true))
    };
    Ok(Patch {
        node,
        path: all.filled("path")?,
        patch: all.filled("patch")?,
        target: all.inner("target")?.map(|(_, node)| selector_of(reader, node)).transpose()?,
        renames: is_set("allowNameChange"),
        changes_kind: is_set("allowKindChange"),
    })
}

fn image<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Image<'p>, Cause> {
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

fn replica<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Replica<'p>, Cause> {
    let all = reader.members(node, &[&["name", "count"]])?;
    Ok(Replica { node, name: all.text("name")?, count: all.number("count")?.map(|(node, _)| node) })
}

fn field_options<'p>(all: &Members<'p>, reader: &Reader) -> Result<FieldOptions<'p>, Cause> {
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
pub(super) fn replacement<'p>(
    reader: &Reader,
    node: NodeRef<'p>,
) -> Result<Replacement<'p>, Cause> {
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

fn target<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Target<'p>, Cause> {
    let all = reader.members(node, &[&["select", "reject", "fieldPaths", "options"]])?;
    Ok(Target {
        select: all.inner("select")?.map(|(_, node)| selector_of(reader, node)).transpose()?,
        reject: all.each("reject", selector_of)?,
        paths: all.texts("fieldPaths")?.into_iter().map(NodeRef::text).collect(),
        options: field_options(&all, reader)?,
    })
}

fn variable<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Variable<'p>, Cause> {
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

fn generator<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Generator<'p>, Cause> {
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

fn options<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Options<'p>, Cause> {
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

fn sort<'p>(reader: &Reader, node: NodeRef<'p>) -> Result<Sort<'p>, Cause> {
    let all = reader.members(node, &[&["order", "legacySortOptions"]])?;
    let legacy = all.inner("legacySortOptions")?.map(|(_, node)| {
        let all = reader.members(node, &[&["orderFirst", "orderLast"]])?;
        let texts = |name| Ok::<_, Cause>(all.texts(name)?.into_iter().map(NodeRef::text).collect());
        Ok::<_, Cause>((texts("orderFirst")?, texts("orderLast")?))
    });
    Ok(Sort { node, order: all.text("order")?, legacy: legacy.transpose()? })
}
