//! Nodes of templates: text, actions and control structures.

use super::{Evaluated, Execution, Flow, Slot, TOO_LARGE};
use crate::derivation::helm::go::is_true;
use crate::derivation::helm::origin::{Reads, Trace};
use crate::derivation::helm::print::{NO_VALUE, printed};
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::Value;
use crate::source::Span;
use crate::syntax::gotemplate::{Branch, Node, Pipeline};
use crate::tree::{Contributor, Made, Role};

impl<'t> Execution<'t, '_> {
    pub(super) fn nodes(&mut self, nodes: &'t [Node<'t>], dot: &Slot) -> Evaluated<Flow> {
        for node in nodes {
            match self.node(node, dot)? {
                Flow::Next => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    fn node(&mut self, node: &'t Node<'t>, dot: &Slot) -> Evaluated<Flow> {
        match node {
            Node::Text(span) => self.text(*span)?,
            Node::Action(pipeline) => {
                let value = self.pipeline(pipeline, dot)?;
                if pipeline.variables.is_empty() {
                    self.print(&value, pipeline.span)?;
                }
            }
            Node::If(branch) => return self.branch(branch, dot, false),
            Node::With(branch) => return self.branch(branch, dot, true),
            Node::Range(branch) => return self.scoped(|inner| inner.range(branch, dot)),
            Node::Template { name, argument, span } => {
                self.invoke(name, argument.as_ref(), *span, dot)?;
            }
            Node::Break(_) => return Ok(Flow::Break),
            Node::Continue(_) => return Ok(Flow::Continue),
        }
        Ok(Flow::Next)
    }

    fn text(&mut self, span: Span) -> Evaluated<()> {
        let trace = self.trace_of(span).under(&self.conditions);
        let of = self.of;
        if let Some(text) = of.text.as_str().get(span.range()) {
            if trace.is_literal() {
                self.builder.push_str(text, &trace);
            } else {
                self.builder.push(&of.text.slice(span.range()).under(&self.conditions));
            }
        }
        self.measure()
    }

    /// Prints the value of an action.
    fn print(&mut self, value: &Value, span: Span) -> Evaluated<()> {
        let text = match value {
            Value::Nil(trace) => Text::new(NO_VALUE, trace.clone()),
            value => printed(value),
        };
        let expression = self.trace_of(span);
        let by = Contributor { from: expression.from, role: Role::Expression };
        let by = [by].into_iter().chain(self.conditions.all().iter().copied());
        let mut copied = Joined::new(Reads::default().and(by));
        let mut computed = Joined::new(self.conditions.clone());
        if text.is_empty() {
            self.builder.push_nothing(&value.trace());
        }
        for (range, trace) in text.pieces() {
            let Some(text) = text.as_str().get(range) else { continue };
            let trace = if is_copied(trace) {
                Trace { reads: copied.reads(&trace.reads), ..trace.clone() }
            } else {
                let trace = by_expression(trace, &expression);
                Trace { reads: computed.reads(&trace.reads), ..trace }
            };
            self.builder.push_str(text, &trace);
        }
        self.measure()
    }

    fn measure(&mut self) -> Evaluated<()> {
        if self.builder.is_full() {
            return self.fault(TOO_LARGE);
        }
        Ok(())
    }

    /// Evaluates something whose variables end with it.
    pub(super) fn scoped<T>(
        &mut self,
        evaluate: impl FnOnce(&mut Self) -> Evaluated<T>,
    ) -> Evaluated<T> {
        let known = self.variables.len();
        let conditions = self.conditions.clone();
        let result = self.deeper(evaluate);
        self.variables.truncate(known);
        self.conditions = conditions;
        result
    }

    /// `{{if}}` and `{{with}}`.
    fn branch(&mut self, branch: &'t Branch<'t>, dot: &Slot, is_with: bool) -> Evaluated<Flow> {
        self.scoped(|inner| {
            let value = inner.pipeline(&branch.pipeline, dot)?;
            inner.condition(&value);
            let is_true = is_true(&value);
            inner.unassigned(if is_true {
                branch.otherwise.as_deref()
            } else {
                Some(&branch.nodes)
            });
            if !is_true {
                return match &branch.otherwise {
                    Some(nodes) => inner.nodes(nodes, dot),
                    None => Ok(inner.nothing(&value, &branch.nodes)),
                };
            }
            if is_with {
                return inner.nodes(&branch.nodes, &Slot::plain(value));
            }
            inner.nodes(&branch.nodes, dot)
        })
    }

    /// What follows is evaluated because of a value.
    pub(super) fn condition(&mut self, value: &Value) {
        self.conditions = self.conditions.because_of(&value.trace());
    }

    /// Nothing is rendered of some nodes because of a value.
    pub(super) fn nothing(&mut self, value: &Value, nodes: &'t [Node<'t>]) -> Flow {
        // Lines are what they are whether others are there.
        let is_line = match nodes.first() {
            Some(Node::Text(span)) => self.written(*span).starts_with(['\n', '\r']),
            first => first.is_none(),
        };
        if !is_line {
            self.builder.push_nothing(&value.trace());
        }
        Flow::Next
    }

    /// Variables that would have another value if some nodes were evaluated.
    pub(super) fn unassigned(&mut self, nodes: Option<&'t [Node<'t>]>) {
        let mut names = Vec::new();
        assigned(nodes.unwrap_or_default(), &mut names);
        for name in names {
            let slot = self.variable(name);
            self.assign(name, slot);
        }
    }

    fn invoke(
        &mut self,
        name: &str,
        argument: Option<&'t Pipeline<'t>>,
        span: Span,
        dot: &Slot,
    ) -> Evaluated<()> {
        self.at = span;
        let Some(template) = self.scope.get(name) else {
            return self.fault(format!("template {name:?} not defined"));
        };
        let data = match argument {
            Some(pipeline) => self.pipeline(pipeline, dot)?,
            None => Value::Nil(Trace::default()),
        };
        self.at = span;
        self.run(template, &Slot::plain(data))
    }
}

