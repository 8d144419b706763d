//! Before, edit, after.

use std::rc::Rc;

use super::*;
use crate::edit::changes;

fn texts(items: &[&str]) -> NewValue {
    NewValue::Texts(items.iter().map(|item| (*item).to_owned()).collect())
}

fn check_set(cases: &[(&str, &str, &str, NewValue, &str)], format: Format) {
    for (before, pointer, missing, value, after) in cases {
        let found = set(before, format, pointer, missing, value.clone());
        assert_eq!(found.as_deref(), Ok(*after), "{pointer} + {missing} in\n{before}");
        tree(after, format);
    }
}

fn check_remove(cases: &[(&str, &str, &str)], format: Format) {
    for (before, pointer, after) in cases {
        let found = remove(before, format, pointer);
        assert_eq!(found.as_deref(), Ok(*after), "{pointer} in\n{before}");
        tree(after, format);
    }
}

#[test]
fn missing_keys_join_their_mapping() {
    let yes = || NewValue::Bool(true);
    check_set(
        &[
            ("a: 1\n", "", "b", yes(), "a: 1\nb: true\n"),
            ("a: 1", "", "b", yes(), "a: 1\nb: true"),
            ("a: 1 # one\n# end\n", "", "b", yes(), "a: 1 # one\nb: true\n# end\n"),
            (
                "a: 1\r\nb:\r\n    c: 2 # x\r\nd: 3\r\n",
                "/b",
                "e.f",
                yes(),
                "a: 1\r\nb:\r\n    c: 2 # x\r\n    e:\r\n        f: true\r\nd: 3\r\n",
            ),
            (
                "l:\n- name: x\n  image: y # é\n- name: z\n",
                "/l/0",
                "s.p",
                yes(),
                "l:\n- name: x\n  image: y # é\n  s:\n    p: true\n- name: z\n",
            ),
            ("l:\n  - name: ü\n", "/l/0", "s.p", yes(), "l:\n  - name: ü\n    s:\n      p: true\n"),
            ("l:\n-   name: x\n", "/l/0", "b", yes(), "l:\n-   name: x\n    b: true\n"),
            ("- - a: 1\n", "/0/0", "b", yes(), "- - a: 1\n    b: true\n"),
            (
                "a:\n  b: |\n    x\n\nc: 1\n",
                "/a",
                "d",
                yes(),
                "a:\n  b: |\n    x\n  d: true\n\nc: 1\n",
            ),
            (
                "a:\n  b: |+\n    x\n\nc: 1\n",
                "/a",
                "d",
                yes(),
                "a:\n  b: |+\n    x\n\n  d: true\nc: 1\n",
            ),
            ("a: |-\n  x", "", "b", yes(), "a: |-\n  x\nb: true"),
            ("a: >\n  x\n  y\n", "", "b", yes(), "a: >\n  x\n  y\nb: true\n"),
            ("a: |2-\n   x\n # after\n", "", "b", yes(), "a: |2-\n   x\nb: true\n # after\n"),
            ("a: x\n  y # c\n", "", "b", yes(), "a: x\n  y # c\nb: true\n"),
            ("a: {\n  x: 1 # c\n} # d\n", "", "b", yes(), "a: {\n  x: 1 # c\n} # d\nb: true\n"),
            (
                "a: 1\n---\nb: 2\n---\nc: 3\n",
                "/b",
                "",
                NewValue::Integer(5),
                "a: 1\n---\nb: 5\n---\nc: 3\n",
            ),
            (
                "---\n# head\na: 1\n---\nb: 2\n",
                "",
                "x",
                yes(),
                "---\n# head\na: 1\n---\nb: 2\nx: true\n",
            ),
            ("a: 1\n...\n", "", "b", yes(), "a: 1\nb: true\n...\n"),
            (
                "a:\n- x\nb: &n\n  c: 1\n",
                "/b",
                "l",
                texts(&["ALL"]),
                "a:\n- x\nb: &n\n  c: 1\n  l:\n  - ALL\n",
            ),
            (
                "a:\n  c: 1\n",
                "/a",
                "l",
                texts(&["ALL", "NO"]),
                "a:\n  c: 1\n  l:\n    - ALL\n    - \"NO\"\n",
            ),
            ("a: 1\n", "", "l", texts(&[]), "a: 1\nl: []\n"),
            ("<<: {x: 1}\na: 1\n", "", "b", yes(), "<<: {x: 1}\na: 1\nb: true\n"),
        ],
        Format::YAML,
    );
}

