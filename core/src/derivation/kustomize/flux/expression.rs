//! Expressions in braces: `${name}`, `${name:-default}`, `${name^^}`.

use std::ops::Range;

use super::substitution::Variables;
use crate::derivation::kustomize::fault::Cause;

/// A part of a text.
#[derive(Debug)]
pub(super) enum Part<'t> {
    /// Some bytes as they are.
    Text(Range<usize>),
    /// An expression, with its bytes.
    Expression(Range<usize>, Expression<'t>),
}

/// An expression.
#[derive(Debug)]
pub(super) struct Expression<'t> {
    pub(super) name: &'t str,
    function: Function<'t>,
}

/// What an expression makes of its variable.
#[derive(Debug)]
enum Function<'t> {
    Value,
    /// Another value if it is empty.
    Default(Vec<Argument<'t>>),
    Length,
    Case {
        is_upper: bool,
        is_first: bool,
    },
    /// From a position, with a length.
    Part(Argument<'t>, Option<Argument<'t>>),
    Replace(Replace, Argument<'t>, Option<Argument<'t>>),
    /// Removes what a pattern matches, which is not evaluated here.
    Pattern,
}

#[derive(Clone, Copy, Debug)]
enum Replace {
    First,
    All,
    Prefix,
    Suffix,
}

#[derive(Debug)]
enum Argument<'t> {
    Text(&'t str),
    Expression(Box<Expression<'t>>),
}

/// Maximum nesting of expressions.
const DEPTH: usize = 32;

/// The parts of a text. `$$` is a `$`.
///
/// # Errors
/// If an expression is not valid: in the words of the reference.
pub(super) fn parts(text: &str) -> Result<Vec<Part<'_>>, Cause> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    let mut scanner = Scanner { text, at: 0, depth: 0 };
    while let Some(dollar) = text.get(at..).and_then(|rest| rest.find('$')).map(|to| at + to) {
        match text.as_bytes().get(dollar + 1) {
            Some(b'{') => {
                parts.push(Part::Text(done..dollar));
                scanner.at = dollar + 2;
                let expression = scanner.expression().map_err(|message| {
                    Cause::from(format!("envsubst error: variable substitution failed: {message}"))
                })?;
                parts.push(Part::Expression(dollar..scanner.at, expression));
                (done, at) = (scanner.at, scanner.at);
            }
            Some(b'$') => {
                parts.push(Part::Text(done..dollar));
                (done, at) = (dollar + 1, dollar + 2);
            }
            _ => at = dollar + 1,
        }
    }
    parts.push(Part::Text(done..text.len()));
    parts.retain(|part| !matches!(part, Part::Text(range) if range.is_empty()));
    Ok(parts)
}

/// Reads an expression.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

const BAD: &str = "bad substitution";

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take_if(&mut self, token: &str) -> bool {
        let is_next = self.rest().starts_with(token);
        if is_next {
            self.at += token.len();
        }
        is_next
    }

    /// Everything before one of some characters.
    fn take_until(&mut self, ends: &[char]) -> &'t str {
        let rest = self.rest();
        let taken = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        self.at += taken.len();
        taken
    }

    fn name(&mut self) -> Result<&'t str, &'static str> {
        let rest = self.rest();
        let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += name.len();
        if name.is_empty() { Err("unable to parse variable name") } else { Ok(name) }
    }

    fn close(&mut self) -> Result<(), &'static str> {
        if self.take_if("}") { Ok(()) } else { Err(BAD) }
    }

    /// What comes after `${`, with its `}`.
    fn expression(&mut self) -> Result<Expression<'t>, &'static str> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(BAD);
        }
        let is_length = self.take_if("#");
        let name = self.name().map_err(|why| if is_length { BAD } else { why })?;
        let function = if is_length { Function::Length } else { self.function()? };
        match function {
            Function::Value if !self.take_if("}") => return Err("missing closing brace"),
            Function::Value => {}
            _ => self.close()?,
        }
        self.depth -= 1;
        Ok(Expression { name, function })
    }

    fn function(&mut self) -> Result<Function<'t>, &'static str> {
        for token in [":=", ":-", ":?", ":+", "="] {
            if self.take_if(token) {
                let mut arguments = Vec::new();
                while !self.rest().starts_with('}') {
                    arguments.push(self.argument(&['}'])?);
                }
                return Ok(Function::Default(arguments));
            }
        }
        for (token, is_upper, is_first) in
            [(",,", false, false), ("^^", true, false), (",", false, true), ("^", true, true)]
        {
            if self.take_if(token) {
                return Ok(Function::Case { is_upper, is_first });
            }
        }
        if self.take_if(":") {
            let position = self.argument(&[':', '}'])?;
            let length = self.take_if(":").then(|| self.argument(&['}'])).transpose()?;
            return Ok(Function::Part(position, length));
        }
        for (token, how) in [
            ("//", Replace::All),
            ("/#", Replace::Prefix),
            ("/%", Replace::Suffix),
            ("/", Replace::First),
        ] {
            if self.take_if(token) {
                let pattern = self.argument(&['/'])?;
                if !self.take_if("/") {
                    return Err(BAD);
                }
                let is_empty = self.rest().starts_with('}');
                let with = (!is_empty).then(|| self.argument(&['}'])).transpose()?;
                return Ok(Function::Replace(how, pattern, with));
            }
        }
        if self.rest().starts_with(['#', '%']) {
            self.take_until(&['}']);
            return Ok(Function::Pattern);
        }
        Ok(Function::Value)
    }

    /// An argument: another expression, or text.
    fn argument(&mut self, ends: &[char]) -> Result<Argument<'t>, &'static str> {
        if self.take_if("${") {
            return Ok(Argument::Expression(Box::new(self.expression()?)));
        }
        let before = self.at;
        loop {
            self.take_until(&[ends, &['$'][..]].concat());
            if !self.rest().starts_with('$') || self.rest().starts_with("${") {
                break;
            }
            self.at += 1;
        }
        match self.text.get(before..self.at) {
            Some(text) if !text.is_empty() => Ok(Argument::Text(text)),
            _ => Err("unable to parse substitution within function"),
        }
    }
}

