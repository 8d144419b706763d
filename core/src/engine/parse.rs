//! From an input to trees: once per input, in any thread, in any order.

use std::sync::Arc;

use super::input::{Content, Input, NotRead};
use crate::frontends::{self, FileKind};
use crate::source::{Problem, ProblemCode, Source};
use crate::syntax::{self, Format};
use crate::tree::{Limits, Origin, Tree};

/// An input that has been parsed: pure data, to be judged once or often.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub(crate) name: Arc<str>,
    pub(crate) kind: InputKind,
    /// What the file is, by its name and by what it holds.
    pub(crate) file: FileKind,
    pub(crate) bytes: u64,
    /// The input's own tree, then the documents that were found inside its scalars.
    pub(crate) trees: Vec<Arc<Tree>>,
    /// Which of the trees are files of settings of the resource around them, by their index.
    configurations: Vec<usize>,
    /// Each problem with the index of its tree.
    pub(crate) problems: Vec<(usize, Problem)>,
    pub(crate) not_read: Option<NotRead>,
    /// Whether failing to read it matters: a person named it, or it looks like a manifest.
    pub(crate) candidate: bool,
    /// Whether the files around it are not there.
    pub(crate) alone: bool,
    pub(crate) bundle: Arc<str>,
    pub(crate) environments: Vec<Arc<str>>,
}

impl Parsed {
    /// Whether a tree is a file of settings of the resource around it.
    pub(super) fn is_configuration(&self, tree: &Arc<Tree>) -> bool {
        let mut trees = self.configurations.iter().filter_map(|index| self.trees.get(*index));
        trees.any(|one| Arc::ptr_eq(one, tree))
    }

    /// The input's name, as the caller gave it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What an input is written in.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum InputKind {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
    /// Variables with their values, line by line.
    Dotenv,
    /// Lines that are items by themselves.
    Lines,
    /// A value built in code.
    Object,
    /// It was not read.
    Unread,
}

/// Parses one input and whatever documents stand inside its scalars.
pub(crate) fn parse(input: Input, limits: Limits) -> Parsed {
    let mut parsed = Parsed {
        name: input.name,
        kind: InputKind::Unread,
        file: FileKind::Manifest,
        bytes: 0,
        trees: Vec::new(),
        configurations: Vec::new(),
        problems: Vec::new(),
        not_read: None,
        candidate: input.named,
        alone: input.alone,
        bundle: input.bundle,
        environments: input.environments,
    };
    if input.name_replaced {
        let message = "the file's name is not valid Unicode and is shown with replacements";
        parsed.problems.push((0, Problem::new(ProblemCode::FileName, message)));
    }
    match input.content {
        Content::NotRead(why) => {
            parsed.candidate |= frontends::recognise(&parsed.name).is_some();
            parsed.not_read = Some(why);
        }
        Content::Object(tree) => {
            parsed.kind = InputKind::Object;
            parsed.candidate = true;
            parsed.trees.push(Arc::from(tree));
        }
        Content::Bytes(bytes) => parsed.read(&bytes, limits),
    }
    parsed.derive(limits);
    parsed
}

impl Parsed {
    fn read(&mut self, bytes: &[u8], limits: Limits) {
        self.bytes = bytes.len() as u64;
        if self.bytes > limits.bytes {
            self.not_read = Some(NotRead::TooLarge(self.bytes));
            self.candidate = true;
            return;
        }
        if is_binary(bytes) {
            self.kind = InputKind::Unread;
            // UTF-16 without its mark is bytes of text between NUL bytes.
            let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            self.candidate |= frontends::is_candidate(&String::from_utf8_lossy(&text));
            let problem = Problem::new(ProblemCode::Binary, "the file is not text");
            self.problems.push((0, problem));
            return;
        }
        let source = Source::decoded(Arc::clone(&self.name), bytes);
        let recognised = frontends::recognise(&self.name);
        // A chart's or a kustomization's own file has both words and is no manifest.
        let may_be = recognised.is_none_or(|known| known.kind == FileKind::Manifest);
        self.candidate |= may_be && frontends::is_candidate(source.text());
        let format = recognised.map_or(Format::Yaml, |known| known.format);
        self.kind = match format {
            Format::Json => InputKind::Json,
            // INVARIANT: no name of a file is recognised as one of properties or blocks.
            Format::Yaml | Format::Compose | Format::Properties | Format::Hcl => InputKind::Yaml,
            Format::Dotenv => InputKind::Dotenv,
            Format::Lines => InputKind::Lines,
        };
        self.file = recognised.map_or(FileKind::Manifest, |known| known.kind);
        if self.file == FileKind::Manifest
            && frontends::helm::is_template(&self.name, source.text())
        {
            self.file = FileKind::Template;
            self.candidate = true;
            let message = "a template of a chart has to be rendered before it can be judged";
            self.problems.push((0, Problem::new(ProblemCode::Template, message)));
            return;
        }
        let (mut tree, mut problems) = syntax::parse(source.clone(), format, Origin::Text, limits);
        // The content has the last word, and decides whose rules the text is read by.
        if let Some((file, format)) = frontends::reconsidered(self.file, &tree) {
            self.file = file;
            (tree, problems) = syntax::parse(source, format, Origin::Text, limits);
        }
        self.candidate |= self.file == FileKind::Compose;
        self.problems.extend(problems.into_iter().map(|problem| (0, problem)));
        self.trees.push(Arc::new(tree));
    }

    /// Parses the documents inside scalars, and those inside them.
    fn derive(&mut self, limits: Limits) {
        let mut depths = vec![0; self.trees.len()];
        let mut next = 0;
        while let (Some(tree), Some(&depth)) = (self.trees.get(next).cloned(), depths.get(next)) {
            next += 1;
            if depth >= limits.embedding || self.configurations.contains(&(next - 1)) {
                continue;
            }
            for embedded in frontends::embedded(&tree) {
                let number = self.trees.len();
                let (derived, problems) =
                    syntax::parse(embedded.source, embedded.format, embedded.origin, limits);
                self.problems.extend(problems.into_iter().map(|problem| (number, problem)));
                self.trees.push(Arc::new(derived));
                depths.push(depth + 1);
            }
            for configuration in frontends::configurations(&tree, self.file, limits) {
                self.configurations.push(self.trees.len());
                self.trees.push(Arc::new(configuration));
                depths.push(depth + 1);
            }
        }
    }
}

/// Text has no NUL bytes, save UTF-16 with its mark.
fn is_binary(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let head = bytes.get(..8192).unwrap_or(bytes);
    !marked && head.iter().filter(|byte| **byte == 0).nth(8).is_some()
}