#[test]
fn empty_places_are_filled() {
    let yes = || NewValue::Bool(true);
    check_set(
        &[
            ("s:\n", "", "s.p", yes(), "s:\n  p: true\n"),
            ("s: # none\nt: 1\n", "", "s.p", yes(), "s: # none\n  p: true\nt: 1\n"),
            ("s: {} # none\nt: 1\n", "/s", "p", yes(), "s: # none\n  p: true\nt: 1\n"),
            ("s: null\nt: 1\n", "", "s.p.q", yes(), "s:\n  p:\n    q: true\nt: 1\n"),
            ("s: ~", "", "s.p", yes(), "s:\n  p: true"),
            ("l:\n- s: {}\n  t: 1\n", "/l/0/s", "p", yes(), "l:\n- s:\n    p: true\n  t: 1\n"),
            ("l:\n- s:\n", "/l/0", "s.p", yes(), "l:\n- s:\n    p: true\n"),
            ("s: &x {}\n", "/s", "p", yes(), "s: &x {p: true}\n"),
            ("s:\n  {}\n", "/s", "p", yes(), "s:\n  {p: true}\n"),
            ("- {}\n-\n", "/0", "p", yes(), "- {p: true}\n-\n"),
            ("- {}\n-\n", "/1", "p", yes(), "- {}\n- {p: true}\n"),
            ("{}\n", "", "a.b", yes(), "{a: {b: true}}\n"),
            ("s: {a: }\n", "/s", "a.b", yes(), "s: {a: {b: true} }\n"),
            ("s:\n", "/s", "", yes(), "s: true\n"),
            ("s: # c\n", "/s", "", yes(), "s: true # c\n"),
            ("s: [x: {}]\n", "/s/0/x", "p", yes(), "s: [x: {p: true}]\n"),
        ],
        Format::YAML,
    );
}

#[test]
fn values_are_replaced() {
    let text = |text: &str| NewValue::from(text);
    check_set(
        &[
            ("a: \"x\" # c\n", "/a", "", text("STRICT"), "a: STRICT # c\n"),
            ("a: 'é'\r\nb: 1\r\n", "/a", "", text("ü: x"), "a: \"ü: x\"\r\nb: 1\r\n"),
            ("a: &n 1\n", "/a", "", NewValue::Integer(2), "a: &n 2\n"),
            ("a: x\n  y\nb: 1\n", "/a", "", text("z"), "a: z\nb: 1\n"),
            ("a: | # c\n  x\n  y\nb: 1\n", "/a", "", text("z"), "a: z # c\nb: 1\n"),
            ("a: # c\n  # own\n  x: 1\nb: 1\n", "/a", "", text("z"), "a: z # c\n  # own\nb: 1\n"),
            ("a: [x] # c\nb: 1\n", "/a", "", texts(&["w"]), "a: # c\n  - w\nb: 1\n"),
            ("a: # c\nb: 1\n", "/a", "", texts(&["w"]), "a: # c\n  - w\nb: 1\n"),
            ("a:\n- x # c\n# d\n- y\nb: 1\n", "/a", "", texts(&["z"]), "a:\n- z # c\n# d\nb: 1\n"),
            ("a:\n  - x # c\nb: 1\n", "/a", "", texts(&["x", "z"]), "a:\n  - x # c\n  - z\nb: 1\n"),
            ("a:\n- x\nb: 1\n", "/a", "", texts(&[]), "a: []\nb: 1\n"),
            ("a: {b: [x], c: 1}\n", "/a/b", "", texts(&["ALL"]), "a: {b: [\"ALL\"], c: 1}\n"),
            ("a: {b, c: 1}\n", "/a/b", "", text("x,y"), "a: {b: \"x,y\", c: 1}\n"),
            ("a: [x, y]\n", "/a/1", "", text("z"), "a: [x, z]\n"),
        ],
        Format::YAML,
    );
}

