//! A command line as words, each with its place: a list of arguments, and the scripts of shells in
//! it.

use crate::credentials::reference::{closing_piece, mark_end};

/// One word of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'a> {
    /// The number of the argument that it is in.
    pub(super) argument: usize,
    /// Its first byte there.
    pub(super) start: usize,
    /// Its text without quotes around all of it.
    pub(super) text: &'a str,
}

impl Word<'_> {
    /// The rest of the word from a byte on, without quotes around all of that.
    pub(super) fn from(self, at: usize) -> Self {
        let text = self.text.get(at..).unwrap_or_default();
        let inner = unquoted(text);
        let start = self.start + at + usize::from(inner.len() < text.len());
        Self { start, text: inner, ..self }
    }
}

/// Maximum nesting of shells.
const MAXIMUM_SHELLS: usize = 4;

/// The commands of a list of arguments: the list itself, then each command of the scripts that a
/// shell in it is given.
pub(super) fn commands<'a>(arguments: &[&'a str]) -> Vec<Vec<Word<'a>>> {
    let mut commands = vec![Vec::new()];
    for (number, text) in arguments.iter().enumerate() {
        if is_script(arguments, number) {
            // The words of a Compose file's command keep their quotes.
            let whole = Word { argument: number, start: 0, text }.from(0);
            commands.extend(nested(script(whole)));
        } else if let Some(list) = commands.first_mut() {
            let word = Word { argument: number, start: 0, text };
            // A Compose file or a template may contain quotes that no shell removes.
            list.push(word.from(0));
        }
    }
    commands
}

/// The commands of a script, and those of the scripts in them: `sh -c "a; b"`.
fn nested(commands: Vec<Vec<Word<'_>>>) -> Vec<Vec<Word<'_>>> {
    let mut all = Vec::new();
    let mut next = commands;
    for _ in 0..MAXIMUM_SHELLS {
        let mut inner = Vec::new();
        for mut words in std::mem::take(&mut next) {
            let asked = words.iter().position(|word| asks_for_script(word.text));
            let text = asked.map(|asked| asked + 1);
            if text.is_some_and(|at| words.get(at).is_some_and(|word| word.text.contains(' '))) {
                let text = text.map(|at| words.remove(at));
                inner.extend(text.into_iter().flat_map(script));
            }
            all.push(words);
        }
        next = inner;
    }
    all.extend(next);
    all
}

/// `-c` or `-ec` of a shell, and the keyword with the same meaning in a Compose health check.
fn asks_for_script(flag: &str) -> bool {
    let is_option = flag.len() <= 6
        && flag.starts_with('-')
        && flag.ends_with('c')
        && flag.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    is_option || flag == "CMD-SHELL"
}

/// Whether an argument is a text for a shell.
fn is_script(arguments: &[&str], number: usize) -> bool {
    let Some(text) = arguments.get(number) else { return false };
    let before = number.checked_sub(1).and_then(|before| arguments.get(before));
    let asks = before.is_some_and(|flag| asks_for_script(flag));
    let alone = arguments.len() == 1;
    let is_written_so = asks || (alone && !is_connection(text)) || text.contains('\n');
    is_written_so && text.contains([' ', '\n', '\t', '='])
}

/// `--connection=Host=db;Username=app;Password=x`: assignments with separators that would separate
/// commands in a shell.
fn is_connection(text: &str) -> bool {
    let mut pieces = text.split(';').filter(|piece| !piece.is_empty());
    let is_option =
        text.starts_with('-') && text.find(' ').is_none_or(|at| at > text.find(';').unwrap_or(0));
    is_option && pieces.clone().count() > 2 && pieces.all(|piece| piece.contains('='))
}

/// The commands of a script.
fn script(whole: Word<'_>) -> Vec<Vec<Word<'_>>> {
    let Word { argument, start: offset, text } = whole;
    let mut commands = Vec::new();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b' ' | b'\t' | b'\r' => at += 1,
            b'\\' if text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_whitespace) => at += 2,
            b'#' => {
                at = text
                    .get(at..)
                    .and_then(|rest| rest.find('\n'))
                    .map_or(text.len(), |end| at + end);
            }
            b'\n' | b';' | b'|' | b'&' | b'(' | b')' => {
                commands.push(std::mem::take(&mut words));
                at += 1;
            }
            _ => {
                let end = word_end(text, at);
                let word = Word {
                    argument,
                    start: offset + at,
                    text: text.get(at..end).unwrap_or_default(),
                };
                words.push(word.from(0));
                at = end.max(at + 1);
            }
        }
    }
    commands.push(words);
    commands.retain(|words| !words.is_empty());
    commands
}

/// The end of the word that begins here, including its quotes and references.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let skipped = match byte {
            b'\'' | b'"' => quoted_end(text, at),
            b'`' => text.get(at + 1..).and_then(|rest| rest.find('`')).map(|end| at + 1 + end),
            b'$' | b'{' | b'#' | b'%' => mark_end(text, at),
            b'\\' => Some(at + 1),
            b';' if goes_on(text, start, at) => None,
            byte if byte.is_ascii_whitespace() || b";|&()".contains(&byte) => return at,
            _ => None,
        };
        at = skipped.unwrap_or(at) + 1;
    }
    text.len()
}

/// Whether an option continues after a `;`: `--connection=Host=db;Username=app`.
fn goes_on(text: &str, start: usize, at: usize) -> bool {
    let word = text.get(start..at).unwrap_or_default();
    let next = text.get(at + 1..).unwrap_or_default();
    let name = next.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    word.starts_with('-') && word.contains('=') && name.len() < next.len() && name.starts_with('=')
}

/// The closing quote of the opening one here.
fn quoted_end(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    while *bytes.get(at)? != quote {
        at += match bytes.get(at..) {
            Some([b'\\', ..]) if quote == b'"' => 2,
            // A command substitution has its own quotes.
            Some([b'$', b'(', ..]) if quote == b'"' => {
                closing_piece(text, at + 1).map_or(1, |close| close + 1 - at)
            }
            _ => 1,
        };
    }
    Some(at)
}

/// A text without the quotes around all of it.
fn unquoted(text: &str) -> &str {
    let bytes = text.as_bytes();
    match bytes {
        [open @ (b'"' | b'\''), inner @ .., close] if open == close && !inner.contains(open) => {
            text.get(1..text.len() - 1).unwrap_or(text)
        }
        _ => text,
    }
}
