//! Documents inside scalars: a ConfigMap that contains a manifest to apply, or the configuration of
//! a program.

use std::sync::Arc;

use crate::frontends::{InnerOf, configuration};
use crate::source::{Problem, ProblemCode, Source};
use crate::syntax::{self, Format};
use crate::tree::{Kind, Limits, NodeRef, Origin, Provenance, Tree};

/// The tree of a text inside a scalar.
#[derive(Debug)]
pub(crate) struct Inside {
    /// The index of the scalar.
    pub(crate) scalar: u32,
    pub(crate) tree: Arc<Tree>,
    /// Whether it is the configuration of a program: its settings belong to the resource around it,
    /// and it contains no resources.
    pub(crate) is_configuration: bool,
    pub(crate) problems: Vec<Problem>,
}

/// The texts inside the scalars of a tree. A text that cannot be parsed as any configuration format
/// is treated as a single value.
pub(crate) fn inside(tree: &Arc<Tree>, inner: InnerOf, limits: Limits) -> Vec<Inside> {
    inner(tree)
        .into_iter()
        .filter_map(|inner| {
            let scalar = inner.scalar;
            let (parsed, problems) = if inner.is_manifest {
                parse(tree, scalar, Format::YAML, limits)
            } else {
                let formats = formats(inner.key.text(), scalar.text()).iter();
                formats.map(|format| parse(tree, scalar, *format, limits)).find(is_file)?
            };
            Some(Inside {
                scalar: scalar.index(),
                tree: Arc::new(parsed),
                is_configuration: !inner.is_manifest,
                problems,
            })
        })
        .collect()
}

/// The problem of a text that is embedded deeper than the limit; `None` if no text is.
pub(crate) fn too_deep(tree: &Tree, inner: InnerOf, limits: Limits) -> Option<(u32, Problem)> {
    let scalar = inner(tree).into_iter().find(|inner| inner.is_manifest)?.scalar;
    let limit = limits.embedding;
    let message = format!("documents are embedded more than {limit} levels deep");
    Some((scalar.index(), Problem::new(ProblemCode::TooDeep, message).at(scalar.span())))
}

fn parse(
    outer: &Arc<Tree>,
    scalar: NodeRef<'_>,
    format: Format,
    limits: Limits,
) -> (Tree, Vec<Problem>) {
    let source = Source::new(outer.source().shared_name(), scalar.text());
    let origin = Origin::Derived(Provenance::of_scalar(outer, scalar));
    syntax::parse(source, format, origin, limits)
}

fn is_file((tree, problems): &(Tree, Vec<Problem>)) -> bool {
    problems.is_empty() && has_keys(tree)
}

/// The format of a file that a generator includes under a key; `None` if it is not a file of keys
/// and values.
pub(super) fn language(key: &str, source: &Source, limits: Limits) -> Option<Format> {
    let formats = formats(key, source.text()).iter().copied();
    let mut read = formats.map(|format| {
        let parsed = syntax::parse(source.clone(), format, Origin::Text, limits);
        is_file(&parsed).then_some(format)
    });
    read.find_map(|format| format)
}

/// Whether a tree has any key at all.
fn has_keys(tree: &Tree) -> bool {
    tree.documents().any(|(_, root)| {
        let has_key = |node: NodeRef<'_>| node.kind() == Kind::Mapping && !node.is_empty();
        has_key(root) || root.items().any(has_key)
    })
}

