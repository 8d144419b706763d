//! `Chart.yaml`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Dependency, Import};
use crate::derivation::helm::object::{Content, Object};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::general;
use crate::derivation::helm::value::{Element, Entry, List, Map, MapKind, Value};
use crate::derivation::lookup::{at, list};
use crate::tree::{Kind, NodeRef, Passage, Scalar};

/// The description of a chart.
#[derive(Clone, Debug)]
pub(super) struct Metadata {
    pub(super) name: Rc<str>,
    pub(super) version: Rc<str>,
    /// The range of versions of Kubernetes that it is for.
    pub(super) kubernetes: Rc<str>,
    pub(super) is_library: bool,
    pub(super) dependencies: Vec<Dependency>,
    /// The fields of `.Chart`.
    fields: Rc<BTreeMap<&'static str, Value>>,
    trace: Trace,
}

/// The fields that are strings: the key in the file and the name in templates.
const TEXTS: &[(&str, &str)] = &[
    ("apiVersion", "APIVersion"),
    ("appVersion", "AppVersion"),
    ("condition", "Condition"),
    ("description", "Description"),
    ("home", "Home"),
    ("icon", "Icon"),
    ("kubeVersion", "KubeVersion"),
    ("name", "Name"),
    ("tags", "Tags"),
    ("type", "Type"),
    ("version", "Version"),
];

impl Metadata {
    /// Reads `Chart.yaml`, and the dependencies of an older chart from `requirements.yaml`.
    pub(super) fn read(source: u32, root: NodeRef<'_>, requirements: Option<NodeRef<'_>>) -> Self {
        let trace = Trace::of(Passage::of(source, root));
        let implied = || Trace::computed([&trace]);
        let mut fields = BTreeMap::new();
        for (key, name) in TEXTS {
            let node = at(root, key);
            let trace = node.map_or_else(implied, |node| Trace::of(Passage::of(source, node)));
            let text = node.map(text_of).unwrap_or_default();
            fields.insert(*name, Value::text(sanitized(&text), trace));
        }
        for (key, name) in [("keywords", "Keywords"), ("sources", "Sources")] {
            let items = list(root, key).into_iter().map(|node| {
                let trace = Trace::of(Passage::of(source, node));
                crate::derivation::helm::text::Text::new(text_of(node), trace)
            });
            fields.insert(name, if_given(root, key, Value::texts(items, implied())));
        }
        let is_deprecated = at(root, "deprecated").is_some_and(|node| text_of(node) == "true");
        fields.insert("Deprecated", Value::Bool(is_deprecated, implied()));
        fields.insert("Annotations", annotations(source, root, implied()));
        let maintainers = list(root, "maintainers").into_iter();
        let maintainers: Vec<Value> = maintainers.map(|node| maintainer(source, node)).collect();
        let maintainers = Value::list(maintainers, implied());
        fields.insert("Maintainers", if_given(root, "maintainers", maintainers));
        let declared = requirements.map(|root| list(root, "dependencies"));
        let declared = declared.filter(|all| !all.is_empty());
        let declared = declared.unwrap_or_else(|| list(root, "dependencies"));
        let text = |key: &str| Rc::from(at(root, key).map(text_of).unwrap_or_default());
        Self {
            name: text("name"),
            version: text("version"),
            kubernetes: text("kubeVersion"),
            is_library: text("type").eq_ignore_ascii_case("library"),
            dependencies: declared.into_iter().map(dependency).collect(),
            fields: Rc::new(fields),
            trace,
        }
    }

    /// Gives the chart another name: its alias.
    pub(super) fn rename(&mut self, name: &Rc<str>) {
        self.name = Rc::clone(name);
        let trace = self.fields.get("Name").map_or_else(Trace::default, Value::trace);
        let fields = Rc::make_mut(&mut self.fields);
        fields.insert("Name", Value::text(Rc::clone(name), Trace::computed([&trace])));
    }

    /// `.Chart` in the templates of the chart.
    pub(super) fn object(&self, is_root: bool) -> Value {
        let mut fields = BTreeMap::clone(&self.fields);
        fields.insert("IsRoot", Value::Bool(is_root, Trace::default()));
        let dependencies = self.dependencies.iter().map(|of| of.object(&self.trace));
        let dependencies: Vec<Value> = dependencies.collect();
        let is_nil = dependencies.is_empty();
        let dependencies = List::new(dependencies, Element::Any, self.trace.clone());
        fields.insert("Dependencies", Value::List(List { is_nil, ..dependencies }));
        Value::Object(Rc::new(Object {
            type_name: "struct { chart.Metadata; IsRoot bool }",
            trace: self.trace.clone(),
            content: Content::Fields(fields),
        }))
    }
}

