//! Where this library differs from the reference on purpose.

use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, NodeRef, Origin, Scalar};

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
        reason: "`!!timestamp` on a value that is not a timestamp: dates are text to Kubernetes, so the tag is \
                 not checked",
        fixture: "a: !!timestamp soon\n",
        explains: |text, ours, reference| {
            text.contains("!!timestamp") && refuses_more(reference, ours)
        },
    },
    Difference {
        reason: "keys of different types with one text (`1` and `\"1\"`): the reference keeps either, \
                 by chance; here the last wins and both are named",
        fixture: "{1: a, '1': b, 2: a, '2': b, 3: a, '3': b, 4: a, '4': b, 5: a, '5': b, 6: a, '6': b, \
                  7: a, '7': b, 8: a, '8': b, 9: a, '9': b, 10: a, '10': b, 11: a, '11': b, 12: a, \
                  '12': b, 13: a, '13': b, 14: a, '14': b, 15: a, '15': b, 16: a, '16': b, 17: a, \
                  '17': b, 18: a, '18': b, 19: a, '19': b, 20: a, '20': b, true: a, 'true': b}",
        explains: |text, _, _| {
            let source = Source::new("case", text);
            let (tree, _) = parse(source, Format::YAML, Origin::Text, Limits::default());
            let is_text = |node: NodeRef<'_>| {
                node.follow().map(|node| matches!(node.scalar(), Scalar::Text(_)))
            };
            let differ =
                |(first, second): (NodeRef<'_>, NodeRef<'_>)| is_text(first) != is_text(second);
            tree.duplicate_keys().any(differ)
        },
    },
    Difference {
        reason: "several byte-order marks in a row: the reference takes the second for one at the \
                 beginning of every line",
        fixture: "\u{FEFF}\u{FEFF}a: 1\nb: 2\n",
        explains: |text, _, _| text.contains("\u{FEFF}\u{FEFF}"),
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
