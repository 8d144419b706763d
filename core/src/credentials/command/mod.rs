//! Keys and values on a command line: options, assignments, headers, positions.

mod programs;
mod words;

use std::ops::Range;

use super::key::{self, Kind};
use super::{Verdict, classify};
use programs::Program;
use words::Word;

/// A value on a command line and its name there. [`Argument::verdict`] decides whether it is a secret.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub(crate) struct Argument<'a> {
    /// The number of the argument that contains it.
    pub number: usize,
    /// Its bytes there.
    pub range: Range<usize>,
    /// Its text.
    pub value: &'a str,
    /// Its meaning as a key: `password` for `-p` of a program with such an option. Empty if only
    /// the value itself indicates a secret.
    pub key: &'a str,
    /// Its name on the command line: `-p`, `--password`, `PGPASSWORD`. Empty if it has no name.
    pub name: &'a str,
    /// Whether it is the value of an option, or follows a word that may be one with a value.
    pub is_of_option: bool,
}

impl Argument<'_> {
    /// The verdict on the value; the range of the secret is relative to the value.
    pub(crate) fn verdict(&self) -> Verdict {
        classify(self.key, self.value)
    }

    /// The secret part of the argument that contains the value; nothing if none is exposed.
    pub(crate) fn secret(&self) -> Option<Range<usize>> {
        let secret = self.verdict().secret?;
        Some(self.range.start + secret.start..self.range.start + secret.end)
    }
}

/// Whether a list under this key contains the words of a command line.
pub(crate) fn takes_words(key: &str) -> bool {
    matches!(key, "command" | "args" | "arguments" | "entrypoint" | "extraArgs" | "test")
}

/// The values of a command: a list of arguments, or one text for a shell. The argument of a shell's
/// `-c` is read as a script.
pub(crate) fn arguments<'a>(arguments: &[&'a str]) -> Vec<Argument<'a>> {
    let mut found = Vec::new();
    for words in words::commands(arguments) {
        let start = Command {
            words: &words,
            at: 0,
            program: None,
            logs_in: false,
            follows_option: false,
            found: &mut found,
        };
        start.read();
    }
    found
}

/// The commands of a command line: the list itself, then each command that a shell in it runs. For
/// each word, the number of the argument that contains it, and its text without quotes.
pub(crate) fn commands<'a>(arguments: &[&'a str]) -> Vec<Vec<(usize, &'a str)>> {
    let words =
        |words: Vec<Word<'a>>| words.iter().map(|word| (word.argument, word.text)).collect();
    words::commands(arguments).into_iter().map(words).collect()
}

/// One command, read word by word.
struct Command<'w, 'a, 'f> {
    words: &'w [Word<'a>],
    at: usize,
    program: Option<Program>,
    /// Whether the word `login` came after the program.
    logs_in: bool,
    /// Whether the previous word may be an option with a value.
    follows_option: bool,
    found: &'f mut Vec<Argument<'a>>,
}

impl<'a> Command<'_, 'a, '_> {
    fn read(mut self) {
        while let Some(&word) = self.words.get(self.at) {
            self.at += 1;
            let is_option = word.text.len() > 1 && word.text.starts_with('-');
            if is_option {
                self.option(word);
            } else {
                self.bare(word);
            }
            self.follows_option = is_option && !word.text.contains('=');
        }
    }

