//! Dockerfiles: variables, labels, arguments and command lines of an image build. Other content of
//! instructions is not checked yet.

#[cfg(feature = "dockerfile")]
mod syntax;

use super::DocumentReport;
use super::compiled;
use super::frontend::{
    Certainty, Environments, File, FileKind, Frontend, Reading, Recognised, Uncovered,
};
use super::inner::Inner;
use super::names::FileName;
use super::purpose::Purpose;
use super::settings::{Listing, Word, file, read_any};
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Body, Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::{Cursor, Field, Kind, NodeRef, Tree};

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Dockerfile),
    words: Words::of("Dockerfile"),
    kinds: &[&DOCKERFILE],
    formats: &[FORMAT],
    recognise,
    reconsider: |_| None,
    settings: compiled::settings(compiled::DOCKERFILE, settings),
};

/// Instructions in order: a list of mappings, each with the keyword of the instruction.
#[cfg(feature = "dockerfile")]
const FORMAT: Format = Format::new("dockerfile", crate::tree::Dialect::Text, syntax::parse);
/// Nothing but the name of a file is looked at.
#[cfg(not(feature = "dockerfile"))]
const FORMAT: Format = Format::LINES;

/// The build of an image.
static DOCKERFILE: FileKind = FileKind {
    word: "dockerfile",
    certainty: Certainty::Likely,
    matters: |_, _| false,
    reading: Reading::Uncovered(Uncovered {
        one: "Dockerfile",
        many: "Dockerfiles",
        settings: compiled::read(compiled::DOCKERFILE, read),
    }),
    inner: files,
    purpose: Purpose::of_settings,
    whole: |path| Whole::named("image", path),
    environments: Environments::Labels,
};

/// `Dockerfile`, `Containerfile`, `api.dockerfile`, `Dockerfile.prod`.
fn recognise(name: &FileName) -> Option<Recognised> {
    const NAMES: &[&str] = &[
        "dockerfile",
        "containerfile",
        "*.dockerfile",
        "*.containerfile",
        "dockerfile.*",
        "containerfile.*",
        "dockerfile-*",
        "dockerfile_*",
    ];
    // The name of the ignore file of a Dockerfile begins with the name of the Dockerfile.
    let is_own = !name.ends_like("*.dockerignore") && NAMES.iter().any(|own| name.ends_like(own));
    is_own.then_some(Recognised::new(&DOCKERFILE, FORMAT))
}

fn read<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let found = Purpose::of_settings(tree.source().name()).settings(given.environments);
    read_any(tree, |root| {
        let content = Cursor::new(given.number, root);
        let settings = found.clone();
        resources.push(file(content, tree, Technology::Dockerfile, "Dockerfile", settings));
    })
}

/// The files that instructions write.
fn files(tree: &Tree) -> Vec<Inner<'_>> {
    let instructions = tree.documents().flat_map(|(_, root)| root.items());
    let writing = instructions.flat_map(NodeRef::own_entries);
    let writing = writing.filter(|(word, _)| matches!(word.text(), "COPY" | "ADD"));
    let files = writing.flat_map(|(_, files)| files.own_entries());
    files.map(|(key, scalar)| Inner { key, scalar, is_manifest: false }).collect()
}

fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    let (Body::Settings(_), Some(root)) = (&resource.body, resource.content.node()) else { return };
    let tree = resource.content.tree_number();
    let mut open: Vec<NodeRef<'s>> = root.items().collect();
    open.reverse();
    while let Some(instruction) = open.pop() {
        for (word, content) in instruction.own_entries() {
            let kind = match word.text() {
                "ENV" => SettingKind::Environment,
                "ARG" => SettingKind::BuildArgument,
                "LABEL" => SettingKind::Label,
                // Commands that run in builds based on the image, or periodically in the container.
                "ONBUILD" | "HEALTHCHECK" => {
                    open.push(content);
                    continue;
                }
                "COPY" | "ADD" => {
                    let files = Cursor::new(tree, content);
                    listing.scalars(SettingKind::FileEntry, &files);
                    continue;
                }
                "RUN" | "CMD" | "ENTRYPOINT" => {
                    command(tree, content, listing);
                    continue;
                }
                _ => continue,
            };
            for (key, value) in content.own_entries() {
                let field = Field::set(value.text(), value.place(tree));
                listing.add(Setting::new(kind, key.text(), key.place(tree), field));
            }
        }
    }
}

/// A command line: a string for a shell, or a list of words.
fn command<'s>(tree: u32, command: NodeRef<'s>, listing: &mut Listing<'s>) {
    let words: Vec<NodeRef<'s>> = match command.kind() {
        Kind::Scalar => vec![command],
        _ => command.items().collect(),
    };
    let word = |node: &NodeRef<'s>| Word { text: node.text(), place: node.place(tree), start: 0 };
    listing.command_of_file(&words.iter().map(word).collect::<Vec<_>>());
}
