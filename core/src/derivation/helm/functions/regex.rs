//! Functions of regular expressions.

use std::rc::Rc;

use regex_lite::Captures;

use super::Parameter::{Int, Text as Str};
use super::origins::{MOST, answer, open, settled};
use super::pattern::{Pattern, Refusal};
use super::signature::fixed;

use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::print::quoted;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Element, List, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("mustRegexFind", &[Str, Str], |arguments| find(arguments, true)),
    fixed("mustRegexFindAll", &[Str, Str, Int], |arguments| find_all(arguments, true)),
    fixed("mustRegexMatch", &[Str, Str], |arguments| is_match(arguments, true)),
    fixed("mustRegexReplaceAll", &[Str, Str, Str], |arguments| replace(arguments, true, expand)),
    fixed("mustRegexReplaceAllLiteral", &[Str, Str, Str], |arguments| {
        replace(arguments, true, |builder, new, _| builder.push(new))
    }),
    fixed("mustRegexSplit", &[Str, Str, Int], |arguments| split(arguments, true)),
    fixed("regexFind", &[Str, Str], |arguments| find(arguments, false)),
    fixed("regexFindAll", &[Str, Str, Int], |arguments| find_all(arguments, false)),
    fixed("regexMatch", &[Str, Str], |arguments| is_match(arguments, false)),
    fixed("regexQuoteMeta", &[Str], quote_meta),
    fixed("regexReplaceAll", &[Str, Str, Str], |arguments| replace(arguments, false, expand)),
    fixed("regexReplaceAllLiteral", &[Str, Str, Str], |arguments| {
        replace(arguments, false, |builder, new, _| builder.push(new))
    }),
    fixed("regexSplit", &[Str, Str, Int], |arguments| split(arguments, false)),
];

/// What is searched: a pattern, and the text it is searched in.
struct Search<'a> {
    pattern: Rc<Pattern>,
    text: Text,
    arguments: &'a Arguments,
}

