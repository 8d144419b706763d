//! The examples of a check, which are the first cases of the fixture that tests it.

/// An input in which a check finds something, or a corrected one.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Example {
    /// The title of the example.
    pub title: String,
    /// The text of the input.
    pub text: String,
    /// The messages of the check, with their lines from 1; empty for a corrected input.
    pub findings: Vec<(usize, String)>,
}

const BAD: &str = "# bad:";
const GOOD: &str = "# good:";

/// The length of a fixture up to the end of its first bad and its first good case.
pub(super) const fn documented(fixture: &str) -> usize {
    let mut rest = fixture.as_bytes();
    let (mut has_bad, mut has_good, mut begins_line) = (false, false, true);
    while let [byte, after @ ..] = rest {
        let is_bad = begins_line && begins(rest, BAD.as_bytes());
        let is_good = begins_line && begins(rest, GOOD.as_bytes());
        if has_bad && has_good && (is_bad || is_good) {
            break;
        }
        has_bad |= is_bad;
        has_good |= is_good;
        begins_line = *byte == b'\n';
        rest = after;
    }
    fixture.len() - rest.len()
}

const fn begins(mut text: &[u8], mut beginning: &[u8]) -> bool {
    while let ([left, text_after @ ..], [right, beginning_after @ ..]) = (text, beginning) {
        if *left != *right {
            return false;
        }
        (text, beginning) = (text_after, beginning_after);
    }
    beginning.is_empty()
}

/// The part of a fixture that documents its check. The library contains only that part: the other
/// cases are for tests.
macro_rules! examples {
    ($fixture:literal) => {{
        const TEXT: &str = include_str!($fixture);
        const BYTES: [u8; crate::checks::example::documented(TEXT)] =
            match TEXT.as_bytes().first_chunk() {
                Some(bytes) => *bytes,
                None => [0; crate::checks::example::documented(TEXT)],
            };
        match std::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => "",
        }
    }};
}
pub(super) use examples;

impl Example {
    /// The first bad and the first good case of a fixture.
    ///
    /// A case begins with a line `# bad: title` or `# good: title` and continues to the next one;
    /// `#~ message` at the end of a line is a finding on that line.
    pub fn of_fixture(fixture: &str) -> Vec<Self> {
        [BAD, GOOD].into_iter().filter_map(|heading| Self::first(fixture, heading)).collect()
    }

    fn first(fixture: &str, heading: &str) -> Option<Self> {
        let mut lines = fixture.lines().skip_while(|line| !line.starts_with(heading));
        let title = lines.next()?.strip_prefix(heading)?.trim().to_owned();
        let case = lines.take_while(|line| !line.starts_with(BAD) && !line.starts_with(GOOD));
        let mut body: Vec<&str> = case.collect();
        // The separator between two cases belongs to neither.
        while body.last().is_some_and(|line| matches!(line.trim_end(), "" | "---")) {
            body.pop();
        }
        let mut text = String::new();
        let mut findings = Vec::new();
        for (index, line) in body.into_iter().enumerate() {
            let mut pieces = line.split("#~");
            text.push_str(pieces.next().unwrap_or_default().trim_end());
            text.push('\n');
            findings.extend(pieces.map(|message| (index + 1, message.trim().to_owned())));
        }
        Some(Self { title, text, findings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_case_of_each_kind_is_taken_without_its_marks() {
        let fixture = "# a word before\n# bad: on\na: 1 #~ too much #~ and odd\n---\nb: 2\n---\n\
                       # bad: again\nc: 3\n---\n# good: off\na: 0\n";
        let found = |line, message: &str| (line, message.to_owned());
        let expected = [
            ("on", "a: 1\n---\nb: 2\n", vec![found(1, "too much"), found(1, "and odd")]),
            ("off", "a: 0\n", vec![]),
        ];
        let examples = Example::of_fixture(fixture);
        let examples = examples.into_iter().map(|of| (of.title, of.text, of.findings));
        let expected =
            expected.map(|(title, text, findings)| (title.to_owned(), text.to_owned(), findings));
        assert_eq!(examples.collect::<Vec<_>>(), expected);
        assert_eq!(Example::of_fixture("a: 1\n"), []);
    }

    #[test]
    fn the_library_contains_only_the_cases_that_document() {
        let fixture = "# bad: on\na: 1\n# bad: more\n---\n# good: off\na: 0\n# good: rest\nä: 0\n";
        let (held, left_out) = fixture.split_at(documented(fixture));
        assert_eq!(left_out, "# good: rest\nä: 0\n");
        assert_eq!(Example::of_fixture(held), Example::of_fixture(fixture));
        assert_eq!(documented("a: 1\n"), 5);
    }
}
