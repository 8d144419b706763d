//! Variables in texts: `$NAME`, `${NAME}`, `${NAME:-default}` and similar forms.
//!
//! Source: the package `template` of compose-go.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::expression::{Expression, Line, Operation, sign};
use crate::tree::{Contributor, Lineage, Made, Passage, Piece, Role};

/// The variables of a project.
#[derive(Clone, Debug, Default)]
pub(super) struct Environment {
    pub(super) variables: HashMap<Rc<str>, Variable>,
    /// Whether a variable that is not listed has no value. Otherwise it is not known whether it has
    /// one.
    pub(super) complete: bool,
}

/// A variable's value.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) value: String,
    /// Whether the value is not known.
    pub(super) open: bool,
    /// The lineage of the value.
    pub(super) lineage: Lineage,
}

/// Why a text is not a valid template, or has no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// `${` without a name, or not closed on its line.
    Syntax,
    /// A required variable has no value.
    Required(String),
    /// Variables are nested too deeply.
    TooDeep,
    /// The text is longer than [`LONGEST`].
    TooLong,
}

impl Fault {
    /// The message for the user.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Syntax => {
                "`${` does not begin a valid variable: write `$$` for a literal `$`".to_owned()
            }
            Self::Required(name) => format!("required variable `{name}` has no value"),
            Self::TooDeep => "variable defaults are nested too deeply".to_owned(),
            Self::TooLong => "text is too long after interpolation".to_owned(),
        }
    }
}

/// Maximum nesting of defaults.
const DEPTH: usize = 50;
/// Maximum bytes of one text after interpolation.
const LONGEST: usize = 1 << 20;

/// Looks up a variable.
pub(super) type Lookup<'l> = dyn Fn(&str) -> Known<'l> + 'l;

/// The known state of a variable.
pub(super) enum Known<'l> {
    /// Its value and its passage.
    Value(&'l str, Passage),
    /// It has no value.
    Unset,
    /// Its value is not known.
    Open,
    /// It may be unset, or have a value that is not known here.
    Elsewhere,
}

impl Environment {
    pub(super) fn lookup(&self, name: &str) -> Known<'_> {
        match self.variables.get(name) {
            Some(variable) if variable.open => Known::Open,
            Some(variable) => Known::Value(&variable.value, variable.lineage.from),
            None if self.complete => Known::Unset,
            None => Known::Elsewhere,
        }
    }
}

/// A text after interpolation.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) content: String,
    /// The pieces that it was assembled from.
    pub(super) pieces: Vec<Piece>,
    /// The text as written.
    from: Passage,
}

/// Replaces the variables of a passage. Unknown variables stay as written, and the text is open.
pub(super) fn substitute(written: &str, from: Passage, lookup: &Lookup<'_>) -> Result<Text, Fault> {
    replace(written, from, lookup, 0)
}

fn replace(written: &str, from: Passage, lookup: &Lookup<'_>, depth: usize) -> Result<Text, Fault> {
    if depth > DEPTH {
        return Err(Fault::TooDeep);
    }
    let mut text = Text { content: String::new(), pieces: Vec::new(), from };
    let mut at = 0;
    let mut line = Line::default();
    while let Some(found) = written.get(at..).and_then(|rest| rest.find('$')) {
        let start = at + found;
        let Some(rest) = written.get(start + 1..) else { break };
        line.reach(written, start);
        let Some(sign) =
            sign(rest, line.last_brace.and_then(|brace| brace.checked_sub(start + 1)))?
        else {
            // A `$` that does not begin a variable is literal.
            text.copy(written, at..start + 1);
            at = start + 1;
            continue;
        };
        text.copy(written, at..start);
        at = start + 1 + sign.length;
        let source = start..at;
        match sign.expression {
            None => text.add("$", source, Made::Computed, Box::default()),
            Some(expression) => {
                let whole = written.get(source.clone()).unwrap_or_default();
                let value = expression.value(whole, text.passage(&source), lookup, depth)?;
                text.add(&value.text, source, value.made, value.reads.into());
            }
        }
        if text.content.len() > LONGEST {
            return Err(Fault::TooLong);
        }
    }
    text.copy(written, at..written.len());
    Ok(text)
}

impl Text {
    fn copy(&mut self, written: &str, source: Range<usize>) {
        if !source.is_empty() {
            let piece = written.get(source.clone()).unwrap_or_default();
            self.add(piece, source, Made::Copied, Box::default());
        }
    }

    fn add(&mut self, piece: &str, source: Range<usize>, made: Made, reads: Box<[Contributor]>) {
        let start = small(self.content.len());
        self.content.push_str(piece);
        let to = (start, small(self.content.len()));
        self.pieces.push(Piece { to, from: self.passage(&source), made, reads });
    }

