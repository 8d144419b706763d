//! Tags and directives.

use super::scanner::{Broken, Scanner, TokenKind, TokenText};

/// The namespace that `!!` abbreviates.
const CORE: &str = "tag:yaml.org,2002:";

impl Scanner<'_> {
    /// A tag; its text is the full tag, but with `!!` for the core namespace; empty for an
    /// undeclared handle.
    pub(super) fn tag(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let tag = if self.byte(1) == b'<' {
            self.at += 2;
            let tag = self.uri(String::new(), false)?;
            if self.byte(0) != b'>' {
                return Err(self.broken("expected `>` at the end of the tag"));
            }
            self.at += 1;
            tag
        } else {
            self.shorthand(start)?
        };
        if !self.is_blank_or_end(0) {
            return Err(self.broken("expected white space after the tag"));
        }
        let short = tag.strip_prefix(CORE).map(|name| format!("!!{name}"));
        self.push(TokenKind::Tag, start, TokenText::Owned(short.unwrap_or(tag)));
        Ok(())
    }

    /// `!name`, `!!name`, or `!` alone.
    fn shorthand(&mut self, start: usize) -> Result<String, Broken> {
        self.at += 1;
        self.skip_word();
        if self.byte(0) != b'!' {
            let head = self.text.get(start..self.at).unwrap_or_default().to_owned();
            return self.uri(head, true);
        }
        self.at += 1;
        let handle = self.text.get(start..self.at).unwrap_or_default();
        let is_core = handle == "!!";
        let tag = self.uri(if is_core { CORE.to_owned() } else { String::new() }, false)?;
        // Other handles are declared above a `---`, where Kubernetes splits the text.
        Ok(if is_core { tag } else { String::new() })
    }

    fn uri(&mut self, mut uri: String, may_be_empty: bool) -> Result<String, Broken> {
        let start = self.at;
        loop {
            match self.byte(0) {
                b'%' => self.escaped_octets(&mut uri)?,
                byte if byte.is_ascii_alphanumeric()
                    || b"-_;/?:@&=+$,.!~*'()[]".contains(&byte) =>
                {
                    uri.push(char::from(byte));
                    self.at += 1;
                }
                _ => break,
            }
        }
        if self.at == start && !may_be_empty {
            return Err(self.broken("expected a tag name"));
        }
        Ok(uri)
    }

    /// One character as `%` and two digits for each of its bytes.
    fn escaped_octets(&mut self, uri: &mut String) -> Result<(), Broken> {
        let mut octets = Vec::new();
        let mut width = 1;
        while octets.len() < width {
            let Some(octet) = self.octet() else {
                return Err(self.broken("expected `%` and two hexadecimal digits in the tag"));
            };
            if octets.is_empty() {
                width = match octet {
                    0x00..=0x7F => 1,
                    0xC0..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    0xF0..=0xF7 => 4,
                    _ => return Err(self.broken("the tag is not valid UTF-8")),
                };
            } else if octet & 0xC0 != 0x80 {
                return Err(self.broken("the tag is not valid UTF-8"));
            }
            octets.push(octet);
            self.at += 3;
        }
        uri.push_str(&String::from_utf8_lossy(&octets));
        Ok(())
    }

    fn octet(&self) -> Option<u8> {
        if self.byte(0) != b'%' {
            return None;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let value = digit(self.byte(1))? * 16 + digit(self.byte(2))?;
        u8::try_from(value).ok()
    }

    /// A line that begins with `%`; its text is the version if it has one.
    pub(super) fn directive(&mut self) -> Result<(), Broken> {
        self.end_blocks()?;
        let start = self.at;
        self.at += 1;
        self.skip_word();
        let text = match self.text.get(start..self.at) {
            Some("%YAML") if self.is_blank_or_end(0) => TokenText::Owned(self.version()?),
            Some("%TAG") if self.is_blank_or_end(0) => {
                self.tag_directive()?;
                TokenText::None
            }
            _ => return Err(Broken { at: start, message: "unknown directive" }),
        };
        self.skip_blanks();
        self.skip_comment();
        if self.byte(0) != 0 && !self.is_break() {
            return Err(self.broken("expected the end of the line after the directive"));
        }
        if self.is_break() {
            self.line_break();
        }
        self.push(TokenKind::Directive, start, text);
        Ok(())
    }

    fn version(&mut self) -> Result<String, Broken> {
        self.skip_blanks();
        let major = self.version_number()?;
        if self.byte(0) != b'.' {
            return Err(self.broken("expected a YAML version such as `1.1`"));
        }
        self.at += 1;
        let minor = self.version_number()?;
        Ok(format!("{major}.{minor}"))
    }

    fn version_number(&mut self) -> Result<u8, Broken> {
        let start = self.at;
        while self.byte(0).is_ascii_digit() {
            self.at += 1;
        }
        let digits = self.text.get(start..self.at).filter(|digits| digits.len() <= 2);
        digits
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| self.broken("expected a YAML version such as `1.1`"))
    }

    fn tag_directive(&mut self) -> Result<(), Broken> {
        self.skip_blanks();
        if self.byte(0) != b'!' {
            return Err(self.broken("expected a tag handle such as `!name!`"));
        }
        let start = self.at;
        self.at += 1;
        self.skip_word();
        if self.byte(0) == b'!' {
            self.at += 1;
        } else if self.at > start + 1 {
            return Err(self.broken("expected `!` at the end of the tag handle"));
        }
        if !self.is_blank() {
            return Err(self.broken("expected white space after the tag handle"));
        }
        self.skip_blanks();
        self.uri(String::new(), false)?;
        if self.is_blank_or_end(0) {
            Ok(())
        } else {
            Err(self.broken("expected the end of the line after the directive"))
        }
    }
}