    /// The next word, if it can be the value of an option.
    fn next_value(&mut self) -> Option<Word<'a>> {
        let next = *self.words.get(self.at)?;
        let is_option = next.text.starts_with('-') && next.text.len() > 1;
        // A redirection is not a value either.
        let is_redirection = next.text.bytes().all(|byte| matches!(byte, b'<' | b'>'));
        if is_option || is_redirection {
            return None;
        }
        self.at += 1;
        Some(next)
    }

    /// `--name=value`, `--name value`, `-p value`, `-pvalue`.
    fn option(&mut self, word: Word<'a>) {
        if self.of_program(word) {
            return;
        }
        let dashes = word.text.len() - word.text.trim_start_matches('-').len();
        if let Some(sign) = word.text.find('=') {
            let name = word.text.get(dashes..sign).unwrap_or_default();
            let option = word.text.get(..sign).unwrap_or_default();
            // `-Dspring.datasource.password=x` of Java.
            let key = if dashes == 1 { name.strip_prefix('D').unwrap_or(name) } else { name };
            let value = word.from(sign + 1);
            if !may_be_key(key) {
                // `-s='a=b'`: not a known option.
                return self.emit("", "", word);
            }
            return if is_secret(key) {
                self.emit(key, option, value);
            } else {
                self.pairs(option, value);
            };
        }
        let key = word.text.get(dashes..).unwrap_or_default();
        if is_secret(key) && !denies(key) {
            if let Some(value) = self.next_value() {
                self.emit(key, word.text, value);
            }
        }
    }

    /// Whether the word is the option by which the program takes a password.
    fn of_program(&mut self, word: Word<'a>) -> bool {
        let (option, key, alone) = match self.program {
            Some(Program::Attached(option)) => (option, "password", false),
            Some(Program::Option(option)) => (option, "password", true),
            Some(Program::Login(option)) if self.logs_in => (option, "password", true),
            Some(Program::UserInfo(option)) => {
                if matches!(word.text, "--user" | "--proxy-user" | "-U" | "--auth") {
                    self.user_info(word.text);
                    return true;
                }
                (option, "", true)
            }
            Some(Program::UserPercent(option)) => (option, "", true),
            Some(Program::PasswordFile)
                if word.text.contains('b') && !word.text.starts_with("--") =>
            {
                if let Some(last) = self.words.last().filter(|_| self.at + 1 < self.words.len()) {
                    self.emit("password", word.text, *last);
                    self.at = self.words.len();
                }
                return true;
            }
            _ => return false,
        };
        let Some(rest) = word.text.strip_prefix(option) else { return false };
        if rest.is_empty() {
            if alone && key.is_empty() {
                self.user_info(word.text);
            } else if alone {
                if let Some(value) = self.next_value() {
                    self.emit(key, word.text, value);
                }
            }
        } else if rest.starts_with('=') && rest.len() == 1 {
            return false;
        } else {
            let value = word.from(option.len());
            let name = word.text.get(..option.len()).unwrap_or_default();
            if key.is_empty() {
                self.password_of(name, value);
            } else {
                self.emit(key, name, value);
            }
        }
        if matches!(self.program, Some(Program::Option("-p"))) {
            // `sshpass -p secret ssh -p 22`: the next `-p` is another program's.
            self.program = None;
        }
        true
    }

    fn user_info(&mut self, option: &'a str) {
        if let Some(value) = self.next_value() {
            self.password_of(option, value);
        }
    }

    /// The password of `user:password`.
    fn password_of(&mut self, option: &'a str, value: Word<'a>) {
        let sign = if matches!(self.program, Some(Program::UserPercent(_))) { '%' } else { ':' };
        match value.text.find(sign).filter(|_| !value.text.starts_with('$')) {
            Some(colon) => self.emit("password", option, value.from(colon + 1)),
            None => self.emit("", option, value),
        }
    }

    /// A word without dashes: a program, an assignment, a header, an address.
    fn bare(&mut self, word: Word<'a>) {
        let name = word.text.rsplit('/').next().unwrap_or_default();
        if let Some(program) = programs::named(name) {
            self.program = Some(program);
            self.logs_in = false;
            return;
        }
        self.logs_in |= word.text == "login";
        if matches!(name, "ssh" | "scp" | "rsync" | "sftp") {
            self.program = None;
        }
        if let Some(Program::Position(verbs)) = self.program {
            let verb = verbs.iter().find(|(verb, _)| *verb == word.text);
            let value = verb.and_then(|(_, between)| self.words.get(self.at + between).copied());
            if let Some(value) = value {
                if !value.text.starts_with('-') && !value.text.contains('=') {
                    self.at += verb.map_or(0, |(_, between)| between + 1);
                    return self.emit("password", word.text, value);
                }
            }
        }
        self.pairs("", word);
    }

    /// `a.password=x,b=y`, `X-Api-Key: x`, or a value that is recognised by itself.
    fn pairs(&mut self, option: &'a str, word: Word<'a>) {
        let text = word.text;
        if let Some((name, _)) = text.split_once(": ").filter(|(name, _)| may_be_key(name)) {
            if is_secret(name) {
                let blanks = text.get(name.len() + 1..).unwrap_or_default();
                let skipped = blanks.len() - blanks.trim_start().len();
                return self.emit(name, name, word.from(name.len() + 1 + skipped));
            }
        }
        let pieces = || {
            text.split(',').scan(0, |from, piece| {
                let start = *from;
                *from += piece.len() + 1;
                Some((start, piece))
            })
        };
        if text.contains(',') && pieces().all(|(_, piece)| is_assignment(piece)) {
            for (start, piece) in pieces() {
                let word = Word { start: word.start + start, text: piece, ..word };
                self.assignment(option, word);
            }
            return;
        }
        self.assignment(option, word);
    }

    fn assignment(&mut self, option: &'a str, word: Word<'a>) {
        match word.text.split_once('=') {
            Some((name, _)) if is_assignment(word.text) && is_secret(name) => {
                self.emit(name, name, word.from(name.len() + 1));
            }
            _ => self.emit("", option, word),
        }
    }

    fn emit(&mut self, key: &'a str, name: &'a str, word: Word<'a>) {
        if !word.text.is_empty() {
            let range = word.start..word.start + word.text.len();
            let is_of_option = !name.is_empty() || self.follows_option;
            let (number, value) = (word.argument, word.text);
            self.found.push(Argument { number, range, value, key, name, is_of_option });
        }
    }
}

fn is_secret(key: &str) -> bool {
    key::kind(key) != Kind::Other
}

/// `--no-password`, `--generate-token`: a switch that takes no value.
fn denies(key: &str) -> bool {
    const WORDS: [&str; 11] = [
        "no-",
        "skip-",
        "without-",
        "generate-",
        "disable-",
        "disabled-",
        "enable-",
        "use-",
        "allow-",
        "rotate-",
        "automount-",
    ];
    WORDS.iter().any(|word| key.starts_with(word))
}

fn is_assignment(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, _)| may_be_key(name))
}

/// Whether a text can be a name: a URL or a sentence before a `=` cannot.
fn may_be_key(name: &str) -> bool {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"._-[]\"+/\\:".contains(&byte);
    !name.is_empty() && name.len() <= 128 && !name.contains("://") && name.bytes().all(belongs)
}
