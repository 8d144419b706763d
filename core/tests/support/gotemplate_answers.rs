//! What a template is read as, printed as Go prints it. Also a part of `cargo dev oracle gotemplate`.

use std::collections::BTreeMap;

use asepsis::internal::syntax::gotemplate::{Branch, Node, Operand, Pipeline, Term, parse};
use serde_json::Value;

/// What a text is read as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// Each template, by name.
    Templates(BTreeMap<String, String>),
    /// The line and the words for why it is refused.
    Refused(String),
}

/// The name of the template that is the text itself.
const SELF: &str = "text";

/// The answer of the reference, as its program gives it.
pub(crate) fn reference(answer: &Value) -> Answer {
    if let Some(error) = answer.get("error").and_then(Value::as_str) {
        return Answer::Refused(error.replace(" at text:", " at line "));
    }
    let templates = answer.get("templates").and_then(Value::as_object).into_iter().flatten();
    let text = |text: &Value| text.as_str().unwrap_or_default().to_owned();
    Answer::Templates(templates.map(|(name, of)| (name.clone(), text(of))).collect())
}

/// The answer of this library.
pub(crate) fn ours(text: &str) -> Answer {
    match parse(text) {
        Ok(file) => {
            let own = [(SELF.to_owned(), printed(&file.nodes, text))];
            let defined = file.defined.iter();
            let defined = defined.map(|one| (one.name.clone(), printed(&one.nodes, text)));
            Answer::Templates(own.into_iter().chain(defined).collect())
        }
        Err(fault) => Answer::Refused(format!("{}: {}", fault.line, fault.message)),
    }
}

fn printed(nodes: &[Node<'_>], text: &str) -> String {
    nodes.iter().map(|node| node_text(node, text)).collect()
}

fn node_text(node: &Node<'_>, text: &str) -> String {
    match node {
        Node::Text(span) => text.get(span.range()).unwrap_or_default().to_owned(),
        Node::Action(pipeline) => format!("{{{{{}}}}}", pipeline_text(pipeline, text)),
        Node::If(branch) => branch_text("if", branch, text),
        Node::With(branch) => branch_text("with", branch, text),
        Node::Range(branch) => branch_text("range", branch, text),
        Node::Template { name, argument, .. } => {
            let argument = argument.as_ref();
            let argument = argument.map(|pipeline| format!(" {}", pipeline_text(pipeline, text)));
            format!("{{{{template {}{}}}}}", Value::from(&**name), argument.unwrap_or_default())
        }
        Node::Break(_) => "{{break}}".to_owned(),
        Node::Continue(_) => "{{continue}}".to_owned(),
    }
}

fn branch_text(word: &str, branch: &Branch<'_>, text: &str) -> String {
    let otherwise = branch.otherwise.as_ref();
    let otherwise = otherwise.map(|nodes| format!("{{{{else}}}}{}", printed(nodes, text)));
    format!(
        "{{{{{word} {}}}}}{}{}{{{{end}}}}",
        pipeline_text(&branch.pipeline, text),
        printed(&branch.nodes, text),
        otherwise.unwrap_or_default()
    )
}

fn pipeline_text(pipeline: &Pipeline<'_>, text: &str) -> String {
    let mut printed = pipeline.variables.join(", ");
    if !printed.is_empty() {
        printed.push_str(if pipeline.is_assignment { " = " } else { " := " });
    }
    let commands = pipeline.commands.iter().map(|command| {
        let operands = command.operands.iter().map(|operand| operand_text(operand, text));
        operands.collect::<Vec<_>>().join(" ")
    });
    printed + &commands.collect::<Vec<_>>().join(" | ")
}

fn operand_text(operand: &Operand<'_>, text: &str) -> String {
    let term = match &operand.term {
        Term::Dot if !operand.fields.is_empty() => String::new(),
        Term::Pipeline(inner) => format!("({})", pipeline_text(inner, text)),
        Term::Function(name) | Term::Variable(name) => (*name).to_owned(),
        Term::Dot | Term::Nil | Term::Bool(_) | Term::Number(_) | Term::Text(_) => {
            text.get(operand.span.range()).unwrap_or_default().to_owned()
        }
    };
    operand.fields.iter().fold(term, |term, field| term + "." + field)
}
