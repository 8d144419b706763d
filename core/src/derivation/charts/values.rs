//! Chart values as Helm merges files of them: those of an environment over the shared ones.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::derivation::stage::{Deriver, Key, Role, Stage};
use crate::frontends::helm;
use crate::model::path::clean;
use crate::source::{Problem, Source};
use crate::tree::{
    Abandoned, Builder, Contributor, Kind, Lineage, NodeRef, Origin, Passage, Properties,
    Provenance, Role as Part, Tree,
};

/// Creates a tree of merged values for each file that is merged over others.
pub(super) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    let mut charts: BTreeMap<String, Vec<Values>> = BTreeMap::new();
    for &number in texts {
        let Some(text) = stage.text(number).filter(|text| !text.is_context) else { continue };
        let Some((kind, tree)) = stage.read(number) else { continue };
        if kind != &helm::VALUES {
            continue;
        }
        let of_path = helm::values(&clean(text.path));
        let environments = match (text.environments, of_path.environment) {
            ([], of_path) => of_path.map(Arc::from).into_iter().collect(),
            (environments, _) => environments.to_vec(),
        };
        charts.entry(of_path.chart).or_default().push(Values { number, tree, environments });
    }
    for files in charts.values() {
        for own in files {
            let others = files.iter().filter(|other| other.number != own.number);
            let below: Vec<&Values> =
                others.filter(|other| other.environments.is_empty()).collect();
            if !below.is_empty() {
                one(own, &below, stage);
            }
        }
    }
}

/// A file of values.
struct Values {
    number: usize,
    tree: Arc<Tree>,
    /// The environments of the file; empty for values that all environments share.
    environments: Vec<Arc<str>>,
}

/// The merged values of one file: its own over those of the other files.
fn one(own: &Values, below: &[&Values], stage: &mut Stage<'_>) {
    let others = below.iter().map(|other| &other.tree);
    let trees: Vec<Arc<Tree>> = std::iter::once(&own.tree).chain(others).cloned().collect();
    let origin = Origin::Derived(Provenance::of_nodes(trees.clone()).unrendered());
    let source = Source::new(own.tree.source().shared_name(), "");
    let mut builder = Builder::new(source, own.tree.dialect(), origin, stage.limits());
    let roots = (0..).zip(&trees).skip(1).flat_map(|(source, tree)| {
        tree.documents().map(move |(_, root)| Layer { source, node: root })
    });
    let roots: Vec<Layer<'_>> = roots.filter_map(Layer::mapping).collect();
    for (document, root) in own.tree.documents() {
        let Some(root) = (Layer { source: 0, node: root }).mapping() else { continue };
        let layers = std::iter::once(root).chain(roots.iter().copied()).collect();
        builder.begin_made_document(document.number);
        let written = write(layers, &mut builder).and_then(|()| builder.end_document());
        if let Err(Abandoned(problem)) = written {
            // A position in the generated tree is not a position in a file.
            let problem = Problem::new(problem.code, problem.message);
            stage.problem(own.number, problem.in_document(document.number));
        }
    }
    let others: Vec<usize> = below.iter().map(|other| other.number).collect();
    let environment = own.environments.first().cloned();
    let key = Key::new(Deriver::Values, own.number).in_environment(environment).with(&others);
    stage.add(key, Arc::new(builder.finish().0), &helm::VALUES, Role::InForce);
}

/// A node of one of the files.
#[derive(Clone, Copy)]
struct Layer<'t> {
    source: u32,
    node: NodeRef<'t>,
}

/// A step that is still to be written.
enum Step<'t> {
    /// Mappings merged key by key; the first wins.
    Merge(Vec<Layer<'t>>),
    /// A value with everything in it, and the value that it replaces.
    Copy(Layer<'t>, Option<Layer<'t>>),
    Key(Layer<'t>),
    End,
}

impl Layer<'_> {
    fn mapping(self) -> Option<Self> {
        let node = self.node.follow().filter(|node| node.kind() == Kind::Mapping)?;
        Some(Self { node, ..self })
    }

    fn passage(self) -> Passage {
        Passage::of(self.source, self.node)
    }
}

