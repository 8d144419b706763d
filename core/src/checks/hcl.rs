//! What a text in HCL assigns, as far as checks of Vault's configuration need it.
//!
//! Tolerant on purpose: what is no assignment and no block is passed over, and JSON reads the same.

use std::ops::Range;

/// Blocks within blocks that are told apart; deeper ones count to the last of these.
const DEEPEST: usize = 16;

/// Something that a text assigns, or the beginning of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Assignment<'t> {
    /// The words that open the blocks around it, from the outside in: `auto_auth`, `method`, `aws`.
    pub(super) blocks: Vec<&'t str>,
    /// The number of the innermost block.
    pub(super) block: usize,
    /// The name; empty where a block begins.
    pub(super) key: &'t str,
    /// The value, of a text in quotes what is in them.
    pub(super) value: &'t str,
}

/// Everything that a text assigns, in its order.
pub(super) fn assignments(text: &str) -> Vec<Assignment<'_>> {
    let mut reader = Reader::default();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '#' => line(rest),
            '/' if rest.starts_with("//") => line(rest),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => reader.quoted(rest),
            '{' => reader.open(),
            '}' => reader.close(),
            '\n' | ',' | ';' => reader.statement(),
            '=' | ':' => reader.word("="),
            _ if is_word(first) => {
                let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
                reader.word(rest.get(..end).unwrap_or_default())
            }
            _ => first.len_utf8(),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    reader.statement();
    reader.found
}

/// The bytes of a text that a word of it lies in.
pub(super) fn range(text: &str, word: &str) -> Range<usize> {
    let start = word.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    start..start + word.len()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

fn line(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

#[derive(Default)]
struct Reader<'t> {
    words: Vec<&'t str>,
    open: Vec<(usize, Vec<&'t str>)>,
    too_deep: usize,
    blocks: usize,
    found: Vec<Assignment<'t>>,
}

impl<'t> Reader<'t> {
    /// Takes a word of the statement; says how long it is.
    fn word(&mut self, word: &'t str) -> usize {
        self.words.push(word);
        word.len()
    }

    fn quoted(&mut self, rest: &'t str) -> usize {
        let mut escaped = false;
        let close = rest.char_indices().skip(1).find(|(_, letter)| {
            let closes = *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            closes
        });
        let end = close.map_or(rest.len(), |(at, _)| at);
        self.words.push(rest.get(1..end).unwrap_or_default());
        (end + 1).min(rest.len())
    }

    fn open(&mut self) -> usize {
        let words = std::mem::take(&mut self.words);
        let words = words.into_iter().filter(|word| *word != "=").take(DEEPEST).collect();
        if self.open.len() == DEEPEST {
            self.too_deep += 1;
            return 1;
        }
        self.blocks += 1;
        self.open.push((self.blocks, words));
        self.find("", "");
        1
    }

    fn close(&mut self) -> usize {
        self.statement();
        match self.too_deep.checked_sub(1) {
            Some(left) => self.too_deep = left,
            None => drop(self.open.pop()),
        }
        1
    }

    fn statement(&mut self) -> usize {
        let words = std::mem::take(&mut self.words);
        if let [key, "=", value, ..] = words.as_slice() {
            self.find(key, value);
        }
        1
    }

    fn find(&mut self, key: &'t str, value: &'t str) {
        let blocks = self.open.iter().flat_map(|(_, words)| words).copied().collect();
        let block = self.open.last().map_or(0, |(number, _)| *number);
        self.found.push(Assignment { blocks, block, key, value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let found = assignments(text).into_iter().filter(|of| !of.key.is_empty());
        found.map(|of| format!("{}/{}={}", of.blocks.join("/"), of.key, of.value)).collect()
    }

    #[test]
    fn blocks_and_values_are_read_and_comments_are_not() {
        let text = "ui = true # a = b\nlistener \"tcp\" {\n  // tls_disable = 1\n  /* x = 1\n */\n  \
                    address = \"[::]:8200\"\n  tls_disable = 1\n}\nseal \"x\" {}\n";
        assert_eq!(
            read(text),
            ["/ui=true", "listener/tcp/address=[::]:8200", "listener/tcp/tls_disable=1"]
        );
    }

    #[test]
    fn a_word_is_found_where_it_lies() {
        let text = "a = 1\nb = 1\n";
        let found = assignments(text);
        let ranges: Vec<_> = found.iter().map(|of| range(text, of.value)).collect();
        assert_eq!(ranges, [4..5, 10..11]);
    }

    #[test]
    fn json_reads_the_same() {
        let text = r#"{"listener": {"tcp": {"tls_disable": "true", "address": "a:1"}}}"#;
        assert_eq!(read(text), ["listener/tcp/tls_disable=true", "listener/tcp/address=a:1"]);
    }

    #[test]
    fn broken_text_is_read_as_far_as_it_goes() {
        let deep = "a {".repeat(10_000) + "b = 1";
        assert_eq!(read(&deep).len(), 1);
        assert_eq!(read("} } a = \"open"), ["/a=open"]);
        assert_eq!(read("= { } a ="), [""; 0]);
    }
}
