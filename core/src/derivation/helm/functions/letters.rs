//! Functions that change letters: upper and lower case, initials, spaces left out.

use super::Parameter::Text as Str;
use super::origins::settled;
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::text::TextBuilder;
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("initials", &[Str], |arguments| rewritten(arguments, initials)),
    fixed("lower", &[Str], |arguments| {
        rewritten(arguments, |text| text.chars().map(lower).collect())
    }),
    fixed("nospace", &[Str], nospace),
    fixed("swapcase", &[Str], |arguments| rewritten(arguments, swapped)),
    fixed("title", &[Str], |arguments| rewritten(arguments, titled)),
    fixed("untitle", &[Str], |arguments| rewritten(arguments, untitled)),
    fixed("upper", &[Str], |arguments| {
        rewritten(arguments, |text| text.chars().map(upper).collect())
    }),
];

/// Another text in place of the first argument.
pub(super) fn rewritten(arguments: &Arguments, rewrite: impl Fn(&str) -> String) -> Outcome {
    let text = arguments.text(0);
    Ok(Value::Text(text.rewritten(&rewrite(text.as_str()))))
}

/// The one letter in upper case for a letter. Some letters have several in Rust; Go leaves those.
pub(super) fn upper(letter: char) -> char {
    let mut all = letter.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

/// The one letter in lower case for a letter.
pub(super) fn lower(letter: char) -> char {
    // The first of two for `İ` is the one that Go takes.
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The letter that a word begins with in a title. Rust knows no title case: these are all that differ
/// from upper case.
fn title(letter: char) -> char {
    match letter {
        '\u{1C4}'..='\u{1C6}' => '\u{1C5}',
        '\u{1C7}'..='\u{1C9}' => '\u{1C8}',
        '\u{1CA}'..='\u{1CC}' => '\u{1CB}',
        '\u{1F1}'..='\u{1F3}' => '\u{1F2}',
        '\u{10D0}'..='\u{10FA}' | '\u{10FD}'..='\u{10FF}' => letter,
        _ => upper(letter),
    }
}

/// Whether a letter is in title case.
fn is_title(letter: char) -> bool {
    matches!(letter, '\u{1C5}' | '\u{1C8}' | '\u{1CB}' | '\u{1F2}')
}

/// Whether a character separates words in a title.
fn is_separator(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_alphanumeric() && character != '_';
    }
    character.is_whitespace()
}

fn titled(text: &str) -> String {
    let mut before = ' ';
    let mut change = |letter: char| {
        let changed = if is_separator(before) { title(letter) } else { letter };
        before = letter;
        changed
    };
    text.chars().map(&mut change).collect()
}

fn untitled(text: &str) -> String {
    let mut is_first = true;
    let mut change = |letter: char| {
        if letter.is_whitespace() {
            is_first = true;
            return letter;
        }
        let changed = if is_first { lower(letter) } else { letter };
        is_first = false;
        changed
    };
    text.chars().map(&mut change).collect()
}

fn swapped(text: &str) -> String {
    let mut is_after_space = true;
    let mut change = |letter: char| {
        if !letter.is_uppercase() && !letter.is_lowercase() && !is_title(letter) {
            is_after_space = letter.is_whitespace();
            return letter;
        }
        let is_first = std::mem::replace(&mut is_after_space, false);
        match letter {
            _ if !letter.is_lowercase() => lower(letter),
            _ if is_first => title(letter),
            _ => upper(letter),
        }
    };
    text.chars().map(&mut change).collect()
}

/// The first byte of each word, as if it were a character.
fn initials(text: &str) -> String {
    let mut is_after_space = true;
    let mut is_initial = |byte: &u8| {
        let is_space = char::from(*byte).is_whitespace();
        std::mem::replace(&mut is_after_space, is_space) && !is_space
    };
    text.bytes().filter(|byte| is_initial(byte)).map(char::from).collect()
}

/// The text without spaces. Sprig takes each byte for a character.
fn nospace(arguments: &Arguments) -> Outcome {
    let text = arguments.text(0);
    let is_space = |byte: u8| char::from(byte).is_whitespace();
    if !text.as_str().bytes().any(is_space) {
        return Ok(Value::Text(text));
    }
    if !text.as_str().is_ascii() {
        return rewritten(arguments, |text| {
            text.bytes().filter(|byte| !is_space(*byte)).map(char::from).collect()
        });
    }
    let mut builder = TextBuilder::default();
    let mut start = 0;
    for word in text.as_str().split(char::is_whitespace) {
        builder.push_slice(&text, start..start + word.len());
        start += word.len() + 1;
    }
    Ok(Value::Text(settled(builder.finish(), arguments, &[])))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn letters_are_changed() {
        check(
            r#"
            initials "first  Try now" => "fTn"
            initials " été \u00a0x" => "ÃÂx"
            lower "ABC ÀİΣ" => "abc àiσ"
            upper "abc àßǆŉ" => "ABC ÀßǄŉ"
            nospace " a b\tc\n" => "abc"
            nospace "é a" => "Ã©a"
            nospace "éa" => "éa"
            nospace "aà" => "aÃ"
            swapcase "This Is a. ǅx tEst-it" => "tHIS iS A. ǆX TeST-IT"
            swapcase "" => ""
            title "hello wORLD don't foo_bar a-b à1b é" => "Hello WORLD Don'T Foo_bar A-B À1b É"
            title "ǆ x" => "ǅ X"
            untitle "Hello World FOO bAR" => "hello world fOO bAR"
            "#,
        );
    }
}
