//! Functions of regular expressions.

use regex_lite::Captures;

use super::Parameter::{Int, Text as Str};
use super::origins::{MOST, answer, open, settled};
use super::pattern::{Pattern, Refusal};
use super::quoting::quoted;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::fixed("mustRegexFind", &[Str, Str], |arguments| find(arguments, true)),
    Function::fixed("mustRegexFindAll", &[Str, Str, Int], |arguments| find_all(arguments, true)),
    Function::fixed("mustRegexMatch", &[Str, Str], |arguments| is_match(arguments, true)),
    Function::fixed("mustRegexReplaceAll", &[Str, Str, Str], |arguments| {
        replace(arguments, true, expand)
    }),
    Function::fixed("mustRegexReplaceAllLiteral", &[Str, Str, Str], |arguments| {
        replace(arguments, true, |builder, new, _| builder.push(new))
    }),
    Function::fixed("mustRegexSplit", &[Str, Str, Int], |arguments| split(arguments, true)),
    Function::fixed("regexFind", &[Str, Str], |arguments| find(arguments, false)),
    Function::fixed("regexFindAll", &[Str, Str, Int], |arguments| find_all(arguments, false)),
    Function::fixed("regexMatch", &[Str, Str], |arguments| is_match(arguments, false)),
    Function::fixed("regexQuoteMeta", &[Str], quote_meta),
    Function::fixed("regexReplaceAll", &[Str, Str, Str], |arguments| {
        replace(arguments, false, expand)
    }),
    Function::fixed("regexReplaceAllLiteral", &[Str, Str, Str], |arguments| {
        replace(arguments, false, |builder, new, _| builder.push(new))
    }),
    Function::fixed("regexSplit", &[Str, Str, Int], |arguments| split(arguments, false)),
];

/// What is searched: a pattern, and the text it is searched in.
struct Search<'a> {
    pattern: Pattern,
    text: Text,
    arguments: &'a Arguments,
}

impl<'a> Search<'a> {
    /// The search of a call, or nothing if what it finds cannot be known.
    fn of(arguments: &'a Arguments, is_must: bool) -> Result<Option<Self>, Cause> {
        let (written, text) = (arguments.text(0), arguments.text(1));
        match Pattern::parse(written.as_str()) {
            Ok(pattern) if pattern.can_search(text.as_str()) => {
                Ok(Some(Self { pattern, text, arguments }))
            }
            Ok(_) | Err(Refusal::Beyond) => Ok(None),
            Err(Refusal::Wrong(message)) if is_must => Err(message.into()),
            Err(Refusal::Wrong(message)) => {
                Err(format!("regexp: Compile({}): {message}", in_quotes(&written)).into())
            }
        }
    }

    /// A part of the text.
    fn part(&self, range: std::ops::Range<usize>) -> Text {
        settled(self.text.slice(range), self.arguments, &[0, 1])
    }
}

/// The number of matches that are wanted; a negative one means all of them.
fn limit(arguments: &Arguments) -> usize {
    usize::try_from(arguments.integer(2)).unwrap_or(usize::MAX)
}

/// A pattern in the quotes that Go takes for it.
fn in_quotes(pattern: &Text) -> String {
    let is_plain = |one: char| one == '\t' || one != '`' && one != '\u{FEFF}' && !one.is_control();
    if pattern.as_str().chars().all(is_plain) {
        return format!("`{}`", pattern.as_str());
    }
    quoted(pattern).as_str().to_owned()
}

fn is_match(arguments: &Arguments, is_must: bool) -> Outcome {
    match Search::of(arguments, is_must) {
        Ok(Some(search)) => answer(search.pattern.regex.is_match(search.text.as_str()), arguments),
        Ok(None) => Ok(Value::Bool(false, open(arguments))),
        Err(cause) if is_must => Err(cause),
        Err(_) => answer(false, arguments),
    }
}

fn find(arguments: &Arguments, is_must: bool) -> Outcome {
    let Some(search) = Search::of(arguments, is_must)? else {
        return Ok(Value::text(arguments.text(1).shared(), open(arguments)));
    };
    let found = search.pattern.regex.find(search.text.as_str());
    Ok(Value::Text(search.part(found.map_or(0..0, |found| found.range()))))
}

fn find_all(arguments: &Arguments, is_must: bool) -> Outcome {
    let Some(search) = Search::of(arguments, is_must)? else {
        return Ok(Value::texts([], open(arguments)));
    };
    let matches = search.pattern.regex.find_iter(search.text.as_str());
    let found = matches.take(limit(arguments)).map(|found| search.part(found.range()));
    Ok(Value::texts(found, arguments.trace()))
}

