//! What the templates of a release can use.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Chart;
use crate::derivation::helm::object::{Content, KUBERNETES_VERSION, Object, Version};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Entry, Map, MapKind, Number, Value};

/// The groups and versions that Helm assumes without a cluster.
const API_VERSIONS: &[&str] = &[
    "v1",
    "admissionregistration.k8s.io/v1",
    "admissionregistration.k8s.io/v1alpha1",
    "admissionregistration.k8s.io/v1beta1",
    "internal.apiserver.k8s.io/v1alpha1",
    "apps/v1",
    "apps/v1beta1",
    "apps/v1beta2",
    "authentication.k8s.io/v1",
    "authentication.k8s.io/v1alpha1",
    "authentication.k8s.io/v1beta1",
    "authorization.k8s.io/v1",
    "authorization.k8s.io/v1beta1",
    "autoscaling/v1",
    "autoscaling/v2",
    "batch/v1",
    "batch/v1beta1",
    "certificates.k8s.io/v1",
    "certificates.k8s.io/v1beta1",
    "certificates.k8s.io/v1alpha1",
    "coordination.k8s.io/v1alpha2",
    "coordination.k8s.io/v1beta1",
    "coordination.k8s.io/v1",
    "discovery.k8s.io/v1",
    "discovery.k8s.io/v1beta1",
    "events.k8s.io/v1",
    "events.k8s.io/v1beta1",
    "extensions/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1",
    "flowcontrol.apiserver.k8s.io/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1beta2",
    "flowcontrol.apiserver.k8s.io/v1beta3",
    "lifecycle.k8s.io/v1alpha1",
    "networking.k8s.io/v1",
    "networking.k8s.io/v1beta1",
    "node.k8s.io/v1",
    "node.k8s.io/v1alpha1",
    "node.k8s.io/v1beta1",
    "policy/v1",
    "policy/v1beta1",
    "rbac.authorization.k8s.io/v1",
    "rbac.authorization.k8s.io/v1beta1",
    "rbac.authorization.k8s.io/v1alpha1",
    "resource.k8s.io/v1",
    "resource.k8s.io/v1beta2",
    "resource.k8s.io/v1beta1",
    "resource.k8s.io/v1alpha3",
    "scheduling.k8s.io/v1alpha3",
    "scheduling.k8s.io/v1beta1",
    "scheduling.k8s.io/v1",
    "storage.k8s.io/v1beta1",
    "storage.k8s.io/v1",
    "storage.k8s.io/v1alpha1",
    "storagemigration.k8s.io/v1",
    "storagemigration.k8s.io/v1beta1",
    "apiextensions.k8s.io/v1beta1",
    "apiextensions.k8s.io/v1",
];

/// The release that a chart is rendered for.
#[derive(Clone, Debug)]
pub(in crate::derivation::helm) struct Settings {
    pub(in crate::derivation::helm) name: Rc<str>,
    pub(in crate::derivation::helm) namespace: Rc<str>,
    pub(in crate::derivation::helm) kubernetes: Version,
    /// Groups and versions that the cluster has besides those that Helm assumes.
    pub(in crate::derivation::helm) api_versions: Vec<Rc<str>>,
}

/// A template with what it can use.
#[derive(Clone, Debug)]
pub(in crate::derivation::helm) struct Renderable {
    /// Its path from the name of the outermost chart on.
    pub(in crate::derivation::helm) path: Rc<str>,
    pub(in crate::derivation::helm) text: Text,
    /// The data of the template, shared by all templates of its chart.
    pub(in crate::derivation::helm) data: Map,
    /// The folder of the chart's templates.
    pub(in crate::derivation::helm) folder: Rc<str>,
}

/// The templates of a chart and of the charts in it, in the order in which Helm renders them.
pub(in crate::derivation::helm) fn renderables(
    chart: &Chart,
    values: Map,
    settings: &Settings,
) -> Vec<Renderable> {
    let mut found = Vec::new();
    let release = settings.release();
    let capabilities = settings.capabilities();
    let values = Map { kind: MapKind::Values, ..values };
    collect(
        chart,
        Scope { path: chart.name(), values, is_root: true },
        &(release, capabilities),
        &mut found,
    );
    // Of two templates with one path the last one counts.
    let by_path: BTreeMap<(usize, Rc<str>), Renderable> = found
        .into_iter()
        .map(|one| ((one.path.matches('/').count(), Rc::clone(&one.path)), one))
        .collect();
    by_path.into_values().rev().collect()
}

