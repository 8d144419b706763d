//! For any document, an edit changes what it is meant to change and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::*;
use crate::edit::layout::{chain, last_line_end};

/// The content of a document, without order and style.
#[derive(Clone, PartialEq, Debug)]
enum Value {
    Leaf(String),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
}

fn value(node: NodeRef<'_>) -> Value {
    match node.kind() {
        Kind::Mapping => {
            let entry =
                |(key, child): (NodeRef<'_>, NodeRef<'_>)| (key.key_text().into(), value(child));
            Value::Map(node.own_entries().map(entry).collect())
        }
        Kind::Sequence => Value::List(node.items().map(value).collect()),
        _ => Value::Leaf(format!("{:?}", node.scalar())),
    }
}

fn new_value(value: &NewValue) -> Value {
    let text = |text: &String| Value::Leaf(format!("Text({text:?})"));
    match value {
        NewValue::Bool(value) => Value::Leaf(format!("Bool({value})")),
        NewValue::Integer(value) => Value::Leaf(format!("Integer({value})")),
        NewValue::Text(value) => text(value),
        NewValue::Texts(values) => Value::List(values.iter().map(text).collect()),
    }
}

/// Pseudo-random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }
}

struct Writer {
    dice: Dice,
    text: String,
    step: usize,
    list: usize,
    number: usize,
}

impl Writer {
    fn fresh(&mut self) -> usize {
        self.number += 1;
        self.number
    }

    fn end_line(&mut self) {
        if self.dice.below(4) == 0 {
            let number = self.fresh();
            write!(self.text, " # right {number}").unwrap();
        }
        self.text.push('\n');
    }

    fn own_comment(&mut self, indent: usize) {
        if self.dice.below(6) == 0 {
            let number = self.fresh();
            writeln!(self.text, "{}# own é {number}", " ".repeat(indent)).unwrap();
        }
        if self.dice.below(10) == 0 {
            self.text.push('\n');
        }
    }

    fn scalar(&mut self) -> &'static str {
        self.dice.pick(&[
            "1",
            "x",
            "true",
            "'é'",
            "\"a: # b\"",
            "yes",
            "a b",
            "null",
            "{}",
            "[]",
            "0x1f",
        ])
    }

    fn mapping(&mut self, indent: usize, depth: usize, mut first: bool) {
        for _ in 0..=self.dice.below(3) {
            if !first {
                self.own_comment(indent);
                self.text.push_str(&" ".repeat(indent));
            }
            first = false;
            let key = self.fresh();
            let quote = self.dice.pick(&["", "", "", "'", "\""]);
            write!(self.text, "{quote}k{key}{quote}:").unwrap();
            self.entry(indent, depth);
        }
    }

    fn entry(&mut self, indent: usize, depth: usize) {
        match self.dice.below(if depth < 3 { 10 } else { 5 }) {
            0 => self.end_line(),
            1 => self.block_scalar(indent + self.step),
            2 => {
                self.text.push(' ');
                self.flow(depth, indent + self.step);
                self.end_line();
            }
            3 | 4 => {
                let scalar = self.scalar();
                write!(self.text, " {scalar}").unwrap();
                self.end_line();
            }
            5..=7 => {
                self.end_line();
                self.own_comment(indent + self.step);
                let indent = indent + self.step;
                self.text.push_str(&" ".repeat(indent));
                self.mapping(indent, depth + 1, true);
            }
            _ => {
                self.end_line();
                self.sequence(indent + self.list, depth + 1);
            }
        }
    }

    fn sequence(&mut self, indent: usize, depth: usize) {
        let scalars = self.dice.below(2) == 0;
        for _ in 0..=self.dice.below(3) {
            self.own_comment(indent);
            write!(self.text, "{}- ", " ".repeat(indent)).unwrap();
            if scalars {
                let scalar = self.scalar();
                self.text.push_str(scalar);
                self.end_line();
            } else {
                self.mapping(indent + 2, depth, true);
            }
        }
    }

    fn block_scalar(&mut self, indent: usize) {
        let header = self.dice.pick(&["|", "|-", "|+", ">", ">-"]);
        let indent = " ".repeat(indent);
        write!(self.text, " {header}\n{indent}é: 1\n\n{indent}# text\n").unwrap();
        if self.dice.below(2) == 0 {
            self.text.push('\n');
        }
    }

    fn flow(&mut self, depth: usize, indent: usize) {
        let pretty = self.dice.below(3) == 0;
        let list = self.dice.below(3) == 0;
        let count = self.dice.below(4);
        self.text.push(if list { '[' } else { '{' });
        let quote = self.dice.pick(&["", "\""]);
        for at in 0..count {
            if pretty {
                write!(self.text, "\n{}", " ".repeat(indent)).unwrap();
            }
            if !list {
                let key = self.fresh();
                write!(self.text, "{quote}f{key}{quote}: ").unwrap();
            }
            if depth < 3 && self.dice.below(3) == 0 {
                self.flow(depth + 1, indent + 2);
            } else {
                let scalar = self.scalar();
                self.text.push_str(scalar);
            }
            if at + 1 < count {
                self.text.push_str(if pretty { "," } else { ", " });
            }
            if pretty && self.dice.below(4) == 0 {
                let number = self.fresh();
                write!(self.text, " # right {number}").unwrap();
            }
        }
        if pretty {
            write!(self.text, "\n{}", " ".repeat(indent)).unwrap();
        }
        self.text.push(if list { ']' } else { '}' });
    }
}

