//! HCL expressions, and HCL with syntax errors.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::syntax::Format;
use crate::syntax::tests::{lines, problems, read};
use crate::tree::Why;

#[test]
fn hcl_is_read_with_its_expressions() {
    let rows: &[(&str, &[&str])] = &[
        (
            "a = 1\nb \"c\" d {\n  e = [\"f\", true]\n  g = { \"h\" = \"i\", (j) = null }\n}\n",
            &["/a: 1", "/b/c/d/e/0: f", "/b/c/d/e/1: true", "/b/c/d/g/h: i", "/b/c/d/g/(j): null"],
        ),
        ("a = \"b${c.d}e\"\nf = \"g\\\"h\"\n", &["/a: b${c.d}e", "/f: g\"h"]),
        (
            "a = <<E\n  b ${c}\nE\nd = <<-E\n    e\n      f\n  E\n",
            &["/a:   b ${c}\n", "/d: e\n  f\n"],
        ),
        // The possible values of an expression are listed; any other expression is unknown.
        ("a = b != \"c\" ? d : \"e\"\n", &["/a/0: d", "/a/1: e"]),
        (
            "a = coalesce(b, \"c\")\nd = lookup(e, \"f\")\n",
            &["/a/0: b", "/a/1: c", "/d: lookup(e, \"f\")"],
        ),
        (
            "a = f(\"b\", { c = \"d\" })\ng = [for h in i : { j = h }]\n",
            &["/a/0/c: d", "/g/0/j: h"],
        ),
        ("a = -b\nc = (\"d\")\ne = f[\"g\"].h\n", &["/a: -b", "/c: d", "/e: f[\"g\"].h"]),
        ("a {}\na {\n  b = 1\n}\n", &["/a/b: 1"]),
    ];
    for (text, expected) in rows {
        assert_eq!(lines(text, Format::HCL), *expected, "{text}");
    }
    let (tree, _) = read("a = var.b\nc = \"${var.d}\"\n", Format::HCL);
    let (_, root) = tree.documents().next().unwrap();
    let why = |key: &str| root.entry(key).unwrap().1.unresolved();
    assert_eq!((why("a"), why("c")), (Some(Why::Evaluation), Some(Why::Variable)));
}

#[test]
fn a_statement_of_hcl_that_is_broken_takes_no_other_with_it() {
    let text = "a = 1\nb \"c\" {\n  d = = 2\n  e = \"f\"\n}\ng = \"h\"\n";
    let (tree, found) = read(text, Format::HCL);
    assert_eq!(problems(&tree, &found), ["syntax 0 3:7"]);
    let (_, root) = tree.documents().next().unwrap();
    let keys: Vec<&str> = root.own_entries().map(|(key, _)| key.text()).collect();
    assert_eq!(keys, ["a", "b", "g"]);
    let deep = format!("a = {}1{}\nb = 2\n", "[".repeat(100), "]".repeat(100));
    let (tree, found) = read(&deep, Format::HCL);
    assert_eq!(problems(&tree, &found), ["too-deep 0 1:1"]);
    assert!(tree.documents().next().unwrap().1.entry("b").is_some());
}