    /// A range of the text as written.
    fn passage(&self, range: &Range<usize>) -> Passage {
        let start = self.from.bytes.0;
        Passage { bytes: (start + small(range.start), start + small(range.end)), ..self.from }
    }

    pub(super) fn is_open(&self) -> bool {
        self.pieces.iter().any(|piece| piece.made == Made::Open)
    }

    /// The contributors of the text, for an expression that contains it.
    fn reads(&self) -> Vec<Contributor> {
        let of_piece = |piece: &Piece| match piece.made {
            Made::Copied => vec![Contributor { from: piece.from, role: Role::Variable }],
            _ => piece.reads.to_vec(),
        };
        self.pieces.iter().flat_map(of_piece).collect()
    }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The result of an expression.
struct Given {
    text: String,
    made: Made,
    reads: Vec<Contributor>,
}

impl Expression<'_> {
    /// The value, or the expression as written at a passage if the value is not known.
    fn value(
        &self,
        whole: &str,
        from: Passage,
        lookup: &Lookup<'_>,
        depth: usize,
    ) -> Result<Given, Fault> {
        let known = lookup(self.name);
        let open = || Given { text: whole.to_owned(), made: Made::Open, reads: Vec::new() };
        let Some(Operation { operator, argument, start }) = &self.operation else {
            return Ok(match known {
                Known::Value(value, from) => Given::value(value, from),
                Known::Unset => Given::nothing(),
                Known::Open | Known::Elsewhere => open(),
            });
        };
        let needs_content = operator.starts_with(':');
        let value = match known {
            Known::Open => return Ok(open()),
            Known::Value(value, from) => {
                Some((value, from)).filter(|(value, _)| !(needs_content && value.is_empty()))
            }
            // A default applies until the variable is set.
            Known::Elsewhere if !operator.ends_with('-') => return Ok(open()),
            Known::Unset | Known::Elsewhere => None,
        };
        match (*operator, value) {
            ("+" | ":+", Some(_)) | ("-" | ":-", None) => {
                // One byte for the `$`.
                let at = from.bytes.0 + 1 + small(*start);
                let inner = Passage { bytes: (at, at + small(argument.len())), ..from };
                let text = replace(argument, inner, lookup, depth + 1)?;
                let made = if text.is_open() { Made::Open } else { Made::Computed };
                let condition = value.map(|(_, from)| Contributor { from, role: Role::Condition });
                let reads = condition.into_iter().chain(text.reads()).collect();
                Ok(Given { text: text.content, made, reads })
            }
            (_, Some((value, from))) => Ok(Given::value(value, from)),
            ("+" | ":+", None) => Ok(Given::nothing()),
            (_, None) => Err(Fault::Required(self.name.to_owned())),
        }
    }
}

impl Given {
    fn value(text: &str, from: Passage) -> Self {
        let reads = vec![Contributor { from, role: Role::Variable }];
        Self { text: text.to_owned(), made: Made::Computed, reads }
    }

    fn nothing() -> Self {
        Self { text: String::new(), made: Made::Computed, reads: Vec::new() }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::Made::{Computed, Copied, Open};
    use super::*;

    /// The passage of the variables.
    const VARIABLE: Passage = Passage { source: 1, node: 7, bytes: (0, 5) };

    fn replaced(text: &str, complete: bool) -> Result<Text, Fault> {
        let lookup = move |name: &str| match name {
            "SET" => Known::Value("value", VARIABLE),
            "EMPTY" => Known::Value("", VARIABLE),
            _ if complete => Known::Unset,
            _ => Known::Elsewhere,
        };
        substitute(text, Passage { bytes: (0, 100), ..Passage::default() }, &lookup)
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
            assert_eq!(replaced(text, true).unwrap().content, expected, "{text}");
        }
        for text in ["${", "${}", "${1}", "${SET", "${SET:}", "${SET:-a\nb}"] {
            assert_eq!(replaced(text, true).unwrap_err(), Fault::Syntax, "{text}");
        }
        let missing = Fault::Required("NONE".to_owned());
        assert_eq!(replaced("${NONE:?no}", true).unwrap_err(), missing);
    }

    #[test]
    fn unknown_variables_stay_as_written_and_are_open() {
        let text = replaced("a-${NONE}-${NONE:-d}-${NONE:+x}", false).unwrap();
        assert_eq!(text.content, "a-${NONE}-d-${NONE:+x}");
        let made: Vec<_> = text.pieces.iter().map(|piece| piece.made).collect();
        assert_eq!(made, [Copied, Open, Copied, Computed, Copied, Open]);
        assert_eq!(text.pieces[3].from.bytes, (10, 20));
        assert_eq!(text.pieces[3].reads[0].from.bytes, (18, 19));
    }
}