#[test]
fn strings_are_quoted_where_the_reader_needs_it() {
    let cases = [
        ("plain", "plain"),
        ("yes", "\"yes\""),
        ("Off", "\"Off\""),
        ("y", "\"y\""),
        ("null", "\"null\""),
        ("~", "\"~\""),
        ("", "\"\""),
        ("12", "\"12\""),
        ("0x1", "\"0x1\""),
        ("1.5", "\"1.5\""),
        ("100m", "100m"),
        ("a: b", "\"a: b\""),
        ("a:b", "a:b"),
        ("a:", "\"a:\""),
        ("a #b", "\"a #b\""),
        ("a#b", "a#b"),
        ("#a", "\"#a\""),
        ("-", "\"-\""),
        ("- a", "\"- a\""),
        ("--a=b", "--a=b"),
        ("{{ x }}", "\"{{ x }}\""),
        ("*", "\"*\""),
        (" a", "\" a\""),
        ("a\n\"\\", "\"a\\n\\\"\\\\\""),
        ("é", "é"),
        ("a,b", "a,b"),
        ("<<", "\"<<\""),
        ("@a", "\"@a\""),
        ("\u{85}", "\"\\u0085\""),
        ("%a", "\"%a\""),
    ];
    for (text, written) in cases {
        let after = set("a: 1\n", Format::YAML, "/a", "", text.into()).unwrap();
        assert_eq!(after, format!("a: {written}\n"));
        let after = tree(&after, Format::YAML);
        assert_eq!(find(&after, "/a").scalar(), crate::tree::Scalar::Text(text));
    }
}

#[test]
fn json_and_brackets_take_keys() {
    let yes = || NewValue::Bool(true);
    check_set(
        &[
            ("{\"a\": 1}", "", "b", yes(), "{\"a\": 1, \"b\": true}"),
            ("{\"a\":1,\"c\":2}", "", "b.d", yes(), "{\"a\":1,\"c\":2,\"b\":{\"d\":true}}"),
            ("{}", "", "b", "yes".into(), "{\"b\": \"yes\"}"),
            ("{\"a\": null}", "", "a.b", yes(), "{\"a\": {\"b\": true}}"),
            (
                "{\n  \"a\": {\n    \"c\": 1\n  }\n}\n",
                "/a",
                "b",
                texts(&["ALL"]),
                "{\n  \"a\": {\n    \"c\": 1,\n    \"b\": [\"ALL\"]\n  }\n}\n",
            ),
            ("{\"a\": \"x\"}", "/a", "", "plain".into(), "{\"a\": \"plain\"}"),
            ("{\"a\": [1]}", "/a", "", texts(&["\u{1}"]), "{\"a\": [\"\\u0001\"]}"),
        ],
        Format::JSON,
    );
    check_set(
        &[
            ("a: {x: 1}\n", "/a", "b", yes(), "a: {x: 1, b: true}\n"),
            ("a: {x: 1, } # c\n", "/a", "b", yes(), "a: {x: 1, b: true, } # c\n"),
            ("a: {x}\n", "/a", "b", yes(), "a: {x, b: true}\n"),
            ("a: {x: }\n", "/a", "b.c", "d]".into(), "a: {x:, b: {c: \"d]\"} }\n"),
            ("{\"a\": 1}\n", "", "b", yes(), "{\"a\": 1, \"b\": true}\n"),
            ("a: {\n  x: 1 # c\n}\n", "/a", "b", yes(), "a: {\n  x: 1,\n  b: true # c\n}\n"),
        ],
        Format::YAML,
    );
}

