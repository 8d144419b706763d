//! The values that templates name that nothing includes.

use std::collections::BTreeSet;

use super::walk::Walk;
use crate::syntax::gotemplate::{Node, Operand, Pipeline, Term};

impl Walk<'_> {
    /// A template that nothing includes may be for charts that are not in the input: it reads the values
    /// that it names.
    pub(super) fn not_included(&mut self) {
        let followed: BTreeSet<usize> = self.known.iter().map(|(number, _)| *number).collect();
        for (number, body) in self.bodies.iter().enumerate() {
            let Some(chart) = self.charts.get(body.chart) else { continue };
            if followed.contains(&number) {
                continue;
            }
            operands(body.nodes, &mut |operand| {
                let at = operand.fields.iter().position(|field| *field == "Values");
                let keys = at.and_then(|at| operand.fields.get(at + 1..)).unwrap_or_default();
                if !keys.is_empty() {
                    let named = self.positions.path(chart.values, keys.iter().copied());
                    self.positions.whole(named);
                }
            });
        }
    }
}

/// Visits all operands of nodes.
// INVARIANT: the parser limits the nesting of nodes and pipelines.
fn operands<'f>(nodes: &'f [Node<'f>], visit: &mut impl FnMut(&'f Operand<'f>)) {
    for node in nodes {
        match node {
            Node::Action(pipeline) | Node::Template { argument: Some(pipeline), .. } => {
                operands_of(pipeline, visit);
            }
            Node::If(branch) | Node::With(branch) | Node::Range(branch) => {
                operands_of(&branch.pipeline, visit);
                operands(&branch.nodes, visit);
                operands(branch.otherwise.as_deref().unwrap_or_default(), visit);
            }
            _ => {}
        }
    }
}

fn operands_of<'f>(pipeline: &'f Pipeline<'f>, visit: &mut impl FnMut(&'f Operand<'f>)) {
    for operand in pipeline.commands.iter().flat_map(|command| &command.operands) {
        visit(operand);
        if let Term::Pipeline(inner) = &operand.term {
            operands_of(inner, visit);
        }
    }
}
