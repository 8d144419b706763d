//! Why a text is no JSON, in the words of Go's `encoding/json`.

use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::quoted;
use crate::derivation::helm::text::Text;

const END: &str = "unexpected end of JSON input";

type Checked<T> = Result<T, String>;

/// What is wrong with a text as JSON.
pub(super) fn fault(text: &str) -> Option<String> {
    Scanner { bytes: text.as_bytes(), at: 0 }.document().err()
}

/// Reads a text byte by byte.
struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scanner<'_> {
    fn document(&mut self) -> Checked<()> {
        // What closes the maps and lists that are open.
        let mut open = Vec::new();
        loop {
            let is_complete = self.begin(&mut open)?;
            if is_complete && self.is_over(&mut open)? {
                return Ok(());
            }
        }
    }

    /// The next byte; a space at the end, which ends all that is not in quotes.
    fn next(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(b' ')
    }

    /// The next byte that is no space.
    fn after_space(&mut self) -> Option<u8> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !b" \t\r\n".contains(byte) {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Takes the next byte if it is one of some.
    fn take(&mut self, wanted: &[u8]) -> bool {
        let is_wanted = wanted.contains(&self.next()) && self.at < self.bytes.len();
        self.at += usize::from(is_wanted);
        is_wanted
    }

    fn invalid<T>(&self, context: &str) -> Checked<T> {
        let sign = match char::from(self.next()) {
            '\'' => "\\'".to_owned(),
            '"' => "\"".to_owned(),
            other => {
                let text = Text::new(other.to_string(), Trace::default());
                quoted(&text).as_str().trim_matches('"').to_owned()
            }
        };
        Err(format!("invalid character '{sign}' {context}"))
    }

    /// Reads a value, or what opens one: then what is in it follows.
    fn begin(&mut self, open: &mut Vec<u8>) -> Checked<bool> {
        match self.after_space().ok_or(END)? {
            b'{' => {
                self.at += 1;
                self.opened(b'}', open)
            }
            b'[' => {
                self.at += 1;
                self.opened(b']', open)
            }
            b'"' => self.string().map(|()| true),
            b'-' | b'0'..=b'9' => self.number().map(|()| true),
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| true),
            b'n' => self.word("null").map(|()| true),
            _ => self.invalid("looking for beginning of value"),
        }
    }

    /// Whether a map or list that was opened is empty.
    fn opened(&mut self, close: u8, open: &mut Vec<u8>) -> Checked<bool> {
        if self.after_space().ok_or(END)? == close {
            self.at += 1;
            return Ok(true);
        }
        open.push(close);
        if close == b'}' {
            self.key()?;
        }
        Ok(false)
    }

    fn key(&mut self) -> Checked<()> {
        if self.after_space().ok_or(END)? != b'"' {
            return self.invalid("looking for beginning of object key string");
        }
        self.string()?;
        if self.after_space().ok_or(END)? != b':' {
            return self.invalid("after object key");
        }
        self.at += 1;
        Ok(())
    }

    /// Reads what follows a value; whether that is the end.
    fn is_over(&mut self, open: &mut Vec<u8>) -> Checked<bool> {
        while let Some(close) = open.last().copied() {
            match (self.after_space().ok_or(END)?, close) {
                (b',', _) => {
                    self.at += 1;
                    if close == b'}' {
                        self.key()?;
                    }
                    return Ok(false);
                }
                (byte, _) if byte == close => {
                    self.at += 1;
                    open.pop();
                }
                (_, b'}') => return self.invalid("after object key:value pair"),
                _ => return self.invalid("after array element"),
            }
        }
        match self.after_space() {
            Some(_) => self.invalid("after top-level value"),
            None => Ok(true),
        }
    }

    fn string(&mut self) -> Checked<()> {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => self.escape()?,
                0..=0x1f => return self.invalid("in string literal"),
                _ => self.at += 1,
            }
        }
        Err(END.to_owned())
    }

    fn escape(&mut self) -> Checked<()> {
        self.at += 1;
        if !self.take(b"u") {
            let is_known = self.take(b"bfnrt\\/\"");
            return if is_known { Ok(()) } else { self.invalid("in string escape code") };
        }
        for _ in 0..4 {
            if !self.take(b"0123456789abcdefABCDEF") {
                return self.invalid("in \\u hexadecimal character escape");
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Checked<()> {
        self.take(b"-");
        if !self.take(b"0") && !self.digits() {
            return self.invalid("in numeric literal");
        }
        if self.take(b".") && !self.digits() {
            return self.invalid("after decimal point in numeric literal");
        }
        if self.take(b"eE") {
            self.take(b"+-");
            if !self.digits() {
                return self.invalid("in exponent of numeric literal");
            }
        }
        Ok(())
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.take(b"0123456789") {}
        self.at > start
    }

    fn word(&mut self, word: &str) -> Checked<()> {
        for letter in word.chars() {
            if char::from(self.next()) != letter {
                return self.invalid(&format!("in literal {word} (expecting '{letter}')"));
            }
            self.at += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Seen in Go 1.26.
    #[test]
    fn faults_are_in_the_words_of_go() {
        let table = [
            ("{bad", "invalid character 'b' looking for beginning of object key string"),
            ("[1 2]", "invalid character '2' after array element"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            ("{\"a\": 1 2}", "invalid character '2' after object key:value pair"),
            ("0123", "invalid character '1' after top-level value"),
            ("tru", "invalid character ' ' in literal true (expecting 'e')"),
            ("[1.]", "invalid character ']' after decimal point in numeric literal"),
            ("\"\\x\"", "invalid character 'x' in string escape code"),
            ("'a'", "invalid character '\\'' looking for beginning of value"),
            ("[1,", END),
            ("", END),
        ];
        for (text, words) in table {
            assert_eq!(fault(text).as_deref(), Some(words), "{text}");
        }
        for text in ["{}", " [ ] ", "{\"a\": [1, -2.5e+3, \"\\u00e9\", null, true]}"] {
            assert_eq!(fault(text), None, "{text}");
        }
    }
}
