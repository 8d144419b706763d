//! Invariants for every text, however unusual.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/trees.rs"]
mod trees;

use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin};
use trees::{is_inside, is_of_its_text};

const SAMPLES: &[&str] = &[
    "# top\na: &x |\n  é\n  y\nb: [*x, {c: 'd''e'}, \"f\\u00e9\\\n  g\"] # right\n<<: {h: i}\n---\n- j\n- k: >+\n    l\n\n    m\n\n- ? n\n  : o\n...\np\n",
    "{\"a\": [1, -2.5e3, true, null, \"b\\ud83d\\ude00\\n\"], \"c\": {\"d\": {}}}\n{\"e\": []}\n",
    "plain\n  folded\r\n\r\n  text: !!str x\r\nb: !Ref y\n--- # c\n{{ if }}\nx: {{ y }}\n",
    "%YAML 1.1\n---\n- -1\n-  - 0x1F\n- \u{2028}a\u{85}b\n- !!binary aGk=\n- .inf\n- *nope\n",
    "a \"b c\" {\n  d = <<E\n x\nE\n  e = [\n    \"f\",\n  ]\n  g { h = \"i\", j = 1 } # k\n}\n/* l\n*/ m: n\n",
];

const PIECES: &[&str] = &[
    "a",
    "b: ",
    "- ",
    "  ",
    "\n",
    "\r",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "?",
    "|\n",
    ">-\n",
    "'",
    "\"",
    "\\",
    "#",
    " #",
    "&a ",
    "*a",
    "!!str ",
    "!<",
    "%",
    "---\n",
    "...\n",
    "<<: ",
    "é",
    "\u{2028}",
    "\u{85}",
    "\u{FEFF}",
    "\0",
    "{{",
    "}}",
    "1",
    "\\u00",
    "//",
    "\u{1F600}",
    "@",
    "~",
];

fn check(bytes: &[u8], format: Format) {
    let source = Source::decoded("case", bytes);
    let limits = Limits::default();
    let (tree, problems) = parse(source.clone(), format, Origin::Text, limits);
    is_of_its_text(&tree);
    for index in 0..u32::try_from(tree.node_count()).unwrap() {
        let _ = tree.pointer(index);
    }
    for problem in &problems {
        is_inside(source.text(), problem.span.unwrap());
    }
}

fn in_each_language(bytes: &[u8]) {
    for format in [Format::YAML, Format::JSON, Format::PROPERTIES, Format::HCL] {
        check(bytes, format);
    }
}

#[test]
fn every_truncation_and_every_lost_byte_of_a_text_is_read() {
    for sample in SAMPLES {
        for end in 0..=sample.len() {
            in_each_language(&sample.as_bytes()[..end]);
            let mut bytes = sample.as_bytes().to_vec();
            bytes.drain(end.min(sample.len() - 1)..(end + 1).min(sample.len()));
            in_each_language(&bytes);
        }
    }
}

#[test]
fn any_pieces_in_any_order_are_read() {
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..20_000 {
        let length = random.usize(..40);
        let text: String = (0..length).map(|_| *random.choice(PIECES).unwrap()).collect();
        in_each_language(text.as_bytes());
    }
}

#[test]
fn any_bytes_are_read() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..5_000 {
        let bytes: Vec<u8> = (0..random.usize(..60)).map(|_| random.u8(..)).collect();
        in_each_language(&bytes);
    }
}

#[test]
fn splitting_off_a_document_changes_nothing_in_it() {
    let texts = ["a: 1\nb: [x, 'y']\n", "- c\n- |\n  d\n", "e: &f {g: h}\ni: *f\n"];
    let whole = texts.join("---\n");
    let (tree, problems) =
        parse(Source::new("all", whole), Format::YAML, Origin::Text, Limits::default());
    assert_eq!(problems, []);
    for (text, (document, root)) in texts.iter().zip(tree.documents()) {
        let (alone, _) =
            parse(Source::new("one", *text), Format::YAML, Origin::Text, Limits::default());
        let lone = alone.documents().next().unwrap().1;
        for offset in 0..u32::try_from(alone.node_count()).unwrap() {
            let (left, right) =
                (tree.node(root.index() + offset), alone.node(lone.index() + offset));
            assert_eq!(left.span().start, right.span().start + document.span.start);
            assert_eq!((left.kind(), left.text()), (right.kind(), right.text()));
        }
    }
}
