#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::fmt::Write as _;

use super::{Format, parse};
use crate::source::{Problem, ProblemCode, Source};
use crate::tree::{Limits, NodeRef, Origin, Placement, Style, Tree};

pub(super) fn read(text: &str, format: Format) -> (Tree, Vec<Problem>) {
    parse(Source::new("case", text), format, Origin::Text, Limits::default())
}

fn yaml(text: &str) -> (Tree, Vec<Problem>) {
    read(text, Format::YAML)
}

/// `number: text` of each document's root.
fn documents(tree: &Tree) -> Vec<String> {
    let slice = |node: NodeRef<'_>| tree.source().slice(node.span()).to_owned();
    tree.documents()
        .map(|(document, root)| format!("{}: {}", document.number, slice(root)))
        .collect()
}

/// `code document: text under the span` of each problem.
pub(super) fn problems(tree: &Tree, problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| {
        let mut line = problem.code.to_string();
        if let Some(document) = problem.document {
            write!(line, " {document}").unwrap();
        }
        let position = tree.source().position(problem.span.unwrap().start);
        write!(line, " {position}").unwrap();
        line
    };
    problems.iter().map(line).collect()
}

#[test]
fn a_broken_document_loses_no_other() {
    let (tree, found) = yaml("a: [\n---\nb: 1\n---\n--- c\nd: 1\n---\ne: 'x\n---\nf: 1");
    assert_eq!(documents(&tree), ["1: b: 1", "5: f: 1"]);
    assert_eq!(problems(&tree, &found), ["syntax 0 2:1", "syntax 3 5:5", "syntax 4 8:4"]);
}

#[test]
fn documents_without_content_keep_their_number() {
    let (tree, found) = yaml("# head\n---\n# only a comment\n---\na: 1\n---\n---\nb: 2\n");
    assert_eq!(documents(&tree), ["1: a: 1", "3: b: 2"]);
    assert_eq!(found, []);
    assert_eq!(tree.comments().len(), 2);
}

#[test]
fn text_behind_the_first_document_of_a_chunk_is_named() {
    let (tree, found) = yaml("a: 1\n...\nb: 2\n");
    assert_eq!(documents(&tree), ["0: a: 1"]);
    assert_eq!(problems(&tree, &found), ["ignored 0 3:1"]);
    let (tree, found) = yaml("[a]\nb: 2\n");
    assert_eq!(documents(&tree), ["0: [a]"]);
    assert_eq!(problems(&tree, &found), ["ignored 0 2:1"]);
    assert_eq!(yaml("a: 1\n...\n# end\n").1, []);
}

#[test]
fn template_expressions_are_named_where_they_break_a_text() {
    let cases = [
        ("a: 1\n{{- if .Values.b }}\nb: 2\n{{- end }}\n", "syntax 0 2:1"),
        ("a: {{ .Values.b }}\n", "syntax 0 1:4"),
        ("{{ .Values.key }}: b\n", "syntax 0 1:1"),
        ("a:\n  {{- toYaml .Values.b | nindent 2 }}\n", "syntax 0 2:3"),
        ("a: {{ .x }}-{{ .y }}\n", "syntax 0 1:4"),
        ("a: \"{{ .x }}\"\nb: [\n", "syntax 0 3:1"),
        ("a: |\n  {{ .x }}\nb: 'c\n", "syntax 0 3:4"),
        ("# {{ .x }}\nb: 'c\n", "syntax 0 2:4"),
    ];
    for (text, expected) in cases {
        let (tree, found) = yaml(text);
        assert_eq!(problems(&tree, &found), [expected], "{text}");
        assert_eq!(tree.node_count(), 0, "{text}");
    }
    for text in ["a: '{{ .x }}'\n", "a: x{{ .y }}\n", "a: |\n  {{ if }}\n", "# {{ x }}\na: 1\n"] {
        assert_eq!(yaml(text).1, [], "{text}");
    }
}

#[test]
fn an_unknown_alias_is_named_and_the_document_goes_on() {
    let (tree, found) = yaml("a: *nope\nb: &x 1\nc: *x\n---\nd: *x\n");
    assert_eq!(problems(&tree, &found), ["unknown-alias 0 1:4", "unknown-alias 1 5:4"]);
    assert_eq!(documents(&tree).len(), 2);
    let root = tree.documents().next().unwrap().1;
    assert_eq!(root.entry("c").unwrap().1.follow().unwrap().text(), "1");
}