fn document(seed: u64) -> (String, Dice) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    dice.below(2);
    let step = if dice.below(3) == 0 { 4 } else { 2 };
    let list = if dice.below(2) == 0 { step } else { 0 };
    let mut writer = Writer { dice, text: String::new(), step, list, number: 0 };
    if writer.dice.below(3) == 0 {
        writer.text.push_str("first: 1\n---\n");
    }
    writer.mapping(0, 0, false);
    let Writer { mut text, mut dice, .. } = writer;
    if dice.below(4) == 0 {
        text.push_str("---\nlast: 1\n");
    }
    if dice.below(4) == 0 {
        text.truncate(text.trim_end().len());
    }
    if dice.below(4) == 0 {
        text = text.replace('\n', "\r\n");
    }
    (text, dice)
}

/// The value at the end of a path, to be changed.
fn at<'v>(root: &'v mut Value, way: &[crate::edit::layout::Link<'_>]) -> &'v mut Value {
    way.iter().fold(root, |here, link| match here {
        Value::Map(entries) => entries.get_mut(&*link.key.unwrap().key_text()).unwrap(),
        Value::List(items) => &mut items[link.position],
        Value::Leaf(_) => panic!("a leaf has no children"),
    })
}

/// The content of all documents, and all comments.
fn everything(tree: &Tree) -> (Vec<Value>, Vec<String>) {
    let comment = |comment: &crate::tree::Comment| tree.source().slice(comment.span).to_owned();
    (
        tree.documents().map(|(_, root)| value(root)).collect(),
        tree.comments().iter().map(comment).collect(),
    )
}

#[test]
fn an_edit_changes_what_it_says_and_nothing_else() {
    let (mut made, mut refused) = (0, 0);
    for seed in 0..12_000 {
        let (text, mut dice) = document(seed);
        let before = tree(&text, Format::YAML);
        let node = before.node(u32::try_from(dice.below(before.node_count() as u64)).unwrap());
        let number =
            before.documents().filter(|(document, _)| document.root <= node.index()).count() - 1;
        let way = chain(&before, node.index()).unwrap();
        let Some(last) = way.last().filter(|link| link.child == node) else { continue };
        let (mut expected, comments) = everything(&before);
        let start = last.key.unwrap_or(node).span().start;
        let end = last_line_end(&before, node).unwrap_or(node.span().end).max(node.span().end);
        let new = match dice.below(4) {
            0 => NewValue::Texts(vec!["ALL".into(), "no".into()]),
            1 => NewValue::Text("é: x".into()),
            2 => NewValue::Integer(5),
            _ => NewValue::Bool(true),
        };
        let place = spot(node, "");
        let mut gone = start..end;
        let edit = match dice.below(3) {
            0 if matches!(at(&mut expected[number], &way), Value::Map(_)) => {
                gone = 0..0;
                let Value::Map(entries) = at(&mut expected[number], &way) else { continue };
                let child = Value::Map([("deep".into(), new_value(&new))].into());
                entries.insert("new".into(), child);
                Edit::Set(spot(node, "new.deep"), new)
            }
            1 => {
                match at(&mut expected[number], &way[..way.len() - 1]) {
                    Value::Map(entries) => drop(entries.remove(&*last.key.unwrap().key_text())),
                    Value::List(items) => drop(items.remove(last.position)),
                    Value::Leaf(_) => panic!("a leaf has no children"),
                }
                Edit::Remove(place)
            }
            _ => {
                let block = node.style() == crate::tree::Style::Block;
                gone = if block { gone } else { node.span().start..node.span().end };
                *at(&mut expected[number], &way) = new_value(&new);
                Edit::Set(place, new)
            }
        };
        let changes = match apply(&before, &edit) {
            Ok(changes) => changes,
            Err(refusal) => {
                assert_eq!(refusal, Refusal::Layout, "{edit:?} in\n{text}");
                refused += 1;
                continue;
            }
        };
        made += 1;
        let written = rewrite(&text, &changes);
        let context = format!(
            "seed {seed}: {edit:?} at {}\n{text}\n=>\n{written}",
            before.pointer(node.index())
        );
        let (after, problems) =
            parse(Source::new("test", &*written), Format::YAML, Origin::Text, Limits::default());
        assert!(problems.is_empty(), "{problems:?} {context}");
        let (found, kept) = everything(&after);
        assert_eq!(found, expected, "{context}");
        for (comment, known) in before.comments().iter().zip(&comments) {
            let free = !gone.contains(&comment.span.start);
            assert!(!free || kept.contains(known), "{known} is lost, {context}");
        }
        assert!(kept.iter().all(|comment| comments.contains(comment)), "{context}");
        let mixed = text.contains("\r\n") && written.replace("\r\n", "").contains('\n');
        assert!(!mixed && !written.contains('\t'), "{context}");
    }
    assert!(made > 4_000 && refused * 20 < made, "{made} made, {refused} refused");
}
