//! Edits that are refused give the reason.

use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::edit::changes;
use crate::tree::Provenance;

#[test]
fn text_that_is_shared_or_unclear_is_refused() {
    let sets = [
        ("a: &x {b: 1}\nc: *x\n", "/a/b", "", Refusal::Alias),
        ("a: &x {b: 1}\nc: *x\n", "/c/b", "", Refusal::Alias),
        ("a: &x {b: 1}\nc: *x\n", "/a", "d", Refusal::Alias),
        ("a: &x {b: 1}\nc: *x\n", "", "c.d", Refusal::Alias),
        ("a: {b: &x 1}\nc: *x\n", "/a", "", Refusal::Alias),
        ("a: &x {b: {e: 1}}\nc:\n  <<: *x\n", "/c/b", "", Refusal::Merge),
        ("a: &x {b: {e: 1}}\nc:\n  <<: *x\n", "/c", "b.f", Refusal::Merge),
        ("c:\n  <<: {b: 1}\n", "/c/b", "", Refusal::Merge),
        ("a: 1\n", "", "a.b", Refusal::NotAMapping),
        ("a: [1]\n", "", "a.b", Refusal::NotAMapping),
        ("a: '{{ x }}'\n", "/a", "b", Refusal::NotAMapping),
        ("a: !!str 1\n", "/a", "", Refusal::Layout),
        ("? a\n: 1\n", "", "b", Refusal::Layout),
        ("[a: 1]\n", "/0", "b", Refusal::Layout),
        ("a: |\n  x", "", "b", Refusal::Layout),
    ];
    for (text, pointer, missing, refusal) in sets {
        let found = set(text, Format::YAML, pointer, missing, NewValue::Bool(true));
        assert_eq!(found, Err(refusal), "{pointer} + {missing} in\n{text}");
    }
    let removals = [
        ("a: &x 1\nb: *x\n", "/a", Refusal::Alias),
        ("a: {c: &x 1}\nb: *x\n", "/a", Refusal::Alias),
        ("a: 1\na: 2\n", "/a", Refusal::DuplicateKey),
        ("x: &x {a: 1}\ny:\n  <<: *x\n  a: 2\n", "/y/a", Refusal::Merge),
        ("a: 1\n", "", Refusal::WholeDocument),
        ("a: |\n    x\nb: 1\n    # c\n", "/b", Refusal::Layout),
        ("? a\n: 1\n", "/a", Refusal::Layout),
    ];
    for (text, pointer, refusal) in removals {
        let (tree, _) =
            parse(Source::new("test", text), Format::YAML, Origin::Text, Limits::default());
        let edit = Edit::remove(&spot(find(&tree, pointer), ""));
        assert_eq!(apply(&tree, &edit), Err(refusal), "{pointer} in\n{text}");
    }
}

#[test]
fn what_would_not_be_written_back_as_it_was_is_refused() {
    for (bytes, refusal) in [
        (&b"a: 1\n---\nb: \xFFx\n"[..], Err(Refusal::Encoding)),
        // A byte-order mark is not part of the text, and neither is the encoding.
        (&b"\xEF\xBB\xBFa: 1\n"[..], Ok(())),
        (&b"\xFF\xFEa\0:\0 \x001\0\n\0"[..], Ok(())),
    ] {
        let source = Source::decoded("test", bytes);
        let (tree, _) = parse(source, Format::YAML, Origin::Text, Limits::default());
        let edit = Edit::set(&spot(find(&tree, "/a"), ""), NewValue::Bool(true));
        assert_eq!(apply(&tree, &edit).map(|_| ()), refusal, "{bytes:?}");
    }
}

#[test]
fn an_alias_may_be_removed_and_an_unused_anchor_is_harmless() {
    let text = "a: &x 1\nb: *x\n";
    assert_eq!(remove(text, Format::YAML, "/a").unwrap_err(), Refusal::Alias);
    let text = "a: &x {b: 1}\n";
    assert_eq!(remove(text, Format::YAML, "/a/b").unwrap(), "a: &x {}\n");
}

#[test]
fn trees_without_source_text_are_refused() {
    let parsed =
        |origin| parse(Source::new("x", "a: 1\n"), Format::YAML, origin, Limits::default());
    let outer = Arc::new(tree("x: 1\n", Format::YAML));
    let inner = Origin::Derived(Provenance::of_scalar(&outer, outer.node(2)));
    let origins = [(Origin::Object, Refusal::NoText), (inner, Refusal::Embedded)];
    for (origin, refusal) in origins {
        let (tree, _) = parsed(origin);
        assert_eq!(apply(&tree, &Edit::remove(&spot(find(&tree, "/a"), ""))), Err(refusal));
    }
    let tree = tree("a: 1\nb: 2\n", Format::YAML);
    let nowhere = Edit::set(&Place::NONE, true);
    assert_eq!(apply(&tree, &nowhere), Err(Refusal::NoPlace));
    assert_eq!(
        changes(|_| None, &|_, _, _| Rc::default(), &[nowhere]).unwrap_err(),
        Refusal::NoPlace
    );
    let absent = Edit::remove(&spot(find(&tree, ""), "c"));
    assert_eq!(apply(&tree, &absent), Err(Refusal::Absent));
}

#[test]
fn edits_that_contradict_each_other_are_refused() {
    let tree = tree("a: 1\nb: {c: 2}\n", Format::YAML);
    let at = |pointer: &str, missing: &str| spot(find(&tree, pointer), missing);
    let pairs = [
        [Edit::set(&at("/a", ""), 1), Edit::set(&at("/a", ""), 2)],
        [Edit::set(&at("/a", ""), 1), Edit::remove(&at("/a", ""))],
        [Edit::set(&at("/b/c", ""), 1), Edit::remove(&at("/b", ""))],
        [Edit::set(&at("", "d.e"), 1), Edit::set(&at("", "d"), 1)],
        [Edit::set(&at("/b", "d"), 1), Edit::set(&at("/b", ""), 1)],
    ];
    let none = |_: &_, _, _| Rc::default();
    for pair in pairs {
        assert_eq!(
            changes(|_| Some(&tree), &none, &pair).unwrap_err(),
            Refusal::Conflict,
            "{pair:?}"
        );
    }
}