/// Where a chart is among the charts around it.
struct Scope<'s> {
    path: &'s str,
    values: Map,
    is_root: bool,
}

// INVARIANT: charts are no deeper than their loader allows.
fn collect(
    chart: &Chart,
    scope: Scope<'_>,
    shared: &(Value, Value),
    found: &mut Vec<Renderable>,
) -> Map {
    let Scope { path, values, is_root } = scope;
    let inner_charts = Map::new(BTreeMap::new(), Trace::default());
    let files = Object {
        type_name: "engine.files",
        trace: Trace::default(),
        content: Content::Files(chart.files.clone()),
    };
    let data = map([
        ("Chart", chart.metadata.object(is_root)),
        ("Files", Value::Object(Rc::new(files))),
        ("Release", shared.0.clone()),
        ("Capabilities", shared.1.clone()),
        ("Values", Value::Map(values.clone())),
        ("Subcharts", Value::Map(inner_charts.clone())),
    ]);
    for inner in &chart.charts {
        let own = match values.get(inner.name()) {
            Some(Value::Map(own)) => own,
            _ => Map::new(BTreeMap::new(), Trace::default()),
        };
        let path = format!("{path}/charts/{}", inner.name());
        let own = Map { kind: MapKind::Values, ..own };
        let data =
            collect(inner, Scope { path: &path, values: own, is_root: false }, shared, found);
        inner_charts.set(inner.name(), Trace::default(), Value::Map(data));
    }
    for (name, text) in &chart.templates {
        let file = name.rsplit('/').next().unwrap_or(name);
        if chart.is_library() && !file.starts_with('_') {
            continue;
        }
        found.push(Renderable {
            path: format!("{path}/{name}").into(),
            text: text.clone(),
            data: data.clone(),
            folder: format!("{path}/templates").into(),
        });
    }
    data
}

impl Settings {
    fn release(&self) -> Value {
        let text = |text: &Rc<str>| Value::text(Rc::clone(text), Trace::default());
        Value::Map(map([
            ("Name", text(&self.name)),
            ("Namespace", text(&self.namespace)),
            ("IsUpgrade", Value::Bool(false, Trace::default())),
            ("IsInstall", Value::Bool(true, Trace::default())),
            ("Revision", Value::Number(Number::Int(1), Trace::default())),
            ("Service", Value::text("Helm", Trace::default())),
        ]))
    }

    fn capabilities(&self) -> Value {
        let object = |type_name, content| {
            Value::Object(Rc::new(Object { type_name, trace: Trace::default(), content }))
        };
        let own = API_VERSIONS.iter().map(|version| Rc::from(*version));
        let versions = own.chain(self.api_versions.iter().cloned()).collect();
        let text = |text: &str| Value::text(text, Trace::default());
        let helm = BTreeMap::from([
            ("GitCommit", text("")),
            ("GitTreeState", text("")),
            ("GoVersion", text("go1.26")),
            ("Version", text("v3.22.0")),
        ]);
        let kubernetes = Content::Version(self.kubernetes.clone());
        let fields = BTreeMap::from([
            ("APIVersions", object("chartutil.VersionSet", Content::ApiVersions(versions))),
            ("HelmVersion", object("version.BuildInfo", Content::Fields(helm))),
            ("KubeVersion", object(KUBERNETES_VERSION, kubernetes)),
        ]);
        object("*chartutil.Capabilities", Content::Fields(fields))
    }
}

/// A map with these entries, which Helm makes.
pub(in crate::derivation::helm) fn map<const N: usize>(entries: [(&str, Value); N]) -> Map {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (Rc::from(key), Entry { key: Trace::default(), value }));
    Map::new(entries.collect(), Trace::default())
}