#[test]
fn what_kubernetes_refuses_is_refused() {
    let cases = [
        ("a: b\u{7}c\n", "control character U+0007 is not allowed"),
        ("a:\n\t- b\n", "tabs are not allowed in indentation"),
        ("a: !!int x\n", "the value does not match its tag"),
        ("? [a]\n: b\n", "a list or a mapping cannot be a key"),
        ("~: b\n", "a key cannot be null"),
        ("a: .inf\n", "JSON has no infinity and no NaN"),
        ("<<: 1\n", "only a mapping or a list of mappings can be merged"),
        ("a: \"b\n", "unclosed quote"),
        ("a: @b\n", "plain scalar cannot start with this character: quote the value"),
        ("a: 1\nb\nc: 2\n", "expected a colon after this key"),
        ("a: [b\nc: d\n", "expected a comma or the closing bracket"),
    ];
    for (text, expected) in cases {
        let (tree, found) = yaml(text);
        assert_eq!(found.first().map(|problem| &*problem.message), Some(expected), "{text}");
        assert_eq!(tree.node_count(), 0, "{text}");
    }
}

#[test]
fn bytes_that_are_no_text_lose_their_document_only() {
    let source =
        Source::decoded("case", b"a: caf\xE9 \xE9\n--- # \xE9\nb: 1\n---\nc: \xEF\xBF\xBD\n");
    let (tree, found) = parse(source, Format::YAML, Origin::Text, Limits::default());
    assert_eq!(documents(&tree), ["1: b: 1", "2: c: \u{FFFD}"]);
    assert_eq!(problems(&tree, &found), ["encoding 0 1:7", "encoding 2:7"]);
    let source = Source::decoded("case", b"{\"a\": \"\xE9\"}\n{\"b\": 1}\n");
    let (tree, found) = parse(source, Format::JSON, Origin::Text, Limits::default());
    assert_eq!(documents(&tree), ["1: {\"b\": 1}"]);
    assert_eq!(problems(&tree, &found), ["encoding 0 1:8"]);
}

#[test]
fn places_of_scalars_and_comments() {
    let text = "a: |\n  one\n  two\n\nb: >-  # why\n  x\nc: 'q' # right\n# own\nd: &x !!str \"e\\n\"\ne:\n";
    let (tree, found) = yaml(text);
    assert_eq!(found, []);
    let root = tree.documents().next().unwrap().1;
    let slices: Vec<_> =
        root.own_entries().map(|(_, value)| tree.source().slice(value.span())).collect();
    assert_eq!(slices, ["|\n  one\n  two", ">-  # why\n  x", "'q'", "\"e\\n\"", ""]);
    let comments: Vec<_> = tree
        .comments()
        .iter()
        .map(|comment| (tree.source().slice(comment.span), comment.placement))
        .collect();
    let expected =
        [("# why", Placement::Right), ("# right", Placement::Right), ("# own", Placement::Own)];
    assert_eq!(comments, expected);
    let (_, last) = root.entry("e").unwrap();
    assert!(last.is_absent() && last.span().start as usize == text.len() - 1);
}

#[test]
fn json_is_strict_and_says_why() {
    let cases = [
        (
            "{\"a\": 1, // no\n \"b\": 2}",
            "comments are not valid JSON, and Kubernetes rejects them",
            9,
        ),
        (
            "[1, 2,]",
            "expected a value before the closing bracket: trailing commas are not valid JSON",
            6,
        ),
        ("[01]", "expected a value", 1),
        ("{a: 1}", "expected a key in double quotes", 1),
        ("\"a\tb\"", "control character in a string", 2),
        ("[\"a\\q\"]", "unknown escape in a string", 3),
        ("[1", "text ends inside a value", 2),
        ("{\"a\" 1}", "expected a colon after the key", 5),
    ];
    for (text, message, at) in cases {
        let (tree, found) = read(text, Format::JSON);
        let first = found.first().unwrap();
        assert_eq!((&*first.message, first.span.unwrap().start), (message, at), "{text}");
        assert_eq!((first.code, tree.node_count()), (ProblemCode::Syntax, 0), "{text}");
    }
}

#[test]
fn json_with_comments_takes_them_and_commas_at_the_end() {
    let text = "// a\n{\"a\": [1, /* b */ 2,], // c\n \"d\": {\"e\": 1,},\n}\n/* f */\n{}";
    let (tree, found) = read(text, Format::JSONC);
    assert_eq!(found, []);
    assert_eq!(documents(&tree).len(), 2);
    let entry = |key| tree.documents().next().unwrap().1.entry(key).unwrap().1;
    assert_eq!((entry("a").len(), entry("d").len()), (2, 1));
    for (text, expected) in [
        ("{\"a\": 1 /* b", "syntax 0 1:9"),
        ("[1, /* b */ ,]", "syntax 0 1:13"),
        ("{\"a\": ,}", "syntax 0 1:7"),
        ("[,]", "syntax 0 1:2"),
        ("{,}", "syntax 0 1:2"),
    ] {
        let (tree, found) = read(text, Format::JSONC);
        assert_eq!(problems(&tree, &found), [expected], "{text}");
    }
}