fn write(layers: Vec<Layer<'_>>, builder: &mut Builder) -> Result<(), Abandoned> {
    let mut steps = vec![Step::Merge(layers)];
    while let Some(step) = steps.pop() {
        match step {
            Step::End => builder.end_made(),
            Step::Key(key) => {
                builder.derive_from(&key.passage().into());
                let tag = key.node.tag();
                let properties = Properties { tag, ..Properties::default() };
                builder.made(key.node.style(), key.node.text(), properties)?;
            }
            Step::Merge(layers) => {
                let Some(first) = layers.first() else { continue };
                builder.derive_from(&first.passage().into());
                builder.begin_made(Kind::Mapping, Properties::default())?;
                steps.push(Step::End);
                let entries = merged(&layers).into_iter().rev();
                steps.extend(entries.flat_map(|(key, value)| [value, Step::Key(key)]));
            }
            Step::Copy(value, replaced) => copy(value, replaced, builder, &mut steps)?,
        }
    }
    Ok(())
}

fn copy<'t>(
    value: Layer<'t>,
    replaced: Option<Layer<'t>>,
    builder: &mut Builder,
    steps: &mut Vec<Step<'t>>,
) -> Result<(), Abandoned> {
    let node = value.node.follow();
    let here = Layer { node: node.unwrap_or(value.node), ..value };
    let mut lineage = Lineage::from(here.passage());
    if let Some(replaced) = replaced {
        lineage.add(Contributor { from: replaced.passage(), role: Part::Base });
    }
    builder.derive_from(&lineage);
    let tag = here.node.tag();
    // An unresolved alias could be any value.
    let properties = Properties { tag, is_open: node.is_none(), ..Properties::default() };
    let below = |node| Layer { node, ..value };
    match here.node.kind() {
        Kind::Scalar | Kind::Alias => {
            return builder.made(here.node.style(), here.node.text(), properties);
        }
        Kind::Sequence => {
            builder.begin_made(Kind::Sequence, properties)?;
            steps.push(Step::End);
            let items: Vec<_> =
                here.node.items().map(|item| Step::Copy(below(item), None)).collect();
            steps.extend(items.into_iter().rev());
        }
        Kind::Mapping => {
            builder.begin_made(Kind::Mapping, properties)?;
            steps.push(Step::End);
            let entries = here.node.entries().into_iter().rev();
            steps.extend(entries.flat_map(|(key, inner)| {
                [Step::Copy(below(inner), None), Step::Key(below(key.follow().unwrap_or(key)))]
            }));
        }
    }
    Ok(())
}

/// The merged entries of mappings: mappings are merged key by key, of other values the first wins,
/// and a null deletes.
fn merged<'t>(layers: &[Layer<'t>]) -> Vec<(Layer<'t>, Step<'t>)> {
    let mut known: HashMap<Cow<'t, str>, usize> = HashMap::new();
    let mut all: Vec<(Layer<'t>, Vec<Layer<'t>>)> = Vec::new();
    for layer in layers {
        for (key, value) in layer.node.entries() {
            let here = |node| Layer { node, ..*layer };
            let next = all.len();
            let at = *known.entry(key.key_text()).or_insert(next);
            match all.get_mut(at) {
                Some((_, values)) => values.push(here(value)),
                None => all.push((here(key.follow().unwrap_or(key)), vec![here(value)])),
            }
        }
    }
    all.into_iter().filter_map(|(key, values)| Some((key, in_force(&values)?))).collect()
}

fn in_force<'t>(values: &[Layer<'t>]) -> Option<Step<'t>> {
    let mut mappings = Vec::new();
    for (at, value) in values.iter().enumerate() {
        if let Some(mapping) = value.mapping() {
            mappings.push(mapping);
            continue;
        }
        // A null deletes the lower values, and a mapping replaces any other type.
        let is_null = value.node.follow().is_some_and(NodeRef::is_null);
        if mappings.is_empty() && !is_null {
            let replaced = values.get(at + 1).copied();
            return Some(Step::Copy(*value, replaced));
        }
        break;
    }
    (!mappings.is_empty()).then_some(Step::Merge(mappings))
}
