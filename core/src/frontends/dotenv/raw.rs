//! Lines of `KEY=value` as `docker run --env-file` reads them: the value is the text after the `=`,
//! including quotes, blanks and `$`.
//!
//! Source: the package `kvfile` of the Docker CLI, which Compose uses for the format `raw`.

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::syntax::{offset, one_document};
use crate::tree::{Abandoned, Builder, Kind, Placement, Properties, Style, Text};

/// Reads all lines of a text into one mapping. A line that cannot be read is a problem.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, lines);
}

fn lines(text: &str, builder: &mut Builder) -> Result<(), Abandoned> {
    builder.begin(Kind::Mapping, Style::Block, 0, Properties::default())?;
    let mut next = 0;
    for whole in text.split_inclusive('\n') {
        let written = whole.strip_suffix('\n').unwrap_or(whole);
        let written = written.strip_suffix('\r').unwrap_or(written);
        let line = written.trim_start();
        let start = next + written.len() - line.len();
        next += whole.len();
        if line.starts_with('#') {
            builder.comment(span(start, line.len()), Placement::Own);
        } else if !line.is_empty() {
            entry(line, start, builder)?;
        }
    }
    builder.end(offset(text.len()));
    Ok(())
}

fn entry(line: &str, start: usize, builder: &mut Builder) -> Result<(), Abandoned> {
    let (key, value) = line.split_once('=').map_or((line, None), |(key, value)| (key, Some(value)));
    let fault = if key.is_empty() {
        Some("line has no variable name")
    } else {
        key.contains([' ', '\t']).then_some("variable name contains white space")
    };
    if let Some(fault) = fault {
        let place = Span::at(offset(start));
        builder.problem(Problem::new(ProblemCode::Syntax, fault).at(place));
        return Ok(());
    }
    let name = span(start, key.len());
    let plain = Properties::default();
    builder.scalar(Style::Plain, name, Text::Verbatim(name), plain)?;
    let Some(value) = value else {
        let absent = Span::at(name.end);
        return builder.scalar(Style::Plain, absent, Text::Verbatim(absent), plain);
    };
    let separator = start + key.len();
    let content = span(separator + 1, value.len());
    // An empty value is still a value: it is placed at its `=`; a name alone has no value.
    let place = if value.is_empty() { span(separator, 1) } else { content };
    // As in single quotes, variables are not replaced.
    builder.scalar(Style::SingleQuoted, place, Text::Verbatim(content), plain)
}

fn span(start: usize, length: usize) -> Span {
    Span::new(offset(start), offset(start + length))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crate::frontends::dotenv::RAW;
    use crate::source::Source;
    use crate::syntax::parse;
    use crate::tree::{Limits, Origin};

    #[test]
    fn values_are_taken_as_written() {
        let text = "# top\n  A=\"b $C #d \r\nB='\nC=\nD\n=e\nF G=h\nI=j=k";
        let source = Source::new("a", text);
        let (tree, problems) = parse(source, RAW.format, Origin::Text, Limits::default());
        let (_, root) = tree.documents().next().unwrap();
        let entries = root.own_entries();
        let entries: Vec<_> = entries.map(|(key, value)| (key.text(), value.text())).collect();
        assert_eq!(entries, [("A", "\"b $C #d "), ("B", "'"), ("C", ""), ("D", ""), ("I", "j=k")]);
        let absent = |key| root.entry(key).unwrap().1.is_absent();
        assert!(absent("D") && !absent("C"));
        assert_eq!(problems.len(), 2);
    }
}