#[test]
fn a_line_of_json_that_ends_too_early_takes_no_other_with_it() {
    let (tree, found) = read("{\"a\": 1\n{\"b\": 2}\n{\"c\": 3}\n", Format::JSON);
    assert_eq!(problems(&tree, &found), ["syntax 0 2:1"]);
    assert_eq!(documents(&tree), ["1: {\"b\": 2}", "2: {\"c\": 3}"]);
}

#[test]
fn several_json_values_are_several_documents() {
    let (tree, found) =
        read("{\"a\":1}\n{\"b\":\n{\"c\":\"\\ud83d\\ude00\"}\n[1] null", Format::JSON);
    assert_eq!(problems(&tree, &found), ["syntax 1 4:1"]);
    assert_eq!(documents(&tree), ["0: {\"a\":1}"]);
    let (tree, found) =
        read("{\"a\":1}\n{\"b\",}\n{\"c\":\"\\ud83d\\ude00\"}\n[1] null", Format::JSON);
    assert_eq!(problems(&tree, &found), ["syntax 1 2:5"]);
    assert_eq!(documents(&tree).len(), 4);
    let (_, value) = tree.documents().nth(1).unwrap().1.entry("c").unwrap();
    assert_eq!((value.text(), value.style()), ("\u{1F600}", Style::DoubleQuoted));
}

#[test]
fn limits_are_reached_and_named() {
    let code = |text: &str| yaml(text).1.first().map(|problem| problem.code);
    assert_eq!(code(&"[".repeat(100_000)), Some(ProblemCode::TooDeep));
    assert_eq!(code(&"- ".repeat(100_000)), Some(ProblemCode::TooDeep));
    assert_eq!(code(&"{\"a\":".repeat(100_000)), Some(ProblemCode::TooDeep));
    let mut mapping = String::new();
    for depth in 0..2_000 {
        writeln!(mapping, "{}a:", " ".repeat(depth)).unwrap();
    }
    assert_eq!(code(&mapping), Some(ProblemCode::TooDeep));
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..30 {
        let below = level - 1;
        writeln!(bomb, "a{level}: &a{level} [*a{below}, *a{below}]").unwrap();
    }
    assert_eq!(code(&bomb), Some(ProblemCode::AliasExpansion));
    assert_eq!(code("a: &a [*a]\n"), Some(ProblemCode::AliasCycle));
    let few = Limits { nodes: 10, bytes: 100, ..Limits::default() };
    let with = |text: &str| {
        let source = Source::new("case", text);
        parse(source, Format::YAML, Origin::Text, few).1.first().map(|problem| problem.code)
    };
    assert_eq!(with("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]"), Some(ProblemCode::TooManyNodes));
    assert_eq!(with(&"x".repeat(101)), Some(ProblemCode::TooLarge));
}

/// `pointer: text` of each scalar, keys apart.
pub(super) fn lines(text: &str, format: Format) -> Vec<String> {
    let (tree, found) = read(text, format);
    assert_eq!(found, [], "{text}");
    let (_, root) = tree.documents().next().unwrap();
    let mut scalars = root.keyed_scalars();
    scalars.sort_by_key(|keyed| keyed.scalar.index());
    let line = |node: NodeRef<'_>| format!("{}: {}", tree.pointer(node.index()), node.text());
    scalars.into_iter().map(|keyed| line(keyed.scalar)).collect()
}

