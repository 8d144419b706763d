//! Whether a file may contain manifests, by the top-level keys of its documents.
//!
//! Nested keys do not count: a script that writes a manifest, or a list of kinds, is not a
//! manifest.

use crate::tree::{Kind, NodeRef, Tree};

/// Whether a text that could not be read in full may contain a manifest: by the part that was read,
/// or by its lines if nothing was read.
pub(super) fn may_hold_manifest(text: &str, tree: Option<&Tree>) -> bool {
    let mut at = 0;
    for (document, root) in tree.into_iter().flat_map(Tree::documents) {
        let span = document.span.range();
        let lost = text.get(at..span.start).unwrap_or_default();
        if is_candidate(root) || may_be_candidate(lost) {
            return true;
        }
        at = at.max(span.end);
    }
    may_be_candidate(text.get(at..).unwrap_or_default())
}

/// Whether a document, or an item of the list that it is, has the shape of a manifest.
pub(super) fn is_candidate(root: NodeRef<'_>) -> bool {
    let items = root.items().filter_map(NodeRef::follow);
    std::iter::once(root).chain(items).any(|object| Names::of(object).is_candidate())
}

/// Whether a document of the tree has the two keys that every manifest has.
pub(crate) fn has_manifest(tree: &Tree) -> bool {
    tree.documents().any(|(_, root)| Names::of(root).is_manifest())
}

/// Whether a text is meant for a cluster, by its lines.
pub(super) fn is_manifest(text: &str) -> bool {
    documents(text).any(|document| Names::in_text(document).is_manifest())
}

fn may_be_candidate(text: &str) -> bool {
    documents(text).any(|document| Names::in_text(document).is_candidate())
}

/// The documents of a text that need not be YAML.
fn documents(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n---")
}

/// The top-level keys of manifests that are present, each as a bit.
#[derive(Clone, Copy, Default)]
struct Names(u8);

const API_VERSION: u8 = 1;
const KIND: u8 = 1 << 1;
const METADATA: u8 = 1 << 2;
const SPEC: u8 = 1 << 3;

impl Names {
    fn has(self, all: u8) -> bool {
        self.0 & all == all
    }

    fn is_candidate(self) -> bool {
        self.has(API_VERSION) || self.has(KIND) || self.has(METADATA | SPEC)
    }

    fn is_manifest(self) -> bool {
        self.has(API_VERSION | KIND)
    }

    fn add(&mut self, name: &str) {
        self.0 |= match name {
            "apiVersion" => API_VERSION,
            "kind" => KIND,
            "metadata" => METADATA,
            "spec" => SPEC,
            _ => 0,
        };
    }

    fn of(object: NodeRef<'_>) -> Self {
        let mut names = Self::default();
        if object.kind() == Kind::Mapping {
            object.entries().iter().for_each(|(key, _)| names.add(&key.key_text()));
        }
        names
    }

    /// The top-level keys of a document that could not be read.
    fn in_text(document: &str) -> Self {
        let start = document.trim_start();
        let begins_flow = start.starts_with(['{', '[']) && !start.starts_with("{{");
        if begins_flow { Self::in_flow(start) } else { Self::in_lines(document) }
    }

    fn in_lines(document: &str) -> Self {
        let mut names = Self::default();
        let mut top = None;
        for line in document.lines() {
            let content = line.trim_start();
            let is_none = content.is_empty() || content.starts_with(['#', '%']);
            if is_none || content.starts_with("{{") || content.starts_with("---") {
                continue;
            }
            let key = content.trim_start_matches("- ");
            let key_at = line.len() - key.len();
            let top = *top.get_or_insert(key_at);
            // A line that is indented less than the first one broke the text, and is also at the
            // top level.
            if key_at > top {
                continue;
            }
            if let Some((name, value)) = key.split_once(':') {
                if value.is_empty() || value.starts_with([' ', '\t']) {
                    names.add(name.trim_end().trim_matches(['"', '\'']));
                }
            }
        }
        names
    }

    /// The same for flow style: the keys of the outermost mapping, or of mappings in the outermost
    /// list.
    fn in_flow(text: &str) -> Self {
        let mut names = Self::default();
        let mut open = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            match first {
                '{' | '[' => open.push(first),
                '}' | ']' => {
                    open.pop();
                }
                _ => {}
            }
            let length = match first {
                '"' | '\'' => quoted(rest),
                _ if first.is_alphanumeric() => word(rest),
                _ => first.len_utf8(),
            };
            let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            if matches!(open.as_slice(), ['{'] | ['[', '{']) && after.trim_start().starts_with(':')
            {
                names.add(token.trim_matches(['"', '\'']));
            }
        }
        names
    }
}

/// The length of a quoted text at the beginning of another text.
fn quoted(text: &str) -> usize {
    let mut characters = text.char_indices();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, character)) = characters.next() {
        if Some(character) == quote {
            return at + 1;
        }
        if character == '\\' {
            characters.next();
        }
    }
    text.len()
}

/// The length of a word at the beginning of a text.
fn word(text: &str) -> usize {
    text.find(|other: char| !other.is_alphanumeric()).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{is_manifest, may_be_candidate};

    #[test]
    fn only_names_at_the_top_of_a_document_count() {
        let candidates = [
            "apiVersion: v1\nspec: [",
            "kind: {{ x }}\n",
            "a: [\n---\nmetadata: {\nspec: {}\n",
            "metadata:\n  name: a\nspec:\n  b: [\n",
            "  apiVersion: v1\nkind: Pod\n",
            "{{- if .x }}\n'kind' : Pod\n",
            "# note\n- name: a\n- metadata: {}\n  spec: {\n",
            "- apiVersion: v1\n  kind: [\n",
            "{\"a\": {\"b\": 1}, \"kind\": ",
            "[{\"x\": \"{\"}, {\"apiVersion\" : \"v1\"",
            "{apiVersion: v1, kind: {{ x }}}",
        ];
        for text in candidates {
            assert!(may_be_candidate(text), "{text}");
        }
        let others = [
            "",
            "run: |\n  cat <<STOP\n  apiVersion: v1\n  kind: Pod\n  STOP\nb: [\n",
            "a:\n  kind: Pod\n  apiVersion: v1\nb: [\n",
            "metadata: [\n",
            "spec: {\n  metadata: {}\n",
            "kind:of\nkinds: [\n",
            "{\"a\": {\"kind\": \"Pod\"}, \"b\": \"kind\", ",
            "[\"kind\", {\"a\": {\"kind\": 1}}",
            "- kinds: [\n  - kind: a\n",
        ];
        for text in others {
            assert!(!may_be_candidate(text), "{text}");
        }
    }

    #[test]
    fn a_manifest_in_a_text_has_both_names_in_one_document() {
        assert!(is_manifest("a: b\n---\nkind: Pod\napiVersion: v1\n"));
        assert!(!is_manifest("kind: Pod\n---\napiVersion: v1\n"));
        assert!(!is_manifest("cat <<STOP\n  apiVersion: v1\n  kind: Pod\nSTOP\n"));
    }
}
