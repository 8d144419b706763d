//! The files of a chart that its templates read by `.Files`.

use crate::derivation::stage::Text;
use crate::frontends::HAS_CHARTS;
use crate::frontends::helm::is_template_text;
use crate::model::path::{clean, join};
use crate::source::Span;
use crate::syntax::gotemplate::{Branch, Command, Node, Operand, Pipeline, Term, parse};

/// A file that a template reads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mention {
    /// Its path below the chart, or the pattern of paths.
    pub(super) path: String,
    pub(super) is_pattern: bool,
    /// Where it is read.
    pub(super) span: Span,
}

/// The paths of files that a template reads, relative to the folder that the path of the template is
/// relative to.
pub(crate) fn named(text: &Text<'_>) -> Vec<String> {
    if !HAS_CHARTS || !is_template_text(text.kind) {
        return Vec::new();
    }
    let path = clean(text.path);
    let Some(source) = text.source else { return Vec::new() };
    let home = match path.rfind("/templates/") {
        Some(end) => path.get(..end).unwrap_or_default(),
        None if path.starts_with("templates/") => "",
        None => return Vec::new(),
    };
    let files = mentions(source.text()).into_iter().filter(|file| !file.is_pattern);
    files.map(|file| join(home, &file.path)).collect()
}

/// The files that the text of a template reads, as far as their paths are written in it.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    if !text.contains(".Files.") {
        return found;
    }
    if let Ok(file) = parse(text) {
        in_nodes(&file.nodes, &mut found);
        file.defined.iter().for_each(|of| in_nodes(&of.nodes, &mut found));
    }
    found
}

// INVARIANT: the parser limits the depth of templates.
fn in_nodes(nodes: &[Node<'_>], found: &mut Vec<Mention>) {
    for node in nodes {
        match node {
            Node::Action(pipeline) | Node::Template { argument: Some(pipeline), .. } => {
                in_pipeline(pipeline, found);
            }
            Node::If(branch) | Node::With(branch) | Node::Range(branch) => in_branch(branch, found),
            _ => {}
        }
    }
}

fn in_branch(branch: &Branch<'_>, found: &mut Vec<Mention>) {
    in_pipeline(&branch.pipeline, found);
    in_nodes(&branch.nodes, found);
    in_nodes(branch.otherwise.as_deref().unwrap_or_default(), found);
}

fn in_pipeline(pipeline: &Pipeline<'_>, found: &mut Vec<Mention>) {
    for command in &pipeline.commands {
        found.extend(of_command(command));
        for operand in &command.operands {
            if let Term::Pipeline(inner) = &operand.term {
                in_pipeline(inner, found);
            }
        }
    }
}

fn of_command(command: &Command<'_>) -> Option<Mention> {
    let [Operand { fields, .. }, Operand { term: Term::Text(path), span, .. }, ..] =
        command.operands.as_slice()
    else {
        return None;
    };
    let (method, above) = fields.split_last()?;
    let is_read = above.last() == Some(&"Files");
    let is_pattern = *method == "Glob";
    let is_one = matches!(*method, "Get" | "GetBytes" | "Glob" | "Lines");
    (is_read && is_one).then(|| Mention { path: path.clone(), is_pattern, span: *span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_wherever_they_are_read() {
        let text = "{{ .Files.Get \"a.txt\" }}{{ if $x }}{{ ($.Files.Glob \"b/*\").AsConfig }}{{ end }}\
             {{ define \"c\" }}{{ .root.Files.Lines \"d\" | first }}{{ .Files.Get .name }}{{ end }}";
        let text = text.replace("$x", ".x");
        let found = mentions(&text).into_iter().map(|one| (one.path, one.is_pattern));
        let found: Vec<(String, bool)> = found.collect();
        let expected = [("a.txt", false), ("b/*", true), ("d", false)];
        assert_eq!(found, expected.map(|(path, is)| (path.to_owned(), is)));
    }
}