#[test]
fn lines_of_keys_and_values_are_read_in_every_dialect() {
    let rows: &[(&str, &[&str])] = &[
        ("a=b\nc = d\ne: f\n# g=h\n! i=j\n; k=l\n// m=n\n", &["/a: b", "/c: d", "/e: f"]),
        (
            "export A='b c'\nB=\"d # e\" # f\nC=g # h\nD=\n",
            &["/A: b c", "/B: d # e", "/C: g", "/D: "],
        ),
        ("a==b\nc:=d\nurl=http://x/?a=b\n", &["/a: =b", "/c: d", "/url: http://x/?a=b"]),
        ("[s]\na=1\n[[t.u]]\nb=2\n", &["/s/a: 1", "/t.u/b: 2"]),
        ("x = <<EOT\nline\nEOT\nz=\"\"\"\nw\n\"\"\"\n", &["/x: line\n", "/z: \nw\n"]),
        ("a=b\\\n  c\nd=e\n", &["/a: b\\\n  c", "/d: e"]),
        ("requirepass x\nThis is prose\nport 1\n", &["/requirepass: x", "/port: 1"]),
        ("/* a=b\nc=d */\ne=f\n", &["/e: f"]),
        ("a=\"b\nc=d\n\"\ne=f\n", &["/a: b\nc=d\n", "/e: f"]),
        ("a='b\nc=d\n", &["/a: 'b", "/c: d"]),
        ("a={b}\n", &["/a: {b}"]),
        ("a =\n  b\n  c\nd=e\n", &["/a: b\n  c", "/d: e"]),
        ("//reg.example/:_auth=x\n// c\n", &["/~1~1reg.example~1:_auth: x"]),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text, Format::PROPERTIES), *expected, "{text}");
    }
}

#[test]
fn blocks_are_mappings_and_labels_are_keys() {
    let rows: &[(&str, &[&str])] = &[
        (
            "a = 1\nb {\n  c = \"d\"\n  e = [\n    \"f\",\n    \"g\"\n  ]\n}\nh = 2\n",
            &["/a: 1", "/b/c: d", "/b/e/0: f", "/b/e/1: g", "/h: 2"],
        ),
        ("x = <<EOT\nline\nEOT\ny {\n}\nz=2 # c\n", &["/x: line\n", "/z: 2"]),
        (
            "ui = true # a = b\nlistener \"tcp\" {\n  // tls_disable = 1\n  /* x = 1\n */\n  \
             address = \"[::]:8200\"\n  tls_disable = 1\n}\nseal \"x\" {}\ny = 1\n",
            &[
                "/ui: true",
                "/listener/tcp/address: [::]:8200",
                "/listener/tcp/tls_disable: 1",
                "/y: 1",
            ],
        ),
        (
            "a \"b c\" d { e = 1, f = \"}\"; g = [1, 2] }\nh = 1",
            &["/a/b c/d/e: 1", "/a/b c/d/f: }", "/a/b c/d/g: [1, 2]", "/h: 1"],
        ),
        ("a { b { c = d } e = f }\ng = {\n  h: i,\n}\n", &["/a/b/c: d", "/a/e: f", "/g/h: i"]),
        ("a {\n  b = 1 }\nc = 2\n", &["/a/b: 1 }", "/a/c: 2"]),
        ("a {\n  b = \"1\" }\nc = 2\n", &["/a/b: 1", "/c: 2"]),
        ("if (x) {\n a b\n} else {\n c = d\n}\ne = f\n", &["/if (x)/a: b", "/else/c: d", "/e: f"]),
        ("a = {{ b }}\nc {{ d }} {\n e = f\n}\n", &["/a: {{ b }}", "/c {{ d }}/e: f"]),
        ("} } a = \"open\nb = 1\n", &["/a: \"open", "/b: 1"]),
        ("= { } a =\n", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text, Format::BRACES), *expected, "{text}");
    }
}

#[test]
fn directives_of_several_words_have_the_last_one_as_their_value() {
    let text =
        "server {\n  listen 443 ssl;\n  proxy_set_header A \"b c\";\n  root /x;\n  x $y;\n}\n";
    let expected = [
        "/server/listen 443: ssl",
        "/server/proxy_set_header A: b c",
        "/server/root: /x",
        "/server/x: $y",
    ];
    assert_eq!(lines(text, Format::BRACES), expected);
}

#[test]
fn no_text_is_too_odd_for_lines_of_keys_and_values() {
    let pieces = [
        "a", "=", ":", ":=", "[", "]", "{", "}", "{\n", "}\n", "\n", "\"", "'", "<<", "<<E\n",
        "\"\"\"", "\\\n", "#", "/*", " ", "ä", "export ", "[a]\n", "a=[\n", "://",
    ];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let text = format!("{first}{second}{third}{first}\n{second}={third}{first}");
                for format in [Format::PROPERTIES, Format::HCL, Format::BRACES] {
                    let (tree, _) = read(&text, format);
                    for index in 0..u32::try_from(tree.node_count()).unwrap() {
                        let span = tree.node(index).span();
                        assert!(text.get(span.range()).is_some(), "{text:?}");
                    }
                }
            }
        }
    }
    let deep = "a {\n".repeat(2_000);
    let (_, found) = read(&deep, Format::HCL);
    assert_eq!(found.len(), 1);
}