impl Dependency {
    /// The names by which a parent knows it: the alias first.
    pub(in crate::derivation::helm) fn known_as(&self) -> &Rc<str> {
        if self.alias.is_empty() { &self.name } else { &self.alias }
    }

    fn object(&self, trace: &Trace) -> Value {
        let text = |text: &Rc<str>| Value::text(Rc::clone(text), trace.clone());
        let fields = BTreeMap::from([
            ("Alias", text(&self.alias)),
            ("Condition", text(&self.condition)),
            ("Enabled", Value::Bool(self.is_enabled, trace.clone())),
            ("Name", text(self.known_as())),
            ("Version", text(&self.version)),
        ]);
        let (trace, content) = (trace.clone(), Content::Fields(fields));
        Value::Object(Rc::new(Object { type_name: "*chart.Dependency", trace, content }))
    }
}

fn dependency(node: NodeRef<'_>) -> Dependency {
    let text = |key: &str| Rc::from(at(node, key).map(text_of).unwrap_or_default());
    let imports = list(node, "import-values").into_iter().map(|node| {
        let text = |key: &str| Rc::from(at(node, key).map_or_else(|| "<nil>".to_owned(), text_of));
        match node.kind() {
            Kind::Mapping => Import { child: text("child"), parent: text("parent") },
            _ => Import { child: format!("exports.{}", node.text()).into(), parent: ".".into() },
        }
    });
    Dependency {
        name: text("name"),
        version: text("version"),
        condition: text("condition"),
        tags: list(node, "tags").into_iter().map(|tag| Rc::from(text_of(tag))).collect(),
        alias: text("alias"),
        imports: imports.collect(),
        is_enabled: false,
    }
}

/// A list of a key; the nil list, if the key is not given.
fn if_given(root: NodeRef<'_>, key: &str, value: Value) -> Value {
    match value {
        Value::List(list) => Value::List(List { is_nil: at(root, key).is_none(), ..list }),
        other => other,
    }
}

fn annotations(source: u32, root: NodeRef<'_>, trace: Trace) -> Value {
    let node = at(root, "annotations").filter(|node| node.kind() == Kind::Mapping);
    let entries = node.map(NodeRef::entries).unwrap_or_default().into_iter();
    let entries = entries.map(|(key, value)| {
        let value = value.follow().unwrap_or(value);
        let text = Value::text(text_of(value), Trace::of(Passage::of(source, value)));
        let entry = Entry { key: Trace::of(Passage::of(source, key)), value: text };
        (Rc::from(&*key.key_text()), entry)
    });
    let is_nil = node.is_none();
    let map = Map { kind: MapKind::Text, is_nil, ..Map::new(entries.collect(), trace) };
    Value::Map(map)
}

fn maintainer(source: u32, node: NodeRef<'_>) -> Value {
    let trace = Trace::of(Passage::of(source, node));
    let field = |key: &str| {
        let node = at(node, key);
        let trace = node.map_or_else(|| trace.clone(), |node| Trace::of(Passage::of(source, node)));
        Value::text(node.map(text_of).unwrap_or_default(), trace)
    };
    let fields =
        BTreeMap::from([("Email", field("email")), ("Name", field("name")), ("URL", field("url"))]);
    let content = Content::Fields(fields);
    Value::Object(Rc::new(Object { type_name: "*chart.Maintainer", trace: trace.clone(), content }))
}

/// A scalar as the string that Helm makes of it where it expects one.
fn text_of(node: NodeRef<'_>) -> String {
    if node.kind() != Kind::Scalar {
        return String::new();
    }
    match node.scalar() {
        Scalar::Null => String::new(),
        Scalar::Bool(value) => value.to_string(),
        Scalar::Integer(value) => value.to_string(),
        Scalar::Unsigned(value) => value.to_string(),
        Scalar::Float(value) => general(value, None),
        Scalar::Text(text) => text.to_owned(),
    }
}

/// White space as spaces, and without what cannot be printed.
fn sanitized(text: &str) -> String {
    let signs = text.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign });
    signs.filter(|sign| !sign.is_control()).collect()
}
