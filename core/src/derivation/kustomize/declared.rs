//! What a kustomization declares, read as strictly as Kustomize does.

use std::borrow::Cow;

use super::entries::{
    generator, image, labels, options, patch, replacement, replica, sort, variable,
};
use super::fault::Cause;
use super::fields::FieldSpec;
use super::identity::Gvk;
use super::members::Reader;
use crate::tree::NodeRef;

/// A kustomization.
#[derive(Debug, Default)]
pub(super) struct Declared<'p> {
    pub(super) is_component: bool,
    /// The files and folders of resources, in order.
    pub(super) resources: Vec<Reference<'p>>,
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
    /// The metadata that is added to the output.
    pub(super) metadata: Vec<NodeRef<'p>>,
    /// Fields with an effect that is not built, by their key.
    pub(super) unread: Vec<NodeRef<'p>>,
}

/// The path of a file or folder, and the node that names it.
#[derive(Debug)]
pub(super) struct Reference<'p> {
    pub(super) path: Cow<'p, str>,
    pub(super) node: NodeRef<'p>,
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
    pub(super) text: Option<NodeRef<'p>>,
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
    "buildMetadata",
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
    let required = if is_component {
        "kustomize.config.k8s.io/v1alpha1"
    } else {
        "kustomize.config.k8s.io/v1beta1"
    };
    if !version.is_empty() && version != required {
        let kind = if is_component { "Component" } else { "Kustomization" };
        return Err(all.cause("apiVersion", &format!("apiVersion for {kind} should be {required}")));
    }
    if root.entries().iter().all(|(key, value)| {
        matches!(key.text(), "apiVersion" | "kind") || value.follow().is_none_or(NodeRef::is_null)
    }) {
        return Err(Cause::from("kustomization.yaml is empty").at(source, root));
    }
    let is_used =
        |value: NodeRef<'p>| !(value.is_null() || value.text().is_empty() && value.is_empty());
    let unread = UNREAD.iter().filter_map(|name| all.entry(name));
    let mut unread: Vec<NodeRef<'p>> =
        unread.filter(|(_, value)| is_used(*value)).map(|(key, _)| key).collect();
    let metadata = all.texts("buildMetadata")?;
    unread.extend(metadata.iter().filter(|option| option.text() == "transformerAnnotations"));
    let resources = all.texts("resources")?.into_iter().chain(all.texts("bases")?);
    let reference = |node: NodeRef<'p>| Reference { path: node.text().into(), node };
    let mut images = all.each("images", image)?;
    images.extend(all.each("imageTags", image)?);
    Ok(Declared {
        is_component,
        resources: resources.map(reference).collect(),
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
        options: all
            .inner("generatorOptions")?
            .map(|(_, node)| options(reader, node))
            .transpose()?,
        sort: all.inner("sortOptions")?.map(|(_, node)| sort(reader, node)).transpose()?,
        metadata,
        unread,
    })
}
