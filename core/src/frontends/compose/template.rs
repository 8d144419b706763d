//! Variables in texts: `$NAME`, `${NAME}`, `${NAME:-default}` and their like.
//!
//! Source: the package `template` of compose-go.

use std::collections::HashMap;
use std::rc::Rc;

use super::value::{Piece, Text};
use crate::tree::NodeOrigin;

/// The variables of a project.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    pub(super) variables: HashMap<Rc<str>, Variable>,
    /// Whether a variable that is not here has no value. Otherwise nobody knows whether it has one.
    pub(super) complete: bool,
}

/// A variable's value.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) value: String,
    /// Whether nobody knows the value.
    pub(super) open: bool,
    /// Where it stands.
    pub(super) origin: NodeOrigin,
}

/// Why a text is no template, or has no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// `${` without a name or without an end on its line.
    Syntax,
    /// A variable that must have a value has none.
    Required(String),
    /// Variables in variables, and so on.
    TooDeep,
    /// More text than any file holds.
    TooLong,
}

impl Fault {
    /// The sentence for people.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Syntax => "`${` begins no variable: write `$$` for a `$`".to_owned(),
            Self::Required(name) => format!("the variable `{name}` must have a value"),
            Self::TooDeep => "defaults are nested too deep".to_owned(),
            Self::TooLong => "the variables give too long a text".to_owned(),
        }
    }
}

/// Defaults inside of defaults.
const DEPTH: usize = 50;
/// Bytes of one text after its variables are replaced.
const LONGEST: usize = 1 << 20;

/// Looks a variable up.
pub(super) type Lookup<'l> = dyn Fn(&str) -> Known<'l> + 'l;

/// What is known of a variable.
pub(super) enum Known<'l> {
    Value(&'l str),
    /// It has no value.
    Unset,
    /// Nobody knows its value.
    Open,
    /// It may be unset, or have a value that is not known here.
    Elsewhere,
}

impl Environment {
    pub(super) fn lookup(&self, name: &str) -> Known<'_> {
        match self.variables.get(name) {
            Some(variable) if variable.open => Known::Open,
            Some(variable) => Known::Value(&variable.value),
            None if self.complete => Known::Unset,
            None => Known::Elsewhere,
        }
    }
}

/// The text with its variables replaced. What nobody knows stays as it is written and is open.
pub(super) fn substitute(written: &str, lookup: &Lookup<'_>) -> Result<Text, Fault> {
    replace(written, lookup, 0)
}

fn replace(written: &str, lookup: &Lookup<'_>, depth: usize) -> Result<Text, Fault> {
    if depth > DEPTH {
        return Err(Fault::TooDeep);
    }
    let mut text = Text::default();
    let mut at = 0;
    let mut line = Line::default();
    while let Some(found) = written.get(at..).and_then(|rest| rest.find('$')) {
        let start = at + found;
        let Some(rest) = written.get(start + 1..) else { break };
        line.reach(written, start);
        let Some(sign) =
            sign(rest, line.last_brace.and_then(|brace| brace.checked_sub(start + 1)))?
        else {
            // A `$` that begins nothing is a `$`.
            push(&mut text, written, at..start + 1);
            at = start + 1;
            continue;
        };
        push(&mut text, written, at..start);
        at = start + 1 + sign.length;
        let source = start..at;
        match sign.expression {
            None => add(&mut text, "$", source, false),
            Some(expression) => {
                let whole = written.get(source.clone()).unwrap_or_default();
                let (value, open) = expression.value(whole, lookup, depth)?;
                add(&mut text, &value, source, open);
            }
        }
        if text.text.len() > LONGEST {
            return Err(Fault::TooLong);
        }
    }
    push(&mut text, written, at..written.len());
    Ok(text)
}

fn push(text: &mut Text, written: &str, source: std::ops::Range<usize>) {
    if !source.is_empty() {
        let piece = written.get(source.clone()).unwrap_or_default();
        add(text, piece, source, false);
    }
}

fn add(text: &mut Text, piece: &str, written: std::ops::Range<usize>, open: bool) {
    let start = text.text.len();
    text.text.push_str(piece);
    text.pieces.push(Piece { range: start..text.text.len(), written, open });
}

/// What stands behind a `$`.
struct Sign<'t> {
    length: usize,
    /// Nothing for a second `$`.
    expression: Option<Expression<'t>>,
}

struct Expression<'t> {
    name: &'t str,
    operation: Option<(&'t str, &'t str)>,
}

const OPERATORS: [&str; 6] = [":?", ":-", ":+", "?", "-", "+"];

/// The line of a text that is being read.
#[derive(Default)]
struct Line {
    end: usize,
    /// The last closing brace of the line.
    last_brace: Option<usize>,
}

impl Line {
    /// Goes on to the line of a place, so that no line is looked through twice.
    fn reach(&mut self, text: &str, at: usize) {
        if at < self.end {
            return;
        }
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        self.end = at + line.len() + 1;
        self.last_brace = line.rfind('}').map(|brace| at + brace);
    }
}

