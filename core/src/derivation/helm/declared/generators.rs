//! Generators of an ApplicationSet: what its template is filled in with.
//!
//! Source: Argo CD 3, `docs/operator-manual/applicationset`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reader;
use super::argo::installs;
use super::document::Document;
use super::elements::{Element, folder_of};
use super::instance::{Language, filled, instance};
use crate::derivation::helm::evaluate::Shared;
use crate::derivation::helm::files::pattern;
use crate::derivation::helm::origin::{TEMPLATE, Trace};
use crate::derivation::helm::sources::Sources;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Map, Value};
use crate::derivation::lookup::{at, is_true, list};
use crate::source::{Problem, ProblemCode};
use crate::syntax::{self, Format};
use crate::tree::{Kind, NodeRef, Origin, Passage, Tree};

/// Maximum number of elements of an ApplicationSet.
const MOST: usize = 500;

/// Maximum nesting of generators: Argo CD allows a matrix in a matrix.
const DEPTH: u32 = 3;

/// An Application that an ApplicationSet makes.
pub(super) struct Generated {
    pub(super) document: Document,
    /// The words that may name its environment.
    pub(super) words: Vec<String>,
}

/// Why the elements of a generator are not known: where, and what is said of it.
struct Fault<'n> {
    node: NodeRef<'n>,
    message: String,
}

/// The state of an ApplicationSet.
struct Generators<'g, 'r, 'p> {
    reader: &'g Reader<'r, 'p>,
    document: &'g Document,
    language: Language,
    sources: Sources,
    shared: Shared,
}

impl Reader<'_, '_> {
    /// The Applications that an ApplicationSet makes.
    pub(super) fn generated(
        &mut self,
        document: &Document,
        spec: NodeRef<'_>,
        template: NodeRef<'_>,
        is_go: bool,
    ) -> Vec<Generated> {
        let mut sources = Sources::default();
        sources.add(&document.tree);
        let language = if is_go { Language::Go } else { Language::Names };
        let shared = Shared::default();
        let mut generators = Generators { reader: self, document, language, sources, shared };
        let mut elements = Vec::new();
        let mut faults = Vec::new();
        for one in list(spec, "generators") {
            match generators.elements(one, &Element::empty(), 0) {
                Ok(some) => elements.extend(some),
                Err(fault) => faults.push(fault),
            }
        }
        if elements.len() > MOST {
            let message = format!("more than {MOST} elements: the others are not rendered");
            faults.push(Fault { node: spec, message });
            elements.truncate(MOST);
        }
        let mut made = Vec::new();
        for element in &elements {
            let Generators { sources, shared, reader, .. } = &mut generators;
            let limits = reader.stage.limits();
            let tree = instance(template, element, language, sources, shared, limits);
            let document = tree.and_then(|tree| document.made("Application", Arc::new(tree)));
            made.extend(document.map(|document| Generated { document, words: element.words() }));
        }
        // An ApplicationSet of other sources is not rendered in any case.
        for fault in faults.into_iter().filter(|_| installs(template)) {
            self.problem(document, fault.node, Problem::new(ProblemCode::NotBuilt, fault.message));
            self.not_known(document, "the elements of a generator are not known");
        }
        made
    }
}

