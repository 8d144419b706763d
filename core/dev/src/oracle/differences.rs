//! Where this library differs from the reference on purpose.

use super::yaml_answers::Answers;

/// A difference on purpose.
pub(super) struct Difference {
    /// What differs, and why.
    pub(super) reason: &'static str,
    /// A text that shows it.
    pub(super) fixture: &'static str,
    /// Whether a text differs for this reason.
    pub(super) explains: fn(text: &str, ours: &Answers, reference: &Answers) -> bool,
}

/// A comment longer than what the reference reads ahead, in four parts.
macro_rules! long {
    () => {
        "# 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 \
         0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\n"
    };
}

pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "control character behind the end of the first document: the reference sees it \
                 only if it is within what it has read ahead",
        fixture: concat!("[a]\nb: c\n", long!(), long!(), long!(), long!(), "\u{7}"),
        explains: |text, ours, reference| {
            let control = |found: char| found.is_control() && !"\t\r\n\u{85}".contains(found);
            text.contains(control) && refuses_more(ours, reference)
        },
    },
    Difference {
        reason: "fewer than four bytes behind a JSON value: the reference's decoder takes the end \
                 of the text for an error",
        fixture: "{\"a\": 1}\n b",
        explains: |text, ours, reference| {
            let behind = text.rsplit('}').next().unwrap_or_default();
            begins_with_brace(text) && behind.len() <= 4 && refuses_more(reference, ours)
        },
    },
    Difference {
        reason: "text behind `---` in a text that begins with a brace: the reference gives the \
                 error of its try as JSON and loses the place",
        fixture: "{\n--- x\n",
        explains: |text, _, _| {
            let mut lines = text.lines().filter_map(|line| line.strip_prefix("---"));
            let refused =
                lines.any(|rest| !rest.trim().is_empty() && !rest.trim().starts_with('#'));
            begins_with_brace(text) && refused
        },
    },
    Difference {
        reason: "`!!timestamp` on a value that is none: dates are text to Kubernetes, so the tag is \
                 not checked",
        fixture: "a: !!timestamp soon\n",
        explains: |text, ours, reference| {
            text.contains("!!timestamp") && refuses_more(reference, ours)
        },
    },
];

fn begins_with_brace(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Whether the first has an error where the second has none.
fn refuses_more(first: &Answers, second: &Answers) -> bool {
    let errors = |answers: &Answers| {
        answers.documents.iter().filter(|document| document.is_none()).count()
            + usize::from(answers.stopped)
    };
    errors(first) > errors(second)
}