#[test]
fn entries_are_removed_with_their_lines() {
    check_remove(
        &[
            ("a: 1\nb: 2 # gone\nc: 3\n", "/b", "a: 1\nc: 3\n"),
            ("a: 1\n# about b\nb: 2\nc: 3\n", "/b", "a: 1\n# about b\nc: 3\n"),
            ("a: 1\r\nb: 2\r\n", "/b", "a: 1\r\n"),
            ("a: 1\nb: 2", "/b", "a: 1\n"),
            ("a:\n  b: 1 # c\nd: 2\n", "/a/b", "a: {}\nd: 2\n"),
            ("a: # c\n  # own\n  b: 1\nd: 2\n", "/a/b", "a: {} # c\n  # own\nd: 2\n"),
            ("a: &x\n  b: 1\n", "/a/b", "a: &x\n  {}\n"),
            ("a: 1\n", "/a", "{}\n"),
            ("- a: 1\n- b\n", "/0/a", "- {}\n- b\n"),
            ("- a: 1\n  b: 2\n", "/0/a", "- b: 2\n"),
            ("- a: 1 # x\n  # own\n  b: 2\n", "/0/a", "-\n  # own\n  b: 2\n"),
            ("a: |\n  x\n\n\nb: 2\n", "/a", "\n\nb: 2\n"),
            ("a: |+\n  x\n\nb: 2\n", "/a", "b: 2\n"),
            (
                "a:\n  b:\n    c: 1\n  # own\n  d: {\n    x: 1\n  } # c\ne: 1\n",
                "/a/d",
                "a:\n  b:\n    c: 1\n  # own\ne: 1\n",
            ),
            ("a:\n- x\n- y # c\n- z\n", "/a/1", "a:\n- x\n- z\n"),
            ("a:\n- x\nb: 1\n", "/a/0", "a: []\nb: 1\n"),
            ("a:\n  - é\nb: 1\n", "/a/0", "a: []\nb: 1\n"),
            ("a: {b: 1, c: 2, d: 3}\n", "/a/b", "a: {c: 2, d: 3}\n"),
            ("a: {b: 1, c: 2, d: 3}\n", "/a/c", "a: {b: 1, d: 3}\n"),
            ("a: {b: 1, c: 2, d: 3}\n", "/a/d", "a: {b: 1, c: 2}\n"),
            ("a: {b: 1} # c\n", "/a/b", "a: {} # c\n"),
            ("a: [x, y]\n", "/a/1", "a: [x]\n"),
            ("a: [x]\n", "/a/0", "a: []\n"),
            ("a: {\n  b: 1, # x\n  c: 2 # y\n}\n", "/a/c", "a: {\n  b: 1 # x\n}\n"),
        ],
        Format::YAML,
    );
    check_remove(
        &[
            ("{\"a\": 1, \"b\": 2}", "/a", "{\"b\": 2}"),
            ("{\"a\": 1, \"b\": 2}", "/b", "{\"a\": 1}"),
            ("{\"a\": 1}", "/a", "{}"),
            ("{\n\t\"a\": 1,\n\t\"b\": 2\n}\n", "/a", "{\n\t\"b\": 2\n}\n"),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "/b", "{\n  \"a\": 1\n}\n"),
            ("{\"a\": [1, 2, 3]}", "/a/1", "{\"a\": [1, 3]}"),
        ],
        Format::JSON,
    );
}

#[test]
fn edits_of_one_fix_share_their_parents() {
    let text = "l:\n- name: x\n  a: 1\n  b: 2\n- {c: 1, d: 2}\n";
    let tree = tree(text, Format::YAML);
    let node = |pointer: &str| find(&tree, pointer);
    let all = [
        Edit::set(&spot(node("/l/0"), "s.p.type"), "Default"),
        Edit::set(&spot(node("/l/0"), "r"), 7),
        Edit::set(&spot(node("/l/0"), "s.q"), true),
        Edit::set(&spot(node("/l/0"), "s.p.file"), "f"),
        Edit::remove(&spot(node("/l/0/b"), "")),
        Edit::remove(&spot(node("/l/0/name"), "")),
        Edit::set(&spot(node("/l/0/a"), ""), 9),
        Edit::remove(&spot(node("/l/1/d"), "")),
        Edit::set(&spot(node("/l/1"), "e.f"), true),
        Edit::set(&spot(node("/l/1"), "g"), false),
        Edit::set(&spot(node("/l/1"), "e.h.i"), 1),
    ];
    let found =
        changes(|number| (number == 0).then_some(&tree), &|_, _, _| Rc::default(), &all).unwrap();
    let found: Vec<_> = found.into_iter().map(|(_, change)| change).collect();
    assert_eq!(
        rewrite(text, &found),
        "l:\n- a: 9\n  s:\n    p:\n      type: Default\n      file: f\n    q: true\n  r: 7\n\
         - {c: 1, e: {f: true, h: {i: 1}}, g: false}\n"
    );
    let emptied = [
        Edit::remove(&spot(node("/l/0/a"), "")),
        Edit::remove(&spot(node("/l/0/b"), "")),
        Edit::remove(&spot(node("/l/0/name"), "")),
        Edit::remove(&spot(node("/l/1/c"), "")),
        Edit::remove(&spot(node("/l/1/d"), "")),
        Edit::set(&spot(node("/l/0"), "k.m"), 1),
        Edit::set(&spot(node("/l/1"), "k"), 1),
    ];
    let found = changes(|_| Some(&tree), &|_, _, _| Rc::default(), &emptied).unwrap();
    let found: Vec<_> = found.into_iter().map(|(_, change)| change).collect();
    assert_eq!(rewrite(text, &found), "l:\n- k:\n    m: 1\n- {k: 1}\n");
}
