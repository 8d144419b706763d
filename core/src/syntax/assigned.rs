//! A key and its value on a line, as programs without their own configuration language write them.

/// The maximum length in bytes of a quoted value of several lines.
const LONGEST_QUOTED: usize = 16_384;

/// A text that is read line by line.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    /// The start of the next line.
    pub(super) at: usize,
}

impl<'t> Lines<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next line, trimmed.
    pub(super) fn next(&mut self) -> Option<(usize, usize)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at = start + length + 1;
        Some(trim(self.text, start, start + length))
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a line contains only a comment. A comment of several lines is skipped.
    pub(super) fn is_comment(&mut self, line: &str) -> bool {
        if line.starts_with("/*") && !line.contains("*/") {
            let rest = self.text.get(self.at..).unwrap_or_default();
            self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        }
        line.is_empty()
            || line.starts_with(['#', ';', '!'])
            || line.starts_with("//") && !is_of_registry(line)
            || line.starts_with("/*")
    }

    /// The end of a delimited value, which may continue on the following lines: its text without
    /// the delimiters, and the end including them; `None` for a value that ends with its line.
    pub(super) fn marked(&mut self, start: usize, end: usize) -> Option<Marked> {
        let value = self.slice(start, end);
        if let Some(tag) = value.strip_prefix("<<") {
            let (start, end) = self.until_line(tag.trim_start_matches('-').trim());
            return Some(Marked { start, end, after: end });
        }
        for fence in ["\"\"\"", "'''"] {
            if value.starts_with(fence) {
                let from = start + fence.len();
                let rest = self.text.get(from..).unwrap_or_default();
                let close = from + rest.find(fence).unwrap_or(rest.len());
                self.at = self.at.max(close + fence.len());
                return Some(Marked { start: from, end: close, after: close + fence.len() });
            }
        }
        if let Some(quote) = value.chars().next().filter(|letter| matches!(letter, '"' | '\'')) {
            // A PEM key has its lines between quotes.
            let rest = self.text.get(start..).unwrap_or_default();
            let close = closing_quote(value, quote)
                .or_else(|| closing_quote(rest, quote).filter(|close| *close < LONGEST_QUOTED));
            if let Some(close) = close {
                let after = start + close + 1;
                self.at = if after > end { self.at.max(after) } else { self.at };
                return Some(Marked { start: start + 1, end: start + close, after });
            }
        }
        if value.ends_with('\\') && !value.ends_with("\\\\") {
            let end = self.continued(end);
            return Some(Marked { start, end, after: end });
        }
        None
    }

    /// The text up to the line that is the tag of a heredoc.
    fn until_line(&mut self, tag: &str) -> (usize, usize) {
        let start = self.at.min(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        let mut end = start;
        for line in rest.split_inclusive('\n') {
            if line.trim() == tag {
                self.at = end + line.len();
                return (start, end);
            }
            end += line.len();
        }
        self.at = self.text.len();
        (start, end)
    }

    /// The lines below a key without a value that are indented further than the key, as Python's
    /// INI reader accepts them; `None` if such a line has a key.
    pub(super) fn indented(&mut self, key: usize, end: usize) -> (usize, usize) {
        let before = self.slice(0, key);
        let margin = before.len() - before.rfind('\n').map_or(0, |line| line + 1);
        let (mut found, mut at) = (None, self.at);
        let rest = self.text.get(self.at..).unwrap_or_default();
        for line in rest.split_inclusive('\n') {
            let content = line.trim();
            let indent = line.len() - line.trim_start().len();
            let may_go_on =
                indent > margin && !content.is_empty() && !content.starts_with(['#', ';', '[']);
            if !may_go_on || key_of(content).is_some() {
                break;
            }
            let start = at + indent;
            found = Some((found.map_or(start, |(first, _)| first), start + content.len()));
            at += line.len();
        }
        self.at = at;
        found.unwrap_or((end, end))
    }

    /// The end of a value whose lines end with a backslash.
    fn continued(&mut self, end: usize) -> usize {
        let mut end = end;
        let rest = self.text.get(self.at..).unwrap_or_default();
        for line in rest.split_inclusive('\n') {
            let content = line.trim_end();
            end = self.at + content.len();
            self.at += line.len();
            if !content.ends_with('\\') {
                break;
            }
        }
        end
    }
}

