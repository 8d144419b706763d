//! Text of reports in Markdown, in which nothing is read as Markdown or HTML.

use std::fmt::Write as _;

use crate::report::words::plain;

/// Text in which nothing is Markdown or HTML.
pub(in crate::report) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '~' => escaped.extend(['\\', character]),
            // GitHub reads these after the escapes: mentions, numbers of issues, formulas, HTML.
            '&' | '<' | '>' | '#' | '@' | '$' => {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "&#{};", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    escaped
}

/// Text as code: between backticks, unless it has characters that cannot be written there.
pub(in crate::report) fn code(text: &str) -> String {
    let shown = plain(text);
    let is_open = shown.is_empty() || shown.trim() != shown || shown.contains(['`', '|']);
    if is_open { html_code(text) } else { format!("`{shown}`") }
}

/// The same as HTML, where Markdown is not read.
pub(super) fn html_code(text: &str) -> String {
    format!("<code>{}</code>", html(text))
}

/// Text in which nothing is HTML.
fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in plain(text).chars() {
        if character.is_alphanumeric() || " -./:,;()".contains(character) {
            escaped.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "&#{};", u32::from(character));
        }
    }
    escaped
}

/// A sentence whose parts in backticks become code.
pub(in crate::report) fn sentence(text: &str) -> String {
    parts(text, escape, code)
}

/// A sentence in HTML.
pub(super) fn html_sentence(text: &str) -> String {
    parts(text, html, html_code)
}

fn parts(text: &str, prose: fn(&str) -> String, code: fn(&str) -> String) -> String {
    if text.matches('`').count() % 2 == 1 {
        return prose(text);
    }
    let parts = text.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 1 { code(part) } else { prose(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markdown_or_html() {
        let prose = "a_b *c* <script> [x](y) | `z` @team #12 $x$";
        let expected =
            r"a\_b \*c\* &#60;script&#62; \[x\](y) \| \`z\` &#64;team &#35;12 &#36;x&#36;";
        assert_eq!(escape(prose), expected);
        assert_eq!(code("<b>"), "`<b>`");
        assert_eq!(code("a|b"), "<code>a&#124;b</code>");
        assert_eq!(sentence("image `a_b` <x>"), "image `a_b` &#60;x&#62;");
        assert_eq!(html_sentence("image `a_b`"), "image <code>a&#95;b</code>");
    }
}
