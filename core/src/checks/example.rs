//! The examples of a check, which are the first cases of the fixture that tests it.

/// What a check finds, or the same made right.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Example {
    /// What the example shows, in a few words.
    pub title: String,
    /// The text of the input.
    pub text: String,
    /// What the check says of it, by line from 1; nothing where all is right.
    pub findings: Vec<(usize, String)>,
}

const BAD: &str = "# bad:";
const GOOD: &str = "# good:";

impl Example {
    /// The first bad and the first good case of a fixture.
    ///
    /// A case begins with a line `# bad: title` or `# good: title` and goes on to the next one;
    /// `#~ message` at the end of a line says what is found there.
    pub fn of_fixture(fixture: &str) -> Vec<Self> {
        [BAD, GOOD].into_iter().filter_map(|heading| Self::first(fixture, heading)).collect()
    }

    fn first(fixture: &str, heading: &str) -> Option<Self> {
        let mut lines = fixture.lines().skip_while(|line| !line.starts_with(heading));
        let title = lines.next()?.strip_prefix(heading)?.trim().to_owned();
        let case = lines.take_while(|line| !line.starts_with(BAD) && !line.starts_with(GOOD));
        let mut body: Vec<&str> = case.collect();
        // What parts this case from the next belongs to neither.
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
}