/// `//registry.example/:key=value`: npm settings for one registry.
fn is_of_registry(line: &str) -> bool {
    let host = line.trim_start_matches('/').split_once(":_").map(|(host, _)| host);
    host.is_some_and(|host| host.ends_with('/') && !host.contains(char::is_whitespace))
}

/// A delimited value.
pub(super) struct Marked {
    /// The start of its text.
    pub(super) start: usize,
    /// The end of its text.
    pub(super) end: usize,
    /// The end including its delimiters.
    pub(super) after: usize,
}

/// The length of a value that ends with its line, without a trailing comment.
pub(super) fn plain(value: &str, separator: char) -> usize {
    let cut = value.find(" #").or_else(|| value.find("\t#")).unwrap_or(value.len());
    let value = value.get(..cut).unwrap_or_default().trim_end();
    value.strip_suffix(separator).unwrap_or(value).len()
}

/// The length of a line's key, and the earliest start of its value.
pub(super) fn key_of(line: &str) -> Option<(usize, usize)> {
    if line.starts_with(['"', '\'']) {
        let quote = line.chars().next()?;
        let end = 1 + line.get(1..)?.find(quote)? + 1;
        let rest = line.get(end..)?;
        let sign = rest.trim_start();
        let after = end + rest.len() - sign.len() + 1;
        return sign.starts_with(['=', ':']).then_some((end, after));
    }
    // npm writes a registry and its setting as one key: `//registry.example/:_authToken`.
    let is_registry = is_of_registry(line);
    let end = line.find(|letter: char| {
        letter == '=' || !is_registry && (letter.is_whitespace() || letter == ':')
    })?;
    let rest = line.get(end..)?;
    let sign = rest.trim_start();
    let blanks = rest.len() - sign.len();
    let has_sign = sign.starts_with(['=', ':']);
    if has_sign {
        let signs = if sign.starts_with(":=") || sign.starts_with("=>") { 2 } else { 1 };
        // The part of a URL before its colon is not a key.
        let is_url = sign.starts_with("://");
        return (end > 0 && !is_url).then_some((end, end + blanks + signs));
    }
    // `requirepass foo`: a directive with one value, not a sentence.
    let is_directive = line.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        || line.get(..end).is_some_and(|name| name.contains('_'));
    let one_word = !sign.is_empty() && !sign.contains(char::is_whitespace);
    (is_directive && one_word).then_some((end, end + blanks))
}

/// The closing quote, past escaped ones.
pub(super) fn closing_quote(value: &str, quote: char) -> Option<usize> {
    let (mut escaped, mut depth, mut before) = (false, 0_usize, quote);
    for (at, letter) in value.char_indices().skip(1).take(LONGEST_QUOTED) {
        // An expression may contain quotes: `"#{ENV["NAME"]}"`, `"{{ env "NAME" }}"`.
        match letter {
            '{' if depth > 0 || matches!(before, '#' | '$' | '{') => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '\n' => depth = 0,
            _ if letter == quote && !escaped && depth == 0 => return Some(at),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        before = letter;
    }
    None
}

/// A range, trimmed.
pub(super) fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let slice = text.get(start..end).unwrap_or_default();
    let start = start + slice.len() - slice.trim_start().len();
    (start, start + slice.trim().len())
}

/// A range without the quotes that surround it.
pub(super) fn unquoted(text: &str, start: usize, end: usize) -> (usize, usize) {
    match text.get(start..end).unwrap_or_default().as_bytes() {
        [open @ (b'"' | b'\''), .., close] if open == close => (start + 1, end - 1),
        _ => (start, end),
    }
}