impl<'a> Search<'a> {
    /// The search of a call, or nothing if what it finds cannot be known.
    fn of(arguments: &'a Arguments, is_must: bool) -> Result<Option<Self>, Cause> {
        let (written, text) = (arguments.text(0), arguments.text(1));
        match arguments.patterns.get(written.as_str()) {
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
    let found: Vec<Text> = found.collect();
    if found.is_empty() {
        return Ok(Value::List(List::nil(Element::Text, arguments.trace())));
    }
    Ok(Value::texts(found, arguments.trace()))
}

fn split(arguments: &Arguments, is_must: bool) -> Outcome {
    let Some(search) = Search::of(arguments, is_must)? else {
        let text = Text::new(arguments.text(1).shared(), open(arguments));
        return Ok(Value::texts([text], open(arguments)));
    };
    let most = limit(arguments);
    let text = search.text.as_str();
    if most == 0 {
        return Ok(Value::List(List::nil(Element::Text, arguments.trace())));
    }
    if text.is_empty() && arguments.text(0).is_empty() {
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

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn patterns_are_searched_as_in_go() {
        check(
            r#"
            regexMatch "^a+$" "aaa" => true
            regexMatch "(" "a" => false
            regexMatch "a.c" "a\nc" => false
            regexMatch "(?s)a.c" "a\nc" => true
            regexMatch "(?i)HeLLo" "hello" => true
            regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" "my-name" => true
            regexMatch "\\s" "\u000b" => false
            regexMatch "[[:space:]]" "\u000b" => true
            regexMatch "a$" "a\n" => false
            regexMatch "(?m)a$" "a\n" => true
            regexMatch "\\Qa.b\\E+" "a.bbb" => true
            regexMatch "\\Qa.b" "a.b" => true
            regexMatch "[[a]" "[" => true
            regexMatch "[a&&b]" "&" => true
            regexMatch "x{,2}" "x{,2}" => true
            regexMatch "x{2" "x{2" => true
            regexMatch "\\<a\\>" "<a>" => true
            regexMatch "^\\141\\x62\\x{63}$" "abc" => true
            regexMatch "[]a]" "]" => true
            regexMatch "[^]a]" "]" => false
            regexMatch "[\\w.-]+" "-" => true
            regexMatch "[^\\D]" "5" => true
            regexMatch "[\\D]" "5" => false
            regexMatch "[[:^alpha:]]" "a" => false
            regexMatch "\\bfoo\\b" "a foo b" => true
            regexMatch "^*" "a" => true
            regexMatch "(?i)[^k]" "k" => false
            regexMatch "(?)a" "a" => true
            regexMatch "(|a)*b" "aab" => true
            regexMatch "^(\\d{1,3}\\.){3}\\d{1,3}$" "10.0.0.1" => true
            mustRegexMatch "(" "a" => ERR error parsing regexp: missing closing ): `(`
            mustRegexMatch ")" "a" => ERR error parsing regexp: unexpected ): `)`
            mustRegexMatch "a**" "a" => ERR error parsing regexp: invalid nested repetition operator: `**`
            mustRegexMatch "a+?*" "a" => ERR error parsing regexp: invalid nested repetition operator: `+?*`
            mustRegexMatch "*a" "a" => ERR error parsing regexp: missing argument to repetition operator: `*`
            mustRegexMatch "(*a)" "a" => ERR error parsing regexp: missing argument to repetition operator: `*`
            mustRegexMatch "a|+?" "a" => ERR error parsing regexp: missing argument to repetition operator: `+?`
            mustRegexMatch "[a" "a" => ERR error parsing regexp: missing closing ]: `[a`
            mustRegexMatch "[b-a]" "a" => ERR error parsing regexp: invalid character class range: `b-a`
            mustRegexMatch "[[:foo:]]" "a" => ERR error parsing regexp: invalid character class range: `[:foo:]`
            mustRegexMatch "a{1001}" "a" => ERR error parsing regexp: invalid repeat count: `{1001}`
            mustRegexMatch "a{2,1}" "a" => ERR error parsing regexp: invalid repeat count: `{2,1}`
            mustRegexMatch "\\8" "a" => ERR error parsing regexp: invalid escape sequence: `\8`
            mustRegexMatch "\\1" "a" => ERR error parsing regexp: invalid escape sequence: `\1`
            mustRegexMatch "\\y" "a" => ERR error parsing regexp: invalid escape sequence: `\y`
            mustRegexMatch "\\é" "a" => ERR error parsing regexp: invalid escape sequence: `\é`
            mustRegexMatch "\\" "a" => ERR error parsing regexp: trailing backslash at end of expression: ``
            mustRegexMatch "\\xg" "a" => ERR error parsing regexp: invalid escape sequence: `\xg`
            mustRegexMatch "\\xgg" "a" => ERR error parsing regexp: invalid escape sequence: `\xgg`
            mustRegexMatch "\\x{110000}" "a" => ERR error parsing regexp: invalid escape sequence: `\x{110000`
            mustRegexMatch "\\x{}" "a" => ERR error parsing regexp: invalid escape sequence: `\x{}`
            mustRegexMatch "(?=a)" "a" => ERR error parsing regexp: invalid or unsupported Perl syntax: `(?=`
            mustRegexMatch "(?!a)" "a" => ERR error parsing regexp: invalid or unsupported Perl syntax: `(?!`
            mustRegexMatch "(?<=a)" "a" => ERR error parsing regexp: invalid named capture: `(?<=a)`
            mustRegexMatch "(?x)a" "a" => ERR error parsing regexp: invalid or unsupported Perl syntax: `(?x`
            mustRegexMatch "(?i-)a" "a" => ERR error parsing regexp: invalid or unsupported Perl syntax: `(?i-)`
            mustRegexMatch "(?i--s)a" "a" => ERR error parsing regexp: invalid or unsupported Perl syntax: `(?i--`
            mustRegexMatch "(?i" "a" => ERR error parsing regexp: invalid or unsupported Perl syntax: `(?i`
            mustRegexMatch "(?P<n" "a" => ERR error parsing regexp: invalid named capture: `(?P<n`
            mustRegexMatch "(?P<n-1>a)" "a" => ERR error parsing regexp: invalid named capture: `(?P<n-1>`
            mustRegexMatch "(?P<>a)" "a" => ERR error parsing regexp: invalid named capture: `(?P<>`
            mustRegexMatch "\\C" "a" => ERR error parsing regexp: invalid escape sequence: `\C`
            mustRegexMatch "\\Z" "a" => ERR error parsing regexp: invalid escape sequence: `\Z`
            regexFind "a(b)?" "xxabab" => "ab"
            regexFind "z" "abc" => ""
            regexFind "[" "abc" => ERR regexp: Compile(`[`): error parsing regexp: missing closing ]: `[`
            regexFind "[`" "abc" => ERR regexp: Compile("[`"): error parsing regexp: missing closing ]: `[``
            regexFindAll "[2,4,6,8]" "123456789" -1 => ["2","4","6","8"]
            regexFindAll "a*" "baac" -1 => ["","aa",""]
            regexFindAll "a*" "baac" 2 => ["","aa"]
            regexFindAll "a" "aaa" 0 => null
            regexFindAll "z" "aaa" -1 => null
            regexFindAll "" "éa" -1 => ["","",""]
            regexFindAll "(" "éa" -1 => ERR regexp: Compile(`(`): error parsing regexp: missing closing ): `(`
            mustRegexFindAll "a|ab" "abab" -1 => ["a","a"]
            regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" => "-W-xxW-"
            regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" => "---"
            regexReplaceAll "a(?P<n>x*)b" "-ab-axxb-" "<$n-${n}$$ $ ${ ${n $9 $01 $0>" => "-\u003c-$ $ ${ ${n   ab\u003e-\u003cxx-xx$ $ ${ ${n   axxb\u003e-"
            regexReplaceAll "(?P<1x>a)" "a" "[$1x]" => "[a]"
            regexReplaceAll "(?P<n>a)|(?P<n>b)" "ab" "[$n]" => "[a][b]"
            regexReplaceAll "a*" "baac" "-" => "-b-c-"
            regexReplaceAll "" "éa" "-" => "-é-a-"
            regexReplaceAll "^" "a\nb" "-" => "-a\nb"
            regexReplaceAll "(?m)^" "a\nb" "-" => "-a\n-b"
            regexReplaceAll "[^a-zA-Z0-9]+" "foo.bar/baz" "-" => "foo-bar-baz"
            regexReplaceAll "$" "ab" "x" => "abx"
            regexReplaceAll "[" "ab" "x" => ERR regexp: Compile(`[`): error parsing regexp: missing closing ]: `[`
            regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "${1}" => "-${1}-${1}-"
            mustRegexReplaceAllLiteral "a" "aaa" "$1" => "$1$1$1"
            regexSplit "a" "banana" -1 => ["b","n","n",""]
            regexSplit "a" "banana" 2 => ["b","nana"]
            regexSplit "a" "banana" 1 => ["banana"]
            regexSplit "a" "banana" 0 => null
            regexSplit "" "banana" -1 => ["b","a","n","a","n","a"]
            regexSplit "" "banana" 3 => ["b","a","nana"]
            regexSplit "a" "" -1 => [""]
            regexSplit "" "" -1 => []
            regexSplit "z+" "pizza" -1 => ["pi","a"]
            regexSplit "a*" "abaabaccadaaae" 5 => ["","b","b","c","cadaaae"]
            regexSplit "x*" "xax" -1 => ["","a",""]
            regexSplit "$" "ab" -1 => ["ab"]
            mustRegexSplit "[" "ab" -1 => ERR error parsing regexp: missing closing ]: `[`
            regexQuoteMeta "1.2.3-(a)$" => "1\\.2\\.3-\\(a\\)\\$"
            regexQuoteMeta "abc" => "abc"
            regexSplit "a*" "abaab" 2 => ["","baab"]
            regexSplit "" "banana" 1 => ["banana"]
            regexSplit "" "banana" 2 => ["b","anana"]
            regexSplit "b*" "banana" 2 => ["","anana"]
            regexSplit "x*" "banana" 4 => ["b","a","n","ana"]
            "#,
        );
    }
}
