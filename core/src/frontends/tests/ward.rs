//! A frontend of a format that is nowhere but here: lists of the devices in a ward.
//!
//! ```text
//! ward icu
//! device monitor registry.example/monitor:latest
//! set MONITOR_PASSWORD Tr0ub4dor3x
//! label admin.password Tr0ub4dor3x
//! share network
//! ```

use crate::frontends::frontend::{
    Certainty, Environments, File, FileKind, Frontend, Reading, Recognised,
};
use crate::frontends::purpose::Purpose;
use crate::frontends::settings::Listing;
use crate::frontends::{Content, DocumentReport};
use crate::model::meta::Metadata;
use crate::model::pods::{Container, EnvVar, Pod, Workload};
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Resource, Technology, Whole, Words};
use crate::source::{Source, Span};
use crate::syntax::{Format, offset};
use crate::tree::{Builder, Cursor, Dialect, Field, Kind, NodeRef, Properties, Style, Text};

pub(super) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Compose),
    words: Words { pod: "ward", ..Words::of("Ward") },
    kinds: &[&WARD],
    formats: &[FORMAT],
    recognise: |name| {
        matches!(name.parts(), Some((_, "ward"))).then_some(Recognised::new(&WARD, FORMAT))
    },
    reconsider: |_| None,
    settings,
};

const FORMAT: Format = Format::new("ward", Dialect::Text, parse);

static WARD: FileKind = FileKind {
    word: "ward",
    certainty: Certainty::Certain,
    matters: |_, _| true,
    reading: Reading::Documents(read),
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: |path| Whole::named("ward", path),
    environments: Environments::Alternatives,
};

/// A list of lines, each of them a list of words.
fn parse(source: &Source, builder: &mut Builder) {
    let text = source.text();
    let end = offset(text.len());
    let sequence = |builder: &mut Builder, at| {
        builder.begin(Kind::Sequence, Style::Block, offset(at), Properties::default()).unwrap();
    };
    builder.begin_document(0, Span::new(0, end));
    sequence(builder, 0);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        sequence(builder, start);
        let mut at = start;
        for word in line.split_inclusive([' ', '\n']) {
            let span = Span::new(offset(at), offset(at + word.trim_end().len()));
            at += word.len();
            let word = Text::Verbatim(span);
            builder.scalar(Style::Plain, span, word, Properties::default()).unwrap();
        }
        start = at;
        builder.end(offset(start));
    }
    builder.end(end);
    builder.end_document().unwrap();
}

/// Each file is one ward.
fn read<'a>(file: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let (document, root) = file.tree.documents().next().unwrap();
    let named = |word: NodeRef<'a>| Field::set(word.text(), word.place(file.number));
    let mut ward = Resource {
        technology: Technology::Compose,
        kind: "ward",
        content: Cursor::new(file.number, root),
        ..Resource::default()
    };
    let mut pod = Pod { place: ward.place(), ..Pod::default() };
    let mut containers: Vec<Container<'a>> = Vec::new();
    for line in root.items() {
        let words: Vec<NodeRef<'a>> = line.items().collect();
        match words.iter().map(|word| word.text()).collect::<Vec<_>>().as_slice() {
            ["ward", _] => {
                ward.metadata = Metadata { name: named(words[1]), ..Metadata::default() };
            }
            ["share", "network"] => {
                pod.host_network = Field::set(true, words[1].place(file.number));
            }
            ["device", ..] => containers.push(Container {
                name: named(words[1]),
                image: named(words[2]),
                place: words[1].place(file.number),
                ..Container::default()
            }),
            ["set", ..] => {
                let name = named(words[1]);
                let variable = EnvVar { name, value: named(words[2]), ..EnvVar::default() };
                containers.last_mut().unwrap().env = vec![variable].into();
            }
            _ => {}
        }
    }
    pod.containers = containers.into();
    ward.body = Workload { pod: pod.into(), ..Workload::default() }.into();
    resources.push(ward);
    vec![DocumentReport::new(document.number, Content::Resource, None)]
}

/// Any other line is a label.
fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let tree = resource.place().tree();
    for line in resource.content.node().unwrap().items() {
        let words: Vec<NodeRef<'s>> = line.items().collect();
        if let ["label", key, value] =
            words.iter().map(|word| word.text()).collect::<Vec<_>>().as_slice()
        {
            let value = Field::set(*value, words[2].place(tree));
            listing.add(Setting::new(SettingKind::Label, *key, words[1].place(tree), value));
        }
    }
}
