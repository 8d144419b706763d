//! The evaluation of templates, as Go's `text/template` does it with the options of Helm.

mod arguments;
mod call;
mod fields;
mod include;
mod nodes;
mod pipeline;
mod range;

pub(super) use include::without_no_value;

use std::collections::HashMap;
use std::rc::Rc;

use super::fault::{Cause, Fault, Site};
use super::functions::Patterns;
use super::origin::{Reads, Trace};
use super::text::{Text, TextBuilder};
use super::value::Value;
use crate::source::Span;
use crate::syntax::gotemplate::{File, Node};

/// Maximum nesting of what is evaluated: of control structures, parentheses and templates that
/// include each other.
const DEPTH: u32 = 240;
/// Maximum number of expressions that the rendering of a chart evaluates.
const STEPS: u64 = 5_000_000;

/// What is said of a text that exceeds its limit.
const TOO_LARGE: &str = "the text is too large";

/// A file of templates, or a text that `tpl` evaluates.
#[derive(Debug)]
pub(super) struct TemplateText {
    /// Its path from the chart's name on, as Helm shows it.
    pub(super) name: Rc<str>,
    pub(super) text: Text,
}

/// A template with a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template<'t> {
    pub(super) name: &'t str,
    pub(super) nodes: &'t [Node<'t>],
    /// The file that it is in.
    pub(super) of: &'t TemplateText,
}

/// The templates that can be included.
#[derive(Debug, Default)]
pub(super) struct Scope<'t> {
    /// Those around a text that `tpl` evaluates.
    parent: Option<&'t Scope<'t>>,
    templates: HashMap<&'t str, Template<'t>>,
}

/// What the evaluation of all templates of a chart shares.
#[derive(Debug)]
pub(super) struct Shared {
    depth: u32,
    steps: u64,
    patterns: Patterns,
}

impl Default for Shared {
    fn default() -> Self {
        Self { depth: 0, steps: STEPS, patterns: Patterns::default() }
    }
}

/// A value where it is evaluated.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) value: Value,
    /// Whether it is the content of an interface in Go: then `nil` has no fields. The value of a
    /// pipeline is not, and any field of its `nil` is `nil`.
    pub(super) is_interface: bool,
}

/// How the evaluation of nodes ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Flow {
    Next,
    Break,
    Continue,
}

/// The evaluation of a template.
pub(super) struct Execution<'t, 's> {
    scope: &'t Scope<'t>,
    shared: &'s mut Shared,
    /// The name of the template.
    name: &'t str,
    /// Its file.
    of: &'t TemplateText,
    /// Those of the template, after those of the templates that include it.
    variables: Vec<(&'t str, Slot)>,
    /// The position of the first one of the template.
    first_variable: usize,
    /// What determines that the present nodes are evaluated.
    conditions: Reads,
    builder: TextBuilder,
    /// What is evaluated, for messages.
    at: Span,
}

/// A fault, behind a pointer: it is rare.
type Evaluated<T> = Result<T, Box<Fault>>;

impl<'t> Scope<'t> {
    /// Adds the templates of a file, and the file itself with its name.
    pub(super) fn add(&mut self, of: &'t TemplateText, file: &'t File<'t>) {
        for definition in &file.defined {
            self.define(Template { name: &definition.name, nodes: &definition.nodes, of });
        }
        self.define(Template { name: &of.name, nodes: &file.nodes, of });
    }

    /// A template without content does not replace another one.
    fn define(&mut self, template: Template<'t>) {
        if self.get(template.name).is_some() && template.is_empty() {
            return;
        }
        self.templates.insert(template.name, template);
    }

    fn get(&self, name: &str) -> Option<Template<'t>> {
        let mut here = Some(self);
        while let Some(scope) = here {
            if let Some(found) = scope.templates.get(name) {
                return Some(*found);
            }
            here = scope.parent;
        }
        None
    }
}

