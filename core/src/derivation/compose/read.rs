//! From trees to values: aliases followed, merge keys applied, `!reset` and `!override` recorded.

use std::rc::Rc;

use super::run::Run;
use super::value::{Data, Entry, Map, Value, weight};
use crate::source::ProblemCode;
use crate::tree::{Contributor, Dialect, Kind, Lineage, NodeRef, Passage, Role, Scalar, resolve};

/// Maximum nesting of collections, with aliases followed: far more than Compose files have.
const DEPTH: usize = 64;

/// Paths of previous values that a document removes.
pub(super) type Resets = Vec<Vec<Rc<str>>>;

/// A document of a source as values, with its resets; `None` if it is reset as a whole.
pub(super) fn read(run: &mut Run<'_>, source: u32, root: NodeRef<'_>) -> (Option<Value>, Resets) {
    let mut reader = Reader {
        run,
        source,
        around: Lineage::default(),
        path: Vec::new(),
        depth: 0,
        overriding: false,
        resets: Vec::new(),
    };
    let value = reader.value(root);
    (value, reader.resets)
}

struct Reader<'r, 'p> {
    run: &'r mut Run<'p>,
    source: u32,
    /// The aliases and merge keys around the value being read.
    around: Lineage,
    path: Vec<Rc<str>>,
    depth: usize,
    /// Whether the value being read is inside an `!override`.
    overriding: bool,
    resets: Resets,
}

impl Reader<'_, '_> {
    /// A node's value; `None` if it is reset.
    // INVARIANT: `DEPTH` bounds the recursion.
    fn value(&mut self, written: NodeRef<'_>) -> Option<Value> {
        let Some(node) = written.follow() else {
            // The parser has reported it.
            return Some(self.unreadable(written));
        };
        if node == written {
            return self.node(node);
        }
        let alias = Contributor { from: self.passage(written), role: Role::Alias };
        self.within(alias, |reader| reader.node(node))
    }

    fn node(&mut self, node: NodeRef<'_>) -> Option<Value> {
        // The reference ignores tags inside of an override.
        let overriding = self.overriding;
        match node.tag().filter(|_| !overriding) {
            Some("!reset") => {
                self.resets.push(self.path.clone());
                return None;
            }
            Some("!override") => {
                self.resets.push(self.path.clone());
                self.overriding = true;
            }
            _ => {}
        }
        if !self.may_go_on(self.passage(node)) {
            self.overriding = overriding;
            return Some(self.unreadable(node));
        }
        self.depth += 1;
        let data = match node.kind() {
            Kind::Mapping => Data::Map(self.mapping(node)),
            Kind::Sequence => {
                let items = node.items().enumerate();
                Data::List(items.filter_map(|(at, item)| self.item(at, item)).collect())
            }
            Kind::Scalar | Kind::Alias => scalar(node),
        };
        self.depth -= 1;
        self.overriding = overriding;
        Some(Value::new(self.lineage(node), data))
    }

    fn unreadable(&self, node: NodeRef<'_>) -> Value {
        Value { open: true, ..Value::new(self.lineage(node), Data::Null) }
    }

    /// Reads content that is brought in by an alias or a merge key.
    fn within<T>(&mut self, contributor: Contributor, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.around.clone();
        self.around.add(contributor);
        let read = read(self);
        self.around = before;
        read
    }

    fn item(&mut self, at: usize, node: NodeRef<'_>) -> Option<Value> {
        self.path.push(at.to_string().into());
        let value = self.value(node);
        self.path.pop();
        value
    }

    /// The entries of a mapping: its own first, which win over merged ones, of which the first
    /// wins.
    fn mapping(&mut self, node: NodeRef<'_>) -> Map {
        let mut map = Map::default();
        let mut merges = Vec::new();
        for (key, value) in node.own_entries() {
            if key.is_merge_key() {
                let listed = value.follow().is_some_and(|value| value.kind() == Kind::Sequence);
                let mappings = value.merged().into_iter().enumerate();
                merges.extend(mappings.map(|(at, one)| (listed.then_some(at), key, one)));
                continue;
            }
            let key_lineage = self.lineage(key);
            let is_text = key.follow().is_some_and(|key| {
                key.kind() == Kind::Scalar && matches!(typed(key), Scalar::Text(_))
            });
            if !is_text {
                let message = "key is not a string: quote it".to_owned();
                self.run.problem(key_lineage.from, ProblemCode::WrongShape, message);
            }
            let key: Rc<str> = key.key_text().into();
            self.path.push(Rc::clone(&key));
            let value = self.value(value);
            self.path.pop();
            if let Some(value) = value {
                map.insert(Entry { key, key_lineage, value });
            }
        }
        for (at, merge_key, merged) in merges {
            if !self.may_go_on(self.passage(merged)) {
                continue;
            }
            self.depth += 1;
            // The reference relates resets in a list of mappings to the item, so that they reset
            // nothing.
            let length = self.path.len();
            self.path.extend(at.map(|at| at.to_string().into()));
            let merge = Contributor { from: self.passage(merge_key), role: Role::Alias };
            let inner = self.within(merge, |reader| reader.mapping(merged));
            self.path.truncate(length);
            for entry in inner.into_entries() {
                if map.get(&entry.key).is_none() {
                    map.insert(entry);
                }
            }
            self.depth -= 1;
        }
        map
    }

    /// Whether another value may be created here.
    fn may_go_on(&mut self, from: Passage) -> bool {
        if self.depth >= DEPTH {
            let message = format!("nested deeper than {DEPTH} levels");
            self.run.problem(from, ProblemCode::TooDeep, message);
            return false;
        }
        let affords = self.run.affords(weight(from.range().len()));
        if !affords {
            self.run.too_much(from);
        }
        affords
    }

    fn passage(&self, node: NodeRef<'_>) -> Passage {
        Passage::of(self.source, node)
    }

    /// The lineage of the value of a node.
    fn lineage(&self, node: NodeRef<'_>) -> Lineage {
        self.around.beside(self.passage(node))
    }
}

fn typed(node: NodeRef<'_>) -> Scalar<'_> {
    resolve(node.text(), node.style(), node.tag(), Dialect::Compose)
}

fn scalar(node: NodeRef<'_>) -> Data {
    match typed(node) {
        Scalar::Null => Data::Null,
        Scalar::Bool(value) => Data::Bool(value),
        Scalar::Integer(value) => Data::Integer(value.into()),
        Scalar::Unsigned(value) => Data::Integer(value.into()),
        Scalar::Float(value) => Data::Float(value),
        Scalar::Text(text) => Data::Text(text.to_owned()),
    }
}