/// Reads what stands behind a `$`; nothing where it begins no variable. An expression ends on its
/// line, of which the last closing brace is known.
fn sign(rest: &str, last_brace: Option<usize>) -> Result<Option<Sign<'_>>, Fault> {
    if rest.starts_with('$') {
        return Ok(Some(Sign { length: 1, expression: None }));
    }
    let Some(inner) = rest.strip_prefix('{') else {
        let length = name_length(rest);
        let name = rest.get(..length).unwrap_or_default();
        let expression = Some(Expression { name, operation: None });
        return Ok((length > 0).then_some(Sign { length, expression }));
    };
    let length = name_length(inner);
    let (name, behind) = inner.split_at_checked(length).ok_or(Fault::Syntax)?;
    if name.is_empty() {
        return Err(Fault::Syntax);
    }
    let operator = OPERATORS.into_iter().find(|operator| behind.starts_with(operator));
    if let Some((operator, argument)) =
        operator.and_then(|operator| operation(rest, name, operator, last_brace))
    {
        let length = 1 + name.len() + operator.len() + argument.len() + 1;
        let operation = Some((operator, argument));
        return Ok(Some(Sign { length, expression: Some(Expression { name, operation }) }));
    }
    if !behind.starts_with('}') {
        return Err(Fault::Syntax);
    }
    let expression = Some(Expression { name, operation: None });
    Ok(Some(Sign { length: name.len() + 2, expression }))
}

/// The operator with what stands behind it up to the brace that closes the expression. Where braces
/// do not balance, the last one of the line closes it.
fn operation<'t>(
    rest: &'t str,
    name: &str,
    operator: &'t str,
    last_brace: Option<usize>,
) -> Option<(&'t str, &'t str)> {
    let start = 1 + name.len() + operator.len();
    let last = last_brace.filter(|last| *last >= start)?;
    let line = rest.get(..=last)?;
    let end = closing_brace(line).filter(|end| *end >= start).unwrap_or(last);
    Some((operator, line.get(start..end)?))
}

/// The brace that closes the first one; the reference does not look at what follows an opening one.
fn closing_brace(text: &str) -> Option<usize> {
    let mut open = 0_i32;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'}' {
            open -= 1;
            if open == 0 {
                return Some(at);
            }
        }
        if byte == b'{' {
            open += 1;
            bytes.next();
        }
    }
    None
}

fn name_length(text: &str) -> usize {
    let mut bytes = text.bytes();
    if !bytes.next().is_some_and(|first| first == b'_' || first.is_ascii_alphabetic()) {
        return 0;
    }
    1 + bytes.take_while(|byte| *byte == b'_' || byte.is_ascii_alphanumeric()).count()
}

impl Expression<'_> {
    /// The value, or the expression as it is written where nobody knows.
    fn value(
        &self,
        whole: &str,
        lookup: &Lookup<'_>,
        depth: usize,
    ) -> Result<(String, bool), Fault> {
        let nested = |argument: &str| -> Result<(String, bool), Fault> {
            let text = replace(argument, lookup, depth + 1)?;
            let open = text.pieces.iter().any(|piece| piece.open);
            Ok((text.text, open))
        };
        let known = lookup(self.name);
        let open = Ok((whole.to_owned(), true));
        let Some((operator, argument)) = self.operation else {
            return match known {
                Known::Value(value) => Ok((value.to_owned(), false)),
                Known::Unset => Ok((String::new(), false)),
                Known::Open | Known::Elsewhere => open,
            };
        };
        let needs_content = operator.starts_with(':');
        let value = match known {
            Known::Open => return open,
            Known::Value(value) => Some(value).filter(|value| !(needs_content && value.is_empty())),
            // A default is what holds until somebody sets the variable.
            Known::Elsewhere if !operator.ends_with('-') => return open,
            Known::Unset | Known::Elsewhere => None,
        };
        match (operator, value) {
            ("+" | ":+", Some(_)) | ("-" | ":-", None) => nested(argument),
            (_, Some(value)) => Ok((value.to_owned(), false)),
            ("+" | ":+", None) => Ok((String::new(), false)),
            (_, None) => Err(Fault::Required(self.name.to_owned())),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    fn replaced(text: &str, complete: bool) -> Result<Text, Fault> {
        let lookup = move |name: &str| match name {
            "SET" => Known::Value("value"),
            "EMPTY" => Known::Value(""),
            _ if complete => Known::Unset,
            _ => Known::Elsewhere,
        };
        substitute(text, &lookup)
    }

    #[test]
    fn variables_are_replaced_as_compose_replaces_them() {
        let cases = [
            ("$SET-x", "value-x"),
            ("a${SET}b$$SET", "avalueb$SET"),
            ("${NONE:-d}${EMPTY:-d}${EMPTY-d}${SET-d}", "ddvalue"),
            ("${NONE:-${SET}-${NONE:-x}}.", "value-x."),
            ("${SET:+alt}${EMPTY:+alt}${EMPTY+alt}${NONE+alt}", "altalt"),
            ("${SET:?no}", "value"),
            ("$1 $ $", "$1 $ $"),
            ("${NONE:-{\"a\":1}}", "{\"a\":1}"),
            ("${NONE}", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(replaced(text, true).unwrap().text, expected, "{text}");
        }
        for text in ["${", "${}", "${1}", "${SET", "${SET:}", "${SET:-a\nb}"] {
            assert_eq!(replaced(text, true).unwrap_err(), Fault::Syntax, "{text}");
        }
        let missing = Fault::Required("NONE".to_owned());
        assert_eq!(replaced("${NONE:?no}", true).unwrap_err(), missing);
    }

    #[test]
    fn what_nobody_knows_stays_as_written_and_is_open() {
        let text = replaced("a-${NONE}-${NONE:-d}-${NONE:+x}", false).unwrap();
        assert_eq!(text.text, "a-${NONE}-d-${NONE:+x}");
        let open: Vec<_> = text.pieces.iter().map(|piece| piece.open).collect();
        assert_eq!(open, [false, true, false, false, false, true]);
        assert_eq!(text.pieces[3].written, 10..20);
    }
}
