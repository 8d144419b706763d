//! Splits a Dockerfile into instructions, so that a syntax error affects only one of them.

use std::ops::Range;

/// The text of an instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// Its lines, including continuation lines and the comments between them.
    pub(super) lines: Range<usize>,
    /// The texts of its here-documents, each with the line that ends it.
    pub(super) documents: Vec<Range<usize>>,
}

/// The character that continues a line, which a parser directive may change.
/// <https://docs.docker.com/reference/dockerfile/#escape>
pub(super) fn escape(text: &str) -> char {
    for line in text.lines() {
        let Some(comment) = line.trim_start().strip_prefix('#') else { break };
        // The first comment that is not a directive ends them.
        let Some((name, value)) = comment.split_once('=') else { break };
        if name.trim().eq_ignore_ascii_case("escape") {
            return if value.trim() == "`" { '`' } else { '\\' };
        }
    }
    '\\'
}

/// The instructions of a text.
pub(super) fn pieces(text: &str, escape: char) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut lines = Lines { text, at: 0 };
    while let Some(first) = lines.next() {
        if is_void(lines.slice(&first)) {
            continue;
        }
        let mut piece = Piece { lines: first.clone(), documents: Vec::new() };
        let mut last = first;
        while continues(lines.slice(&last), escape) {
            let Some(next) = lines.next() else { break };
            piece.lines.end = next.end;
            // Comments and empty lines between instructions are not part of them.
            if !is_void(lines.slice(&next)) {
                last = next;
            }
        }
        for (tag, is_indented) in tags(lines.slice(&piece.lines)) {
            let Some(document) = lines.until(&tag, is_indented) else { break };
            piece.documents.push(document);
        }
        found.push(piece);
    }
    found
}

struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The next line, without its end.
    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = self.at..self.at + length;
        self.at += length + 1;
        Some(line)
    }

    /// The lines up to the one that ends a here-document; `None` if there is no such line.
    fn until(&mut self, tag: &str, is_indented: bool) -> Option<Range<usize>> {
        let before = self.at;
        while let Some(line) = self.next() {
            let own = self.slice(&line).trim_end_matches('\r');
            let own = if is_indented { own.trim_start_matches('\t') } else { own };
            if own == tag {
                return Some(before..line.end);
            }
        }
        self.at = before;
        None
    }
}

/// Whether a line contains no part of an instruction.
fn is_void(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn continues(line: &str, escape: char) -> bool {
    line.trim_end().ends_with(escape)
}

/// The tags that end the here-documents of an instruction, and whether tabs may precede them.
/// <https://docs.docker.com/reference/dockerfile/#here-documents>
fn tags(instruction: &str) -> Vec<(String, bool)> {
    let mut words = instruction.split_whitespace();
    let takes =
        |word: &str| ["RUN", "COPY", "ADD"].iter().any(|own| word.eq_ignore_ascii_case(own));
    let first = words.next().unwrap_or_default();
    let is_of_others = first.eq_ignore_ascii_case("ONBUILD");
    let is_taking = takes(first) || is_of_others && words.next().is_some_and(takes);
    if !is_taking {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = instruction;
    while let Some(at) = rest.find("<<") {
        let after = rest.get(at + 2..).unwrap_or_default();
        let opens = after.strip_prefix('-').unwrap_or(after);
        let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-');
        let quote = opens.chars().next().filter(|first| matches!(first, '"' | '\''));
        let inner = quote.map_or(opens, |quote| opens.strip_prefix(quote).unwrap_or(opens));
        let tag = inner.split(|letter| !is_word(letter)).next().unwrap_or_default();
        // `<<<` passes a string to a command, and `1 << 2` is a number.
        let is_text =
            after.starts_with('<') || rest.get(..at).is_some_and(|own| own.ends_with('<'));
        if !tag.is_empty() && !is_text {
            found.push((tag.to_owned(), opens.len() < after.len()));
        }
        rest = opens;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, Vec<&str>)> {
        let of = |piece: Piece| {
            let documents = piece.documents.iter().map(|range| &text[range.clone()]).collect();
            (&text[piece.lines], documents)
        };
        pieces(text, escape(text)).into_iter().map(of).collect()
    }

    #[test]
    fn an_instruction_has_its_continued_lines_and_its_documents() {
        let text = "# a comment\nFROM a\n\nRUN b \\\n # c\n\n  d\nRUN <<E cat > x <<-'F'\n1\nE\n2\n\tF\nCMD e";
        let expected = [
            ("FROM a", vec![]),
            ("RUN b \\\n # c\n\n  d", vec![]),
            ("RUN <<E cat > x <<-'F'", vec!["1\nE", "2\n\tF"]),
            ("CMD e", vec![]),
        ];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn what_nothing_ends_is_no_document() {
        let text = "RUN echo $((1 << 2)) <<< b\nRUN cat <<E\nENV a=b\n";
        assert_eq!(texts(text).len(), 3);
        assert_eq!(texts("ENV a=<<E\nE\n")[0].1.len(), 0);
    }

    #[test]
    fn a_comment_at_the_top_says_what_continues_a_line() {
        assert_eq!(escape("# syntax=a\n#escape = `\nFROM a"), '`');
        assert_eq!(escape("FROM a\n# escape=`"), '\\');
        assert_eq!(texts("# escape=`\nRUN a `\n b\nRUN c\\\nRUN d").len(), 3);
    }
}
