//! Where this library differs from Helm on purpose, in generated templates and in charts.

use super::super::helm_answers::Answer;

/// A difference on purpose.
pub(super) struct Difference {
    /// What differs, and why.
    pub(super) reason: &'static str,
    /// A template that shows it.
    pub(super) fixture: &'static str,
    /// Whether a template differs for this reason, or a chart, of which the text is not given.
    pub(super) explains: fn(template: &str, ours: &Answer, reference: &Answer) -> bool,
}

pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "`fromToml`: TOML is not read, and what it gives is not known; charts write TOML",
        fixture: "{{ range $key, $value := fromToml \"a = 1\" }}{{ $key }}{{ end }}",
        explains: |template, _, _| template.contains("fromToml"),
    },
    Difference {
        reason: "classes of Unicode in regular expressions: what they match is not known, for that \
                 requires large tables",
        fixture: "{{ range regexFindAll `\\pL` \"ab\" -1 }}{{ . }}{{ end }}",
        explains: |template, _, _| template.contains("\\pL"),
    },
    Difference {
        reason: "the words about YAML that cannot be read: this library has its own reader",
        fixture: "{{ fromYamlArray \"{a: [}\" }}",
        explains: |template, ours, reference| {
            let is_unread = template.contains("fromYaml") && template.contains("\"{a: [}\"");
            is_unread || has(ours, UNREAD) && has(reference, UNREAD)
        },
    },
    Difference {
        reason: "the place of `fail` and `required` in a template that is included: here their own, there \
                 that of the outermost `include`",
        fixture: "{{ define \"a\" }}{{ fail \"no\" }}{{ end }}\n{{ include \"a\" . }}",
        explains: |_, ours, reference| {
            let (ours, reference) = (said(ours), said(reference));
            ours.is_some() && ours == reference
        },
    },
    Difference {
        reason: "texts that are cut inside of a character: the bytes left are no text, and not known",
        fixture: "{{ \"\u{e9}\" | wrapWith 1 \"\" | abbrevboth -1 5 }}",
        explains: |_, ours, reference| {
            has(reference, "\u{fffd}") || has(ours, "\u{fffd}") || has(reference, "!!binary ")
        },
    },
    Difference {
        reason: "maps that contain themselves: here they are too deep, there JSON of them is empty",
        fixture: "{{ set .Values.map \"a\" .Values.map | list | toJson }}",
        explains: |_, ours, _| has(ours, "nested deeper than 100 levels"),
    },
    Difference {
        reason: "loops over more than a million numbers, and lists of them: here they are refused",
        fixture: "{{ range add1 .Values.big }}{{ break }}{{ end }}",
        explains: |_, ours, _| {
            has(ours, ">: range over ") || has(ours, "a list of more than 1000000 numbers")
        },
    },
    Difference {
        reason: "addresses in memory, which Go prints for pointers",
        fixture: "{{ . }}",
        explains: |_, _, reference| has(reference, ":0x"),
    },
    Difference {
        reason: "the words about the length of nil: there they depend on whether it was in an interface",
        fixture: "{{ index (dict) \"a\" | len }}",
        explains: |_, ours, reference| {
            has(ours, "len of nil pointer") && has(reference, "error calling len: reflect: call of")
        },
    },
];

const UNREAD: &str = "error converting YAML to JSON";

/// What a chart says by `fail` or `required`, without the place. What lists the keys of a map has them in any
/// order.
fn said(answer: &Answer) -> Option<Vec<&str>> {
    let Answer::Failed(words) = answer else { return None };
    let (_, words) = words.strip_prefix("execution error at (")?.split_once("): ")?;
    let mut words: Vec<&str> = words.split([' ', ',', '\n']).collect();
    words.sort_unstable();
    Some(words)
}

/// Whether some words are in what is rendered, or in why nothing is.
fn has(answer: &Answer, words: &str) -> bool {
    match answer {
        Answer::Failed(why) => why.contains(words),
        Answer::Templates(templates) => templates.values().any(|of| of.text.contains(words)),
    }
}