impl Template<'_> {
    fn is_empty(&self) -> bool {
        let text = self.of.text.as_str();
        self.nodes.iter().all(|node| match node {
            Node::Text(span) => text.get(span.range()).is_some_and(|text| text.trim().is_empty()),
            _ => false,
        })
    }
}

impl Slot {
    /// The value of a pipeline, a function or a constant.
    fn plain(value: Value) -> Self {
        Self { value, is_interface: false }
    }

    /// The content of a map or a list.
    fn content(value: Value) -> Self {
        Self { value, is_interface: true }
    }

    /// The name of its type.
    fn type_name(&self) -> &'static str {
        if self.is_interface { "interface {}" } else { super::go::type_name(&self.value) }
    }
}

/// Evaluates the template with a name.
///
/// # Errors
/// In the words of Go or Helm.
pub(super) fn evaluate(
    scope: &Scope<'_>,
    shared: &mut Shared,
    name: &str,
    data: Value,
) -> Evaluated<Text> {
    let Some(template) = scope.get(name) else { return Ok(Text::default()) };
    let mut execution = Execution {
        scope,
        shared,
        name: template.name,
        of: template.of,
        variables: Vec::new(),
        first_variable: 0,
        conditions: Reads::default(),
        builder: TextBuilder::default(),
        at: Span::default(),
    };
    execution.run(template, &Slot::plain(data))?;
    Ok(std::mem::take(&mut execution.builder).finish())
}

impl<'t> Execution<'t, '_> {
    /// A fault at what is evaluated.
    fn fault<T>(&self, cause: impl Into<Cause>) -> Evaluated<T> {
        Err(Box::new(Fault { cause: cause.into(), places: vec![self.site()] }))
    }

    /// What is evaluated.
    fn site(&self) -> Site {
        Site { file: Rc::clone(&self.of.name), template: self.name.into(), span: self.at }
    }

    /// The origin of a range of the template's text.
    fn trace_of(&self, span: Span) -> Trace {
        self.of.text.trace_at(span.range())
    }

    /// Evaluates something that may contain others.
    fn deeper<T>(&mut self, evaluate: impl FnOnce(&mut Self) -> Evaluated<T>) -> Evaluated<T> {
        if self.shared.depth >= DEPTH {
            return self.fault(format!("templates are nested deeper than {DEPTH} levels"));
        }
        let Some(left) = self.shared.steps.checked_sub(1) else {
            return self.fault(format!("more than {STEPS} expressions"));
        };
        self.shared.steps = left;
        self.shared.depth += 1;
        let result = evaluate(self);
        self.shared.depth -= 1;
        result
    }

    /// Evaluates a template with its own variables; its text goes where that of this one goes.
    fn run(&mut self, template: Template<'t>, dot: &Slot) -> Evaluated<()> {
        let outer = std::mem::replace(&mut self.first_variable, self.variables.len());
        self.variables.push(("$", dot.clone()));
        let (name, of, at) = (self.name, self.of, self.at);
        (self.name, self.of) = (template.name, template.of);
        let result = self.deeper(|inner| inner.nodes(template.nodes, dot));
        (self.name, self.of, self.at) = (name, of, at);
        self.variables.truncate(self.first_variable);
        self.first_variable = outer;
        match result {
            Ok(_) => Ok(()),
            Err(mut fault) => {
                if !self.at.is_empty() {
                    fault.places.push(self.site());
                }
                Err(fault)
            }
        }
    }

    fn variable(&self, name: &str) -> Slot {
        let own = self.variables.get(self.first_variable..).unwrap_or_default();
        let found = own.iter().rev().find(|(own, _)| *own == name);
        found.map_or_else(|| Slot::plain(Value::Nil(Trace::default())), |(_, slot)| slot.clone())
    }

    fn assign(&mut self, name: &str, slot: Slot) {
        let value = slot.value.under(&self.conditions);
        let own = self.variables.get_mut(self.first_variable..).unwrap_or_default();
        if let Some((_, known)) = own.iter_mut().rev().find(|(own, _)| *own == name) {
            *known = Slot { value, ..slot };
        }
    }
}
