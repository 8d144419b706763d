//! Boundaries of documents in a YAML text, by the rules of the API machinery's reader.

use std::ops::Range;

/// A piece of the text between two `---` lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Chunk {
    /// The number of its document.
    pub(super) number: u32,
    /// The text that is read: without the `---` line, unless there is no content before it.
    pub(super) range: Range<usize>,
    /// Text on the `---` line that begins the chunk, which Kubernetes rejects.
    pub(super) after_separator: Option<Range<usize>>,
}

impl Chunk {
    /// The same chunk, shifted by the `bytes` and `documents` of a preceding text.
    pub(super) fn move_by(&mut self, bytes: usize, documents: u32) {
        let moved = |range: &Range<usize>| range.start + bytes..range.end + bytes;
        self.number += documents;
        self.range = moved(&self.range);
        self.after_separator = self.after_separator.as_ref().map(moved);
    }
}

/// Splits a text on the lines that begin with `---`.
///
/// Kubernetes splits before it parses, so that such a line ends a document in any context.
pub(super) fn split(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut chunk = Chunk { number: 0, range: 0..0, after_separator: None };
    // Whether any line, even an empty one, was added to the chunk.
    let mut begun = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(rest) = line.strip_prefix("---") else {
            begun = true;
            chunk.range.end = at;
            continue;
        };
        let trimmed = rest.trim();
        let refused = !trimmed.is_empty() && !trimmed.starts_with('#');
        // Content before the first `---` is a document; blank lines and comments alone are not.
        let is_prologue = chunks.is_empty() && chunk.number == 0 && !chunk_opened(text, &chunk);
        let number = chunk.number + u32::from(!is_prologue);
        let keep_line = !begun && !refused;
        let range = if keep_line { start..at } else { at..at };
        let after = start + 3 + (rest.len() - rest.trim_start().len());
        let next =
            Chunk { number, range, after_separator: refused.then(|| after..after + trimmed.len()) };
        chunks.push(std::mem::replace(&mut chunk, next));
        begun = keep_line;
    }
    chunks.push(chunk);
    chunks.retain(|chunk| !chunk.range.is_empty() || chunk.after_separator.is_some());
    chunks
}

/// Whether the chunk was opened by a `---` or has content.
fn chunk_opened(text: &str, chunk: &Chunk) -> bool {
    let content = text.get(chunk.range.clone()).unwrap_or_default();
    chunk.after_separator.is_some()
        || content.lines().any(|line| {
            // The parser does not accept a tab as a blank here.
            let line = line.trim_start_matches(' ');
            !line.is_empty() && !line.starts_with('#')
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Vec<(u32, &str)> {
        split(text)
            .into_iter()
            .map(|chunk| (chunk.number, text.get(chunk.range).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn lines_of_dashes_split_and_number_as_yaml_counts() {
        assert_eq!(numbered("a\n---\nb\n"), [(0, "a\n"), (1, "b\n")]);
        assert_eq!(numbered("---\na\n---\nb"), [(0, "---\na\n"), (1, "b")]);
        assert_eq!(numbered("# c\n---\na\n"), [(0, "# c\n"), (0, "a\n")]);
        assert_eq!(numbered("a\n---\n---\nb\n"), [(0, "a\n"), (2, "---\nb\n")]);
        assert_eq!(numbered("a\n--- # note\nb\n"), [(0, "a\n"), (1, "b\n")]);
        assert_eq!(numbered("a: |\n  x\n ---\n"), [(0, "a: |\n  x\n ---\n")]);
        assert_eq!(numbered(""), []);
    }

    #[test]
    fn text_after_a_separator_is_kept_with_its_place() {
        let text = "a\n--- {b: 1}\nc\n";
        let chunks = split(text);
        assert_eq!(chunks.len(), 2);
        assert_eq!(text.get(chunks[1].after_separator.clone().unwrap()), Some("{b: 1}"));
    }
}
