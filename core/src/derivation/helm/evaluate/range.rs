//! `{{range}}`.

use super::{Evaluated, Execution, Flow, Slot};
use crate::derivation::helm::object::Content;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::printed;
use crate::derivation::helm::value::{Element, Entry, MapKind, Number, Value};
use crate::syntax::gotemplate::Branch;

/// The keys or positions of what is repeated, each with its item.
type Items = Vec<(Value, Slot)>;

impl<'t> Execution<'t, '_> {
    pub(super) fn range(&mut self, branch: &'t Branch<'t>, dot: &Slot) -> Evaluated<Flow> {
        let value = self.pipeline(&branch.pipeline, dot)?;
        self.condition(&value);
        let items = self.items(&value, branch.pipeline.variables.len())?;
        if items.is_empty() {
            self.unassigned(Some(&branch.nodes));
            return match &branch.otherwise {
                Some(nodes) => self.nodes(nodes, dot),
                None => Ok(self.nothing(&value, &branch.nodes)),
            };
        }
        let known = self.variables.len();
        for (index, item) in items {
            self.set(branch, index, &item);
            let flow = self.deeper(|inner| inner.nodes(&branch.nodes, &item))?;
            self.variables.truncate(known);
            if flow == Flow::Break {
                break;
            }
        }
        Ok(Flow::Next)
    }

    /// Sets the variables of one round.
    fn set(&mut self, branch: &Branch<'t>, index: Value, item: &Slot) {
        let pipeline = &branch.pipeline;
        let index = Slot::plain(index);
        match (pipeline.variables.as_slice(), pipeline.is_assignment) {
            ([only], true) => self.assign(only, item.clone()),
            ([first, second], true) => {
                self.assign(first, index);
                self.assign(second, item.clone());
            }
            ([_], false) => self.set_last(1, item.clone()),
            ([_, _], false) => {
                self.set_last(1, item.clone());
                self.set_last(2, index);
            }
            _ => {}
        }
    }

    /// Sets a variable by its position from the end.
    fn set_last(&mut self, position: usize, slot: Slot) {
        let at = self.variables.len().checked_sub(position);
        if let Some((_, known)) = at.and_then(|at| self.variables.get_mut(at)) {
            *known = slot;
        }
    }

    fn items(&mut self, value: &Value, variables: usize) -> Evaluated<Items> {
        let at = |index: usize, trace: &Trace| {
            let trace = Trace::computed([trace]);
            Value::int(i64::try_from(index).unwrap_or(i64::MAX), trace)
        };
        Ok(match value {
            Value::Nil(_) => Vec::new(),
            Value::List(list) => {
                let is_interface = list.element == Element::Any;
                let items = list.items.iter().cloned().enumerate();
                items
                    .map(|(index, value)| (at(index, &list.trace), Slot { value, is_interface }))
                    .collect()
            }
            Value::Map(map) => {
                let is_interface = map.kind != MapKind::Text;
                let entries = map.snapshot().into_iter();
                entries
                    .map(|(key, Entry { key: trace, value })| {
                        (Value::text(key, trace), Slot { value, is_interface })
                    })
                    .collect()
            }
            Value::Number(number, trace) if !matches!(number, Number::Float(_)) => {
                if variables > 1 {
                    let number = printed(value);
                    return self.fault(format!(
                        "can't use {} to iterate over more than one variable",
                        number.as_str()
                    ));
                }
                let count = number.integer().unwrap_or_default();
                if count > 1_000_000 {
                    return self.fault(format!("range over {count} numbers"));
                }
                let nothing = || Value::Nil(Trace::default());
                let number = |value| {
                    Slot::plain(Value::Number(with_value(*number, value), Trace::computed([trace])))
                };
                (0..count).map(|value| (nothing(), number(value))).collect()
            }
            Value::Object(object) => match &object.content {
                Content::Files(files) => files
                    .iter()
                    .map(|(path, text)| {
                        let bytes = Value::bytes(text.clone());
                        let path = Value::text(path.clone(), object.trace.clone());
                        (path, Slot::plain(bytes))
                    })
                    .collect(),
                Content::ApiVersions(versions) => versions
                    .iter()
                    .enumerate()
                    .map(|(index, name)| {
                        let name = Value::text(name.clone(), object.trace.clone());
                        (at(index, &object.trace), Slot::plain(name))
                    })
                    .collect(),
                _ => return self.cannot_range(value),
            },
            _ => return self.cannot_range(value),
        })
    }

    fn cannot_range<T>(&mut self, value: &Value) -> Evaluated<T> {
        self.fault(format!("range can't iterate over {}", printed(value).as_str()))
    }
}

/// Another number of the same type.
fn with_value(number: Number, value: i64) -> Number {
    match number {
        Number::Int64(_) => Number::Int64(value),
        Number::Byte(_) => Number::Byte(u8::try_from(value).unwrap_or(u8::MAX)),
        Number::Unsigned64(_) => Number::Unsigned64(u64::try_from(value).unwrap_or(u64::MAX)),
        Number::Int(_) | Number::Float(_) => Number::Int(value),
    }
}