/// The formats in which a file with this name and text may be written, the likeliest first.
fn formats(name: &str, text: &str) -> &'static [Format] {
    const JSON: &[Format] = &[Format::JSONC, Format::YAML];
    match configuration::format_of(name).map(Format::as_str) {
        Some("properties") => return &[Format::PROPERTIES],
        Some("hcl") => return &[Format::HCL],
        Some("text") => return &[],
        _ => {}
    }
    let (yaml, lines): (&[Format], &[Format]) = if text.lines().any(syntax::begins_block) {
        (&[Format::YAML, Format::HCL, Format::BRACES], &[Format::HCL, Format::BRACES])
    } else {
        (&[Format::YAML, Format::PROPERTIES], &[Format::PROPERTIES])
    };
    let start = text.trim_start();
    let is_json = start.starts_with('{') || start.starts_with('[');
    // A name with the extension of a settings file is enough; without one, a text without a line
    // break is a value.
    let is_line = !is_json && !text.contains('\n');
    let extension = name.rsplit_once('.').map_or(name, |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => yaml,
        "json" | "jsonc" => JSON,
        "properties" | "ini" | "env" | "cnf" | "toml" | "cfg" | "conf" | "hcl" | "tf"
        | "tfvars" | "config" | "gitconfig" => {
            if start.starts_with('{') {
                JSON
            } else if like_yaml(text) {
                yaml
            } else {
                lines
            }
        }
        // Programs, prose and keys are not files of keys and values.
        "sh" | "bash" | "py" | "js" | "lua" | "rb" | "pl" | "sql" | "xml" | "html" | "md"
        | "txt" | "crt" | "pem" | "key" | "rego" | "tmpl" | "tpl" | "css" | "go" | "php"
        | "groovy" | "ps1"
            if name.contains('.') =>
        {
            &[]
        }
        _ if is_line && (text.contains(": {") || text.contains(": [")) => &[Format::YAML],
        _ if is_line => &[],
        _ if start.starts_with("#!") || start.starts_with("-----BEGIN") => &[],
        _ if start.starts_with('{') => JSON,
        _ if like_yaml(text) => yaml,
        _ if like_lines(text) => lines,
        _ => &[],
    }
}

/// Whether most lines are YAML keys or items of YAML lists.
fn like_yaml(text: &str) -> bool {
    mostly(text, |line| {
        let line = line.trim_start_matches("- ");
        let colon = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1));
        let key = colon.and_then(|colon| line.get(..colon)).unwrap_or(" ");
        !key.contains(' ') && !key.contains('=')
    })
}

/// Whether most lines are keys with `=`, sections or blocks.
fn like_lines(text: &str) -> bool {
    mostly(text, |line| {
        let name = line.split('=').next().unwrap_or_default().trim_end();
        let name = name.strip_prefix("export ").unwrap_or(name);
        let assigns = name.len() < line.len() && !name.contains(' ') && !name.contains('(');
        assigns
            || syntax::begins_block(line)
            || line == "}"
            || (line.starts_with('[') && line.ends_with(']'))
    })
}

fn mostly(text: &str, matches: impl Fn(&str) -> bool) -> bool {
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut all, mut count) = (0_usize, 0_usize);
    for line in lines.take(200) {
        all += 1;
        count += usize::from(matches(line));
    }
    count * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_lines_say_what_a_text_is() {
        for text in
            ["a=b", "export a = b", "[part]", "a = b\n# c d\nx y\nc=d", "resource \"a\" {\n}"]
        {
            assert!(like_lines(text), "{text}");
        }
        for text in ["", "a b=c", "f(x)=y", "a", "a=b\nx y", "a=b\nx y\nz w", "[part", "part]"] {
            assert!(!like_lines(text), "{text}");
        }
        for text in ["a: b", "- a: b", "a:\n  b:", "- a:", "a: b\nx y\nc: d"] {
            assert!(like_yaml(text), "{text}");
        }
        for text in ["a b: c", "a=b: c", "a", "a: b\nx y"] {
            assert!(!like_yaml(text), "{text}");
        }
    }

    #[test]
    fn a_line_without_an_end_is_a_value_unless_it_is_of_a_known_language() {
        let words =
            |name, text| formats(name, text).iter().map(|one| one.as_str()).collect::<Vec<_>>();
        assert!(words("note", "a=b").is_empty());
        assert!(words("note", "see this: it").is_empty());
        assert_eq!(words("note", "a: {b: c}"), ["yaml"]);
        assert_eq!(words("note", "a: [b]"), ["yaml"]);
        assert_eq!(words("note", "a=b: {\nc=d\n").first(), words("x.ini", "a=b: {\nc=d\n").first());
        assert!(words("run.sh", "a: {b: c}").is_empty());
        // A name without a dot is not an extension.
        assert_eq!(words("sh", "a: {b: c}"), ["yaml"]);
    }
}
