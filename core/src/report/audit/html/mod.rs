//! An audit as one HTML file that needs no network and no script.
//!
//! INVARIANT: every text of the audit passes `text::escape` or `text::sentence`.

mod chart;
mod sections;
mod text;

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::Audit;
use text::escape;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("filter.js");

impl Audit {
    /// The audit as one HTML file.
    pub fn to_html(&self) -> String {
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail.
        let _ = self.write_html(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes the same HTML piece by piece.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_html(&self, mut to: impl Write) -> io::Result<()> {
        let to: &mut dyn Write = &mut to;
        let title = escape(&self.title);
        write!(
            to,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            digest(STYLE),
            digest(SCRIPT),
        )?;
        sections::head(to, self)?;
        writeln!(to, "<main>")?;
        sections::summary(to, self)?;
        sections::recommendations(to, self)?;
        sections::findings(to, self)?;
        sections::good_practice(to, self)?;
        sections::frameworks(to, self)?;
        sections::accepted(to, self)?;
        sections::not_seen(to, self)?;
        sections::next_steps(to, self)?;
        let tool = escape(&self.scope.tool);
        writeln!(
            to,
            "</main>\n<footer><p class=\"quiet\">Made by {tool}. What is not in the files is not in this audit.</p></footer>"
        )?;
        writeln!(to, "<script>{SCRIPT}</script>\n</body>\n</html>")
    }
}

/// The hash by which the policy of the page allows a style or script.
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
