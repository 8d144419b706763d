//! The statements of an HCL text: its attributes and blocks, each with its nesting depth.

use std::ops::Range;

/// An attribute or a block at the top level of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Statement {
    pub(super) range: Range<usize>,
    /// The maximum nesting of its brackets.
    pub(super) depth: usize,
}

/// The construct that is open at the position of a scanner.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Bracket,
    String,
}

/// The statements of a text.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut scanner = Scanner { text, at: 0 };
    let mut found = Vec::new();
    while scanner.skip_void() {
        found.push(scanner.statement());
    }
    found
}

/// A statement that cannot be read, split where an unindented line begins with the head of a block:
/// the content of blocks is indented.
pub(super) fn parts(text: &str, statement: &Statement) -> Vec<Statement> {
    let own = text.get(statement.range.clone()).unwrap_or_default();
    let mut starts = vec![statement.range.start];
    let mut at = statement.range.start;
    for line in own.split_inclusive('\n') {
        if at > statement.range.start && is_head(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([statement.range.end]);
    let part = |(start, end): (&usize, usize)| {
        let depth = statements(text.get(*start..end).unwrap_or_default());
        let depth = depth.iter().map(|one| one.depth).max().unwrap_or_default();
        Statement { range: *start..end, depth }
    };
    starts.iter().zip(ends).map(part).collect()
}

/// Whether an unindented line begins a block: `resource "type" "name" {`.
fn is_head(line: &str) -> bool {
    let begins = line.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let Some(head) = line.trim_end().strip_suffix('{').filter(|_| begins) else { return false };
    head.chars().all(|letter| {
        letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' ' | '\t' | '"' | '/' | '*')
    })
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips white space and comments; returns whether any text is left.
    fn skip_void(&mut self) -> bool {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if !self.skip_comment() {
                return self.at < self.text.len();
            }
        }
    }

    /// Skips a comment up to the end of its line; returns whether there was one.
    fn skip_comment(&mut self) -> bool {
        let rest = self.rest();
        let length = if rest.starts_with('#') || rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            return false;
        };
        self.at += length;
        true
    }

    fn statement(&mut self) -> Statement {
        let start = self.at;
        let mut open: Vec<Open> = Vec::new();
        let mut depth = 0;
        while let Some(letter) = self.rest().chars().next() {
            let in_string = open.last() == Some(&Open::String);
            let rest = self.rest();
            if in_string {
                match letter {
                    '"' => drop(open.pop()),
                    // A string ends with its line, even if it is not closed.
                    '\n' => open.retain(|one| *one != Open::String),
                    '\\' => {
                        let after = rest.chars().nth(1).filter(|next| *next != '\n');
                        self.at += after.map_or(0, char::len_utf8);
                    }
                    '$' | '%' if rest.get(1..).is_some_and(|next| next.starts_with('{')) => {
                        open.push(Open::Bracket);
                        self.at += 1;
                    }
                    _ => {}
                }
            } else if self.skip_comment() {
                continue;
            } else {
                match letter {
                    '"' => open.push(Open::String),
                    '{' | '[' | '(' => open.push(Open::Bracket),
                    '}' | ']' | ')' => drop(open.pop()),
                    '\n' if open.is_empty() => break,
                    '<' if self.skip_document() => continue,
                    _ => {}
                }
            }
            depth = depth.max(open.len());
            self.at += letter.len_utf8();
        }
        Statement { range: start..self.at, depth }
    }

    /// Skips a heredoc up to the end of its last line; returns whether there was one.
    fn skip_document(&mut self) -> bool {
        let rest = self.rest();
        let Some(head) = rest.strip_prefix("<<") else { return false };
        let head = head.strip_prefix('-').unwrap_or(head);
        let line = head.split('\n').next().unwrap_or_default();
        let tag = line.trim_end();
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
        if tag.is_empty() || !tag.chars().all(is_name) {
            return false;
        }
        let mut at = self.at + (rest.len() - head.len()) + line.len() + 1;
        let body = self.text.get(at..).unwrap_or_default();
        for line in body.split_inclusive('\n') {
            if line.trim() == tag {
                self.at = at + line.trim_end_matches(['\n', '\r']).len();
                return true;
            }
            at += line.len();
        }
        self.at = self.text.len();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, usize)> {
        statements(text).into_iter().map(|one| (&text[one.range], one.depth)).collect()
    }

    #[test]
    fn a_statement_ends_where_all_is_closed() {
        let text = "# a\na = 1 # {\n\nb \"}\" {\n  c = [\n \"${d[\"]\"]}\" ]\n}\n/* { */ e = <<-F\n}\n  F\nf = 2";
        let expected = [
            ("a = 1 # {", 0),
            ("b \"}\" {\n  c = [\n \"${d[\"]\"]}\" ]\n}", 6),
            ("e = <<-F\n}\n  F", 0),
            ("f = 2", 0),
        ];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn a_broken_statement_is_divided_at_the_heads_of_blocks() {
        let text = "a \"b\" {\n  c = [[ \"d\n}\nresource \"e\" \"f\" {\n  g = 1\n}\n";
        let all = statements(text);
        assert_eq!(all.len(), 1);
        let divided: Vec<&str> =
            parts(text, &all[0]).into_iter().map(|one| &text[one.range]).collect();
        assert_eq!(
            divided,
            ["a \"b\" {\n  c = [[ \"d\n}\n", "resource \"e\" \"f\" {\n  g = 1\n}\n"]
        );
    }

    #[test]
    fn odd_texts_end() {
        for text in [
            "",
            "\"",
            "<<",
            "a = <<E",
            "{{{",
            "}}}",
            "a\\",
            "\"\\",
            "a = \"${",
            "<<E\n",
            "é = \"ü\n",
        ] {
            statements(text);
        }
        assert_eq!(statements(&"(".repeat(100_000))[0].depth, 100_000);
    }
}