impl Generators<'_, '_, '_> {
    /// The elements of a generator; another generator may give some values for it.
    // INVARIANT: no deeper than `DEPTH`.
    fn elements<'n>(
        &mut self,
        generator: NodeRef<'n>,
        given: &Element,
        depth: u32,
    ) -> Result<Vec<Element>, Fault<'n>> {
        let fault = |node, message: &str| Err(Fault { node, message: message.to_owned() });
        if depth > DEPTH {
            return fault(generator, "generators are nested too deeply");
        }
        let mut elements = Vec::new();
        for (key, content) in generator.entries() {
            let Some(content) = content.follow() else { continue };
            let is_own_template = at(content, "template").is_some_and(|own| !own.is_empty());
            let found = match &*key.key_text() {
                "selector" => continue,
                _ if is_own_template => {
                    return fault(
                        key,
                        "generator has its own `template`: its elements are not used",
                    );
                }
                "list" => listed(content),
                "git" => self.git(key, content, given),
                "matrix" => self.matrix(content, given, depth),
                "merge" => self.merge(content, given, depth),
                other => {
                    let message = format!("elements of generator `{other}` are not in the input");
                    return Err(Fault { node: key, message });
                }
            };
            elements.extend(found?);
        }
        if let Some(selector) = at(generator, "selector") {
            if at(selector, "matchExpressions").is_some_and(|all| !all.is_empty()) {
                return fault(selector, "`matchExpressions` of a generator are not evaluated");
            }
            let labels = at(selector, "matchLabels").map(NodeRef::entries).unwrap_or_default();
            elements.retain(|element| {
                labels.iter().all(|(name, value)| {
                    let own = element.named.get(&*name.key_text()).map(Text::as_str);
                    own == value.follow().map(NodeRef::text)
                })
            });
        }
        Ok(elements)
    }

    /// The folders and files of the repository that match patterns.
    fn git<'n>(
        &mut self,
        key: NodeRef<'n>,
        content: NodeRef<'n>,
        given: &Element,
    ) -> Result<Vec<Element>, Fault<'n>> {
        let prefix = at(content, "pathParamPrefix").map_or("", NodeRef::text).to_owned();
        let folders = self.patterns(content, "directories", given)?;
        let files = self.patterns(content, "files", given)?;
        let mut elements = Vec::new();
        let own = &self.document.path;
        for (patterns, are_folders) in [(folders, true), (files, false)] {
            if patterns.is_empty() {
                continue;
            }
            let patterns: Vec<_> = patterns
                .iter()
                .filter_map(|(text, is_excluded)| Some((pattern(text)?, *is_excluded)))
                .collect();
            let is_match = |path: &str| {
                let mut found = patterns.iter().filter(|(pattern, _)| pattern.is_match(path));
                found.clone().next().is_some() && !found.any(|(_, is_excluded)| *is_excluded)
            };
            let found = self.reader.files.matching(own, are_folders, is_match);
            if found.is_empty() {
                let what = if are_folders { "folder" } else { "file" };
                let message = format!("no {what} of the input matches the generator");
                return Err(Fault { node: key, message });
            }
            for (path, known) in found {
                if are_folders {
                    elements.push(Element::of_folder(&path, None, &prefix));
                } else {
                    let content = self.content(&known).ok_or_else(|| {
                        let message = format!("`{known}` is not a file of elements");
                        Fault { node: key, message }
                    })?;
                    let name = path.rsplit('/').next();
                    let of_path = Element::of_folder(folder_of(&path), name, &prefix);
                    elements.extend(content.iter().map(|element| element.with(&of_path)));
                }
            }
        }
        let values = at(content, "values").map(NodeRef::entries).unwrap_or_default();
        for element in &mut elements {
            self.add_values(&values, element)?;
        }
        Ok(elements)
    }

    /// The patterns of a list, and which of them exclude.
    fn patterns<'n>(
        &mut self,
        content: NodeRef<'n>,
        field: &str,
        given: &Element,
    ) -> Result<Vec<(String, bool)>, Fault<'n>> {
        let mut patterns = Vec::new();
        for item in list(content, field) {
            let Some(path) = at(item, "path") else { continue };
            let text = self.filled(path, given)?;
            let is_excluded = is_true(item, "exclude");
            patterns.push((text.as_str().trim_start_matches("./").to_owned(), is_excluded));
        }
        Ok(patterns)
    }

    /// The text of a node of the document, filled in.
    fn filled<'n>(&mut self, node: NodeRef<'n>, element: &Element) -> Result<Text, Fault<'n>> {
        let own = Passage::of(0, node);
        if !node.text().contains("{{") {
            return Ok(Text::new(node.text(), Trace::of(own)));
        }
        let marked = Passage { source: own.source | TEMPLATE, ..own };
        let text = Text::new(node.text(), Trace::of(marked));
        filled(&text, element, self.language, &mut self.shared).ok_or_else(|| {
            let message = "the expression is not evaluated: the elements are not known".to_owned();
            Fault { node, message }
        })
    }

    /// The elements in a file.
    fn content(&mut self, path: &str) -> Option<Vec<Element>> {
        let number = self.reader.files.text(path)?;
        let text = self.reader.stage.text(number)?;
        let tree = match (text.tree, text.source) {
            (Some(tree), _) => Arc::clone(tree),
            (None, Some(source)) => {
                let limits = self.reader.stage.limits();
                Arc::new(syntax::parse(source.clone(), Format::YAML, Origin::Text, limits).0)
            }
            (None, None) => return None,
        };
        let source = self.sources.add(&tree);
        let root = first(&tree)?;
        let nodes = if root.kind() == Kind::Sequence { root.items().collect() } else { vec![root] };
        let nodes = nodes.into_iter().filter_map(NodeRef::follow);
        let nodes = nodes.filter(|node| node.kind() == Kind::Mapping);
        nodes.map(|node| Element::of(node, source).ok()).collect()
    }

    /// Adds the `values` of a generator, which are filled in with the element.
    fn add_values<'n>(
        &mut self,
        values: &[(NodeRef<'n>, NodeRef<'n>)],
        element: &mut Element,
    ) -> Result<(), Fault<'n>> {
        if values.is_empty() {
            return Ok(());
        }
        let made = Map::new(BTreeMap::new(), Trace::default());
        for (key, value) in values {
            let Some(value) = value.follow() else { continue };
            let text = self.filled(value, element)?;
            made.set(&key.key_text(), Trace::of(Passage::of(0, *key)), Value::Text(text.clone()));
            element.named.insert(format!("values.{}", key.key_text()), text);
        }
        element.fields.set("values", Trace::default(), Value::Map(made));
        Ok(())
    }

    /// Each element of the first generator with each of the second one, for which it gives values.
    fn matrix<'n>(
        &mut self,
        content: NodeRef<'n>,
        given: &Element,
        depth: u32,
    ) -> Result<Vec<Element>, Fault<'n>> {
        let mut all = vec![Element::empty()];
        for generator in list(content, "generators") {
            let mut next: Vec<Element> = Vec::new();
            for element in &all {
                let others = self.elements(generator, &given.with(element), depth + 1)?;
                let left = (MOST + 1).saturating_sub(next.len());
                next.extend(others.iter().map(|other| element.with(other)).take(left));
            }
            all = next;
        }
        Ok(all)
    }

    /// The elements of the first generator, with the values of those of others that have the same keys.
    fn merge<'n>(
        &mut self,
        content: NodeRef<'n>,
        given: &Element,
        depth: u32,
    ) -> Result<Vec<Element>, Fault<'n>> {
        let keys: Vec<&str> = list(content, "mergeKeys").into_iter().map(NodeRef::text).collect();
        let identity = |element: &Element| -> Vec<Option<String>> {
            let texts = keys.iter().map(|key| element.named.get(*key));
            texts.map(|text| text.map(|text| text.as_str().to_owned())).collect()
        };
        let mut generators = list(content, "generators").into_iter();
        let Some(first) = generators.next() else { return Ok(Vec::new()) };
        let mut all = self.elements(first, given, depth + 1)?;
        for generator in generators {
            let others = self.elements(generator, given, depth + 1)?;
            for element in &mut all {
                let own = identity(element);
                if let Some(other) = others.iter().find(|other| identity(other) == own) {
                    *element = element.with(other);
                }
            }
        }
        Ok(all)
    }
}

/// The elements of a list.
fn listed<'n>(content: NodeRef<'n>) -> Result<Vec<Element>, Fault<'n>> {
    if let Some(node) = at(content, "elementsYaml").filter(|text| !text.text().is_empty()) {
        return Err(Fault { node, message: "`elementsYaml` is not evaluated".to_owned() });
    }
    let elements = list(content, "elements").into_iter();
    let elements = elements.filter(|element| element.kind() == Kind::Mapping);
    let of = |node: NodeRef<'n>| Element::of(node, 0).map_err(|message| Fault { node, message });
    elements.map(of).collect()
}

/// The first document of a tree.
fn first(tree: &Tree) -> Option<NodeRef<'_>> {
    Some(tree.documents().next()?.1)
}
