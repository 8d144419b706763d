//! Messages of findings: data of the declaration, formatted when a report is written.

use std::borrow::Cow;
use std::fmt;

use crate::model::Label;

/// A message of a check, with `N` placeholders: `{container} is privileged`.
///
/// A check declares each message as a constant and passes it to [`Outcome::fail`](super::Outcome::fail)
/// with its arguments. It is formatted when a report is written. The number of arguments is checked at
/// compile time.
///
/// ```
/// use asepsis::checks::Message;
///
/// const LOW: Message<2> = Message::new("user {id} is below {minimum}");
/// assert_eq!(LOW.with(0, 10_000).to_string(), "user 0 is below 10000");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Message<const N: usize = 0>(&'static str);

impl<const N: usize> Message<N> {
    /// A message: lower case, no full stop. A name in braces is a placeholder; the order of the
    /// placeholders is the order of the arguments of [`Message::with`].
    ///
    /// # Panics
    /// If the text does not have `N` placeholders. In a constant this is a compile error.
    pub const fn new(text: &'static str) -> Self {
        assert!(
            places(text.as_bytes()) == N,
            "the number of placeholders is not the number of arguments"
        );
        Self(text)
    }

    /// The text, with its placeholders in braces.
    pub const fn text(self) -> &'static str {
        self.0
    }

    fn of(self, arguments: [Argument; N]) -> FilledMessage {
        FilledMessage(Content::Declared(self.0, Box::new(arguments)))
    }
}

/// The number of placeholders in a text.
const fn places(text: &[u8]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        #[expect(clippy::indexing_slicing, reason = "the loop ends before, and `get` is not const")]
        if text[at] == b'{' {
            count += 1;
        }
        at += 1;
    }
    count
}

impl Message<1> {
    /// The message with its argument.
    pub fn with(self, only: impl Into<Argument>) -> FilledMessage {
        self.of([only.into()])
    }
}

impl Message<2> {
    /// The message with its arguments.
    pub fn with(self, first: impl Into<Argument>, second: impl Into<Argument>) -> FilledMessage {
        self.of([first.into(), second.into()])
    }
}

impl Message<3> {
    /// The message with its arguments.
    pub fn with(
        self,
        first: impl Into<Argument>,
        second: impl Into<Argument>,
        third: impl Into<Argument>,
    ) -> FilledMessage {
        self.of([first.into(), second.into(), third.into()])
    }
}

impl Message<4> {
    /// The message with its arguments.
    pub fn with(
        self,
        first: impl Into<Argument>,
        second: impl Into<Argument>,
        third: impl Into<Argument>,
        fourth: impl Into<Argument>,
    ) -> FilledMessage {
        self.of([first.into(), second.into(), third.into(), fourth.into()])
    }
}

/// The value of a placeholder.
#[derive(Clone, PartialEq)]
pub struct Argument(Value);

#[derive(Clone, PartialEq)]
enum Value {
    Text(Box<str>),
    Number(i64),
    Label(Label),
}

impl<T: AsRef<str> + ?Sized> From<&T> for Argument {
    fn from(text: &T) -> Self {
        Self(Value::Text(text.as_ref().into()))
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self(Value::Text(text.into()))
    }
}

impl From<Cow<'_, str>> for Argument {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self(Value::Number(number))
    }
}

impl From<Label> for Argument {
    fn from(label: Label) -> Self {
        Self(Value::Label(label))
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::Text(text) => formatter.write_str(text),
            Value::Number(number) => number.fmt(formatter),
            Value::Label(label) => label.fmt(formatter),
        }
    }
}

/// A message with its arguments, or a text that was created at run time. It is formatted when a
/// report is written.
#[derive(Clone, PartialEq)]
pub struct FilledMessage(Content);

#[derive(Clone, PartialEq)]
enum Content {
    Declared(&'static str, Box<[Argument]>),
    Text(Box<str>),
}

impl FilledMessage {
    /// The text of the declared message; none for a text that was created at run time.
    pub(crate) fn declared(&self) -> Option<&'static str> {
        match &self.0 {
            Content::Declared(text, _) => Some(text),
            Content::Text(_) => None,
        }
    }
}

impl fmt::Debug for FilledMessage {
    /// Without the arguments: they may contain a secret, which only a report masks.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FilledMessage({:?})", self.declared())
    }
}

impl From<Message> for FilledMessage {
    fn from(message: Message) -> Self {
        message.of([])
    }
}

impl From<&str> for FilledMessage {
    fn from(text: &str) -> Self {
        Self(Content::Text(text.into()))
    }
}

impl From<String> for FilledMessage {
    fn from(text: String) -> Self {
        Self(Content::Text(text.into()))
    }
}

impl fmt::Display for FilledMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, arguments) = match &self.0 {
            Content::Declared(text, arguments) => (text, arguments),
            Content::Text(text) => return formatter.write_str(text),
        };
        let mut pieces = text.split('{');
        formatter.write_str(pieces.next().unwrap_or_default())?;
        for (piece, argument) in pieces.zip(arguments) {
            argument.fmt(formatter)?;
            formatter.write_str(piece.split_once('}').map_or("", |(_, rest)| rest))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Field;

    #[test]
    fn arguments_replace_their_placeholders() {
        const RANGE: Message<3> = Message::new("{container} takes {first} to {last}");
        let said = RANGE.with(Label::new("service", &Field::from("db")), 80, "90".to_owned());
        assert_eq!(said.to_string(), "service `db` takes 80 to 90");
        assert_eq!(said.declared(), Some(RANGE.text()));
    }

    #[test]
    fn braces_in_an_argument_are_not_a_placeholder() {
        const NAME: Message<2> = Message::new("`{name}` is `{value}`");
        assert_eq!(
            NAME.with("{{ .Values.name }}", "{value}").to_string(),
            "`{{ .Values.name }}` is `{value}`"
        );
        assert_eq!(FilledMessage::from("{ as it is }").to_string(), "{ as it is }");
    }

    #[test]
    #[should_panic(expected = "number of placeholders")]
    fn a_wrong_number_of_placeholders_is_rejected() {
        Message::<1>::new("`{name}` is `{value}`");
    }
}