/// The variables that nodes set to another value.
// INVARIANT: the parser limits the nesting of nodes.
fn assigned<'t>(nodes: &'t [Node<'t>], names: &mut Vec<&'t str>) {
    for node in nodes {
        match node {
            Node::Action(pipeline) if pipeline.is_assignment => {
                names.extend(pipeline.variables.iter().copied());
            }
            Node::If(branch) | Node::With(branch) | Node::Range(branch) => {
                assigned(&branch.nodes, names);
                assigned(branch.otherwise.as_deref().unwrap_or_default(), names);
            }
            _ => {}
        }
    }
}

/// The contributors of runs of bytes together with the same others.
struct Joined {
    others: Reads,
    /// Those of the run before, which most often has the same ones.
    last: Option<(Reads, Reads)>,
}

impl Joined {
    fn new(others: Reads) -> Self {
        Self { others, last: None }
    }

    fn reads(&mut self, own: &Reads) -> Reads {
        if let Some((_, joined)) = self.last.as_ref().filter(|(last, _)| last.is_shared(own)) {
            return joined.clone();
        }
        let joined = own.with(&self.others);
        self.last = Some((own.clone(), joined.clone()));
        joined
    }
}

/// Whether an expression copies bytes from values or from what another template renders.
fn is_copied(trace: &Trace) -> bool {
    trace.is_somewhere() && (trace.is_literal() || trace.made == Made::Copied)
}

/// The origin of bytes that an expression computes.
fn by_expression(trace: &Trace, expression: &Trace) -> Trace {
    let reads = if trace.is_somewhere() && trace.made == Made::Implied {
        let own = Contributor { from: trace.from, role: Role::Variable };
        Reads::default().and([own]).with(&trace.reads)
    } else {
        trace.reads.clone()
    };
    let made = if trace.is_open() { Made::Open } else { Made::Computed };
    // In a text that `tpl` evaluates, an expression is part of a value.
    let reads = if expression.is_literal() { reads } else { reads.with(&expression.as_reads()) };
    Trace { from: expression.from, made, reads }
}