impl Expression<'_> {
    /// The value that it has with that of its variable; `None` if it is not known.
    pub(super) fn value(&self, own: &str, all: &Variables) -> Option<String> {
        Some(match &self.function {
            Function::Default(arguments) if own.is_empty() => {
                let texts = arguments.iter().map(|argument| argument.text(all));
                texts.collect::<Option<String>>()?
            }
            Function::Value | Function::Default(_) => own.to_owned(),
            Function::Length => own.len().to_string(),
            Function::Case { is_upper, is_first } => {
                let turn = |text: &str| {
                    if *is_upper { text.to_uppercase() } else { text.to_lowercase() }
                };
                let first = own.chars().next().map_or(0, char::len_utf8);
                let (first, rest) = own.split_at(if *is_first { first } else { own.len() });
                turn(first) + rest
            }
            Function::Part(position, length) => {
                let position = position.text(all)?;
                match length {
                    Some(length) => part(own, &position, Some(&length.text(all)?))?,
                    None => part(own, &position, None)?,
                }
            }
            Function::Replace(how, pattern, with) => {
                let pattern = pattern.text(all)?;
                let is_given = with.is_some();
                let with = match with {
                    Some(with) => with.text(all)?,
                    None => String::new(),
                };
                let with = &*with;
                match (how, is_given) {
                    (Replace::All, _) => own.replace(&*pattern, with),
                    (Replace::First, _) => own.replacen(&*pattern, with, 1),
                    (Replace::Prefix, true) if own.starts_with(&*pattern) => {
                        own.replacen(&*pattern, with, 1)
                    }
                    (Replace::Suffix, true) => match own.strip_suffix(&*pattern) {
                        Some(before) => format!("{before}{with}"),
                        None => own.to_owned(),
                    },
                    _ => own.to_owned(),
                }
            }
            Function::Pattern if own.is_empty() => String::new(),
            Function::Pattern => return None,
        })
    }
}

impl Argument<'_> {
    fn text(&self, all: &Variables) -> Option<String> {
        match self {
            Self::Text(text) => Some((*text).to_owned()),
            Self::Expression(inner) => match all.values.get(inner.name) {
                None if all.is_open => None,
                known => inner.value(known.map_or("", |known| &known.value), all),
            },
        }
    }
}

/// Bytes of a text from a position, which counts from the end if it is negative. A position or length
/// that is not a number leaves the text as it is; `None` if a character is cut.
fn part(own: &str, position: &str, length: Option<&str>) -> Option<String> {
    let Ok(position) = position.parse::<isize>() else { return Some(own.to_owned()) };
    let start = match usize::try_from(position) {
        Ok(start) => start.min(own.len()),
        Err(_) => own.len().saturating_sub(position.unsigned_abs()),
    };
    let end = match length.map(str::parse::<isize>) {
        None => own.len(),
        Some(Ok(length)) => start.saturating_add_signed(length).clamp(start, own.len()),
        Some(Err(_)) => return Some(own.to_owned()),
    };
    own.get(start..end).map(str::to_owned)
}
