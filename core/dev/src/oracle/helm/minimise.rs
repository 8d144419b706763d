//! Templates that differ, made small.

use std::collections::BTreeMap;

use asepsis::internal::syntax::gotemplate;
use serde_json::Value;

use super::super::helm_answers::{Answer, compare};
use super::super::yaml::shrink;
use super::differences::DIFFERENCES;
use super::templates::of_template;
use super::{Run, template};
use crate::Failure;

/// How a chart ends: what is made small is to end in the same way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Rendered,
    Failed,
    /// It has a template that is not valid.
    Unreadable,
}

fn way(answer: &Answer) -> Way {
    match answer {
        Answer::Templates(_) => Way::Rendered,
        Answer::Failed(words) if words.starts_with("parse error") => Way::Unreadable,
        Answer::Failed(_) => Way::Failed,
    }
}

impl Run {
    /// Takes away what a template need not have to differ in the same way. Gives the template, and how it
    /// differs.
    pub(super) fn minimise(&mut self, case: &Value) -> Result<(String, String), Failure> {
        let text = template(case);
        let is_given = case.pointer("/values/0").is_some();
        let (ours, reference) = self.ask(case)?;
        let way = (way(&ours), way(&reference));
        let mut differs = |text: &str| {
            let (ours, reference) = self.ask(&of_template(text, is_given))?;
            let same_way = (self::way(&ours), self::way(&reference)) == way;
            let is_on_purpose =
                DIFFERENCES.iter().any(|one| (one.explains)(text, &ours, &reference));
            Ok(same_way && !is_on_purpose && super::differs(&compare(&ours, &reference)))
        };
        let mut pieces = tokens(text);
        shrink(&mut pieces, &mut differs)?;
        let text = pieces.concat();
        let (ours, reference) = self.ask(&of_template(&text, is_given))?;
        let what = compare(&ours, &reference).different.pop();
        Ok((
            text,
            what.map_or_else(|| "    only the values are equal".to_owned(), |(_, what)| what),
        ))
    }
}

/// A template in pieces that are taken away as a whole: words, texts in quotes, delimiters, and the rest
/// by character.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |letter: char| letter.is_alphanumeric() || "_.$".contains(letter);
        let length = match first {
            '"' => quoted(rest),
            '`' => rest.get(1..).and_then(|inner| inner.find('`')).map_or(1, |end| end + 2),
            '{' | '}' => rest.find(|letter| letter != first).unwrap_or(rest.len()),
            _ if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, behind) = rest.split_at(length);
        tokens.push(token.to_owned());
        rest = behind;
    }
    tokens
}

/// The length of the text in double quotes that a text begins with.
fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = letter == '\\' && !is_escaped,
        }
    }
    1
}

/// Templates by each function that they call.
pub(super) fn by_function(minimal: &[(String, String)]) -> BTreeMap<&str, Vec<&(String, String)>> {
    let mut grouped: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for one in minimal {
        let words = one.0.split(|letter: char| !letter.is_alphanumeric() && letter != '.');
        let mut names: Vec<&str> =
            words.filter(|word| gotemplate::FUNCTIONS.binary_search(word).is_ok()).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            names.push("no function");
        }
        for name in names {
            grouped.entry(name).or_default().push(one);
        }
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_template_are_its_text() {
        for text in
            ["a: {{- \"x\\\" }}\" | `y` }}\n", "\"open", "`open", "{{ .Values.a-b }} \u{e9}"]
        {
            assert_eq!(tokens(text).concat(), text);
        }
        assert_eq!(tokens("{{ f \"a b\" }}"), ["{{", " ", "f", " ", "\"a b\"", " ", "}}"]);
    }
}
