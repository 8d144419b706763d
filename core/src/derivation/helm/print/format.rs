//! Formats of `printf`.

use super::verb::{Flags, Shown, push};
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

/// Maximum width and precision, as in Go.
const WIDEST: i64 = 1_000_000;

/// A format with its arguments while it is printed.
struct Formatter<'f> {
    format: &'f Text,
    arguments: &'f [Value],
    /// The next argument.
    next: usize,
    /// Whether a verb named its argument by number.
    is_reordered: bool,
    /// Whether the number of an argument is wrong, or in the wrong place.
    is_bad: bool,
    /// Whether the number of an argument was read last.
    is_after_number: bool,
    builder: TextBuilder,
}

/// Arguments in a format, as `printf` prints them.
pub(in crate::derivation::helm) fn formatted(format: &Text, arguments: &[Value]) -> Text {
    let mut formatter = Formatter {
        format,
        arguments,
        next: 0,
        is_reordered: false,
        is_bad: false,
        is_after_number: false,
        builder: TextBuilder::default(),
    };
    formatter.run();
    formatter.builder.finish()
}

impl Formatter<'_> {
    fn run(&mut self) {
        let text = self.format.shared();
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find('%')) {
            self.builder.push_slice(self.format, at..at + found);
            at = self.verb(&text, at + found + 1);
        }
        self.builder.push_slice(self.format, at..text.len());
        if !self.is_reordered && self.next < self.arguments.len() {
            self.extra();
        }
    }

    /// The arguments that no verb printed.
    fn extra(&mut self) {
        self.builder.push_made("%!(EXTRA ");
        let left = self.arguments.get(self.next..).unwrap_or_default();
        for (at, argument) in left.iter().enumerate() {
            self.builder.push_made(if at > 0 { ", " } else { "" });
            if !matches!(argument, Value::Nil(_)) {
                self.builder.push_made(type_name(argument));
                self.builder.push_made("=");
            }
            push(&mut self.builder, argument, Shown::plain());
        }
        self.builder.push_made(")");
    }

    /// Prints one verb, which begins after its `%`; returns its end.
    fn verb(&mut self, text: &str, start: usize) -> usize {
        (self.is_bad, self.is_after_number) = (false, false);
        let (mut flags, at) = flags(text, start);
        let at = self.argument_number(text, at);
        let at = self.width(text, at, &mut flags);
        let mut at = self.precision(text, at, &mut flags);
        if !self.is_after_number {
            at = self.argument_number(text, at);
        }
        let Some(verb) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            self.builder.push_made("%!(NOVERB)");
            return text.len();
        };
        self.print(verb, flags);
        at + verb.len_utf8()
    }

    /// `[n]`, the number of the next argument.
    fn argument_number(&mut self, text: &str, at: usize) -> usize {
        let Some(rest) = text.get(at..).filter(|rest| rest.starts_with('[')) else {
            self.is_after_number = false;
            return at;
        };
        self.is_reordered = true;
        self.is_after_number = false;
        let Some(end) = rest.find(']').filter(|_| rest.len() > 2) else {
            self.is_bad = true;
            return at + 1;
        };
        let (number, length) = number(rest.get(1..end).unwrap_or_default());
        let number = number.filter(|_| length + 1 == end);
        self.is_after_number = number.is_some();
        match number.and_then(|number| number.checked_sub(1)) {
            Some(index) if index < self.arguments.len() => self.next = index,
            _ => self.is_bad = true,
        }
        at + end + 1
    }

    fn width(&mut self, text: &str, at: usize, flags: &mut Flags) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        if !rest.starts_with('*') {
            let (width, length) = number(rest);
            self.is_bad |= self.is_after_number && width.is_some();
            flags.width = width;
            return at + length;
        }
        self.is_after_number = false;
        match self.size_of_argument() {
            None => self.builder.push_made("%!(BADWIDTH)"),
            Some(width) => {
                flags.width = usize::try_from(width.unsigned_abs()).ok();
                if width < 0 {
                    (flags.minus, flags.zero) = (true, false);
                }
            }
        }
        at + 1
    }

    fn precision(&mut self, text: &str, at: usize, flags: &mut Flags) -> usize {
        let is_given = text.get(at..).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1);
        if !is_given {
            return at;
        }
        self.is_bad |= self.is_after_number;
        let at = self.argument_number(text, at + 1);
        let rest = text.get(at..).unwrap_or_default();
        if !rest.starts_with('*') {
            let (precision, length) = number(rest);
            flags.precision = Some(precision.unwrap_or(0));
            return at + length;
        }
        self.is_after_number = false;
        flags.precision = self.size_of_argument().and_then(|size| usize::try_from(size).ok());
        if flags.precision.is_none() {
            self.builder.push_made("%!(BADPREC)");
        }
        at + 1
    }

    /// `*`: the size that an argument is.
    fn size_of_argument(&mut self) -> Option<i64> {
        let argument = self.arguments.get(self.next)?;
        self.next += 1;
        let Value::Number(number, _) = argument else { return None };
        number.integer().filter(|size| (-WIDEST..=WIDEST).contains(size))
    }

    fn print(&mut self, verb: char, flags: Flags) {
        if verb == '%' {
            return self.builder.push_made("%");
        }
        if self.is_bad {
            return self.builder.push_made(&format!("%!{verb}(BADINDEX)"));
        }
        let Some(argument) = self.arguments.get(self.next) else {
            return self.builder.push_made(&format!("%!{verb}(MISSING)"));
        };
        self.next += 1;
        push(&mut self.builder, argument, Shown::new(verb, flags));
    }
}

/// The flags after a `%`, and their end.
fn flags(text: &str, start: usize) -> (Flags, usize) {
    let mut flags = Flags::default();
    let mut at = start;
    for byte in text.bytes().skip(start) {
        match byte {
            b'+' => flags.plus = true,
            b'-' => flags.minus = true,
            b'#' => flags.sharp = true,
            b' ' => flags.space = true,
            b'0' => flags.zero = true,
            _ => break,
        }
        at += 1;
    }
    (flags, at)
}

/// The number at the beginning of a text, with its length. One that is too large is no number, and ends the
/// format.
fn number(text: &str) -> (Option<usize>, usize) {
    let length = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let digits = text.get(..length).unwrap_or_default();
    if digits.trim_start_matches('0').len() > 7 {
        return (None, text.len());
    }
    (digits.parse().ok(), length)
}