fn split(arguments: &Arguments, is_must: bool) -> Outcome {
    let Some(search) = Search::of(arguments, is_must)? else {
        let text = Text::new(arguments.text(1).shared(), open(arguments));
        return Ok(Value::texts([text], open(arguments)));
    };
    let most = limit(arguments);
    let text = search.text.as_str();
    if most == 0 || text.is_empty() && arguments.text(0).is_empty() {
        return Ok(Value::texts([], arguments.trace()));
    }
    let mut parts = Vec::new();
    let (mut start, mut end) = (0, 0);
    for found in search.pattern.regex.find_iter(text).filter(|_| !text.is_empty()) {
        if parts.len() + 1 == most {
            break;
        }
        end = found.start();
        if found.end() != 0 {
            parts.push(search.part(start..end));
        }
        start = found.end();
    }
    if end != text.len() || text.is_empty() {
        parts.push(search.part(start..text.len()));
    }
    Ok(Value::texts(parts, arguments.trace()))
}

/// The text with all matches replaced by what `write` adds for each.
fn replace(
    arguments: &Arguments,
    is_must: bool,
    write: impl Fn(&mut TextBuilder, &Text, &Match),
) -> Outcome {
    let Some(search) = Search::of(arguments, is_must)? else {
        return Ok(Value::text(arguments.text(1).shared(), open(arguments)));
    };
    let new = arguments.text(2);
    let mut builder = TextBuilder::default();
    let mut done = 0;
    for captures in search.pattern.regex.captures_iter(search.text.as_str()) {
        let Some(all) = captures.get(0) else { continue };
        builder.push_slice(&search.text, done..all.start());
        write(&mut builder, &new, &Match { search: &search, captures: &captures });
        done = all.end();
        if builder.len() > MOST {
            return Err(format!("the text would be longer than {MOST} bytes").into());
        }
    }
    builder.push_slice(&search.text, done..search.text.as_str().len());
    Ok(Value::Text(settled(builder.finish(), arguments, &[0])))
}

/// A match with its groups.
struct Match<'m> {
    search: &'m Search<'m>,
    captures: &'m Captures<'m>,
}

impl Match<'_> {
    /// Adds the text of a group by its number or name; nothing if there is no such group.
    fn write(&self, builder: &mut TextBuilder, group: &str) {
        let is_number = group.bytes().all(|byte| byte.is_ascii_digit())
            && (group == "0" || !group.starts_with('0'));
        let found = if is_number {
            group.parse().ok().and_then(|at| self.captures.get(at))
        } else {
            let names = self.search.pattern.names.iter().enumerate();
            let mut numbers = names.filter(|(_, name)| *name == group).map(|(at, _)| at);
            numbers.find_map(|at| self.captures.get(at))
        };
        if let Some(found) = found {
            builder.push_slice(&self.search.text, found.range());
        }
    }
}

/// Adds a replacement in which `$1`, `${1}` and `${name}` are groups of the match.
fn expand(builder: &mut TextBuilder, new: &Text, found: &Match) {
    let written = new.as_str();
    let mut done = 0;
    while let Some(at) = written.get(done..).and_then(|rest| rest.find('$')).map(|at| at + done) {
        builder.push_slice(new, done..at);
        let rest = written.get(at + 1..).unwrap_or_default();
        if rest.starts_with('$') {
            builder.push_slice(new, at..at + 1);
            done = at + 2;
        } else if let Some((group, length)) = reference(rest) {
            found.write(builder, group);
            done = at + 1 + length;
        } else {
            builder.push_slice(new, at..at + 1);
            done = at + 1;
        }
    }
    builder.push_slice(new, done..written.len());
}

/// The group that a text after `$` refers to, and the length of the reference.
fn reference(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('{');
    let name = inside.unwrap_or(text);
    let is_part = |one: char| one == '_' || one.is_alphabetic() || one.is_ascii_digit();
    let length = name.find(|one| !is_part(one)).unwrap_or(name.len());
    let group = name.get(..length).filter(|group| !group.is_empty())?;
    if inside.is_none() {
        return Some((group, length));
    }
    name.get(length..)?.starts_with('}').then_some((group, length + 2))
}

fn quote_meta(arguments: &Arguments) -> Outcome {
    let text = arguments.text(0);
    let mut builder = TextBuilder::default();
    let mut done = 0;
    for (at, _) in text.as_str().match_indices(|one| r"\.+*?()|[]{}^$".contains(one)) {
        builder.push_slice(&text, done..at);
        builder.push_made("\\");
        done = at;
    }
    if done == 0 && builder.len() == 0 {
        return Ok(Value::Text(text));
    }
    builder.push_slice(&text, done..text.as_str().len());
    Ok(Value::Text(builder.finish()))
}
