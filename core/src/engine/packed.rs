//! From an archive to the files in it, which are judged like files beside it.
//!
//! The name of such a file is that of the archive, with the path in the archive below it:
//! `charts/common-2.0.0.tgz/common/values.yaml`.

use std::collections::VecDeque;
use std::sync::Arc;

use super::input::{Content, Input, NotRead};
use super::parse::{Parsed, parse_as};
use crate::frontends::{Found, Frontends, Packed, Reading};
use crate::model::path::{folder, join};
use crate::policy::{Excludes, Options};
use crate::source::{Problem, ProblemCode, is_binary};

/// Parses an archive, the files in it, and those in the archives among them.
pub(super) fn parse(mut input: Input, frontends: Frontends, options: &Options) -> Parsed {
    let bytes = match &mut input.content {
        Content::Bytes(bytes) => std::mem::take(bytes),
        Content::Object(_) | Content::NotRead(_) => Vec::new(),
    };
    // An archive in an archive counts as well: what all of them unpack to is limited together.
    let mut unpacker = Unpacker {
        frontends,
        options,
        // INVARIANT: the patterns of a checker are valid.
        excludes: Excludes::new(&options.excludes).unwrap_or_default(),
        left: options.limits.bytes,
        open: VecDeque::new(),
    };
    let mut outer = unpacker.archive(input, &bytes, 0);
    while let Some((found, mut input, depth)) = unpacker.open.pop_front() {
        let inner = match (found.recognised.kind.reading, &mut input.content) {
            (Reading::Packed(_), Content::Bytes(bytes)) => {
                let bytes = std::mem::take(bytes);
                unpacker.archive(input, &bytes, depth)
            }
            _ => parse_as(found, input, frontends, options.limits),
        };
        outer.files.push(inner);
    }
    outer
}

struct Unpacker<'o> {
    frontends: Frontends,
    options: &'o Options,
    excludes: Excludes,
    /// The bytes that may still be unpacked.
    left: u64,
    /// The files that were not parsed yet, each with the number of archives that it is in.
    open: VecDeque<(Found, Input, u32)>,
}

impl Unpacker<'_> {
    /// Parses an archive itself, and takes the files in it.
    fn archive(&mut self, input: Input, bytes: &[u8], depth: u32) -> Parsed {
        let found = self.frontends.take(&input.name);
        let model = Model::of(&input);
        let mut archive = parse_as(found, input, self.frontends, self.options.limits);
        archive.bytes = bytes.len() as u64;
        let Reading::Packed(packed) = found.recognised.kind.reading else { return archive };
        if archive.bytes > self.options.limits.bytes {
            archive.not_read = Some(NotRead::TooLarge(archive.bytes));
            return archive;
        }
        if depth > self.options.limits.embedding {
            let message = format!("archive is inside of {depth} others: it was not unpacked");
            archive.problems.push((0, Problem::new(ProblemCode::Archive, message)));
            archive.candidate = true;
            return archive;
        }
        let unpacked = (packed.unpack)(bytes, self.left);
        self.left = self.left.saturating_sub(unpacked.size);
        archive.problems.extend(unpacked.problems.into_iter().map(|problem| (0, problem)));
        let is_marker =
            |path: &String| path.split_once('/').is_some_and(|(_, below)| below == packed.marker);
        if unpacked.files.keys().any(is_marker) {
            archive.candidate = true;
            for (path, bytes) in unpacked.files {
                self.file(&model, &path, bytes, &packed, depth + 1);
            }
        } else if archive.problems.is_empty() {
            archive.problems.push((0, Problem::new(ProblemCode::Binary, packed.otherwise)));
        }
        archive
    }

    /// Takes a file of an archive.
    fn file(&mut self, model: &Model, path: &str, bytes: Vec<u8>, packed: &Packed, depth: u32) {
        let name = format!("{}/{path}", model.name);
        let known = self.frontends.recognise(&name);
        // Nothing reads an icon; a template that does is reported.
        if known.is_none() && is_binary(&bytes) {
            return;
        }
        let found = known.unwrap_or_else(|| self.frontends.found(packed.other));
        let content = match self.excludes.find_above(&name) {
            Some(pattern) => {
                Content::NotRead(NotRead::Excluded(format!("excluded by the pattern `{pattern}`")))
            }
            None => Content::Bytes(bytes),
        };
        self.open.push_back((found, model.input(path, content), depth));
    }
}

/// What the files of an archive have in common with it.
struct Model {
    name: Arc<str>,
    /// The folder that the archive is in, without the archives on its path.
    folder: String,
    bundle: Arc<str>,
    environments: Vec<Arc<str>>,
    alone: bool,
    context: Option<Arc<str>>,
    tracked: bool,
}

impl Model {
    fn of(input: &Input) -> Self {
        Self {
            name: Arc::clone(&input.name),
            folder: folder(input.unpacked.as_ref().unwrap_or(&input.name)).to_owned(),
            bundle: Arc::clone(&input.bundle),
            environments: input.environments.clone(),
            alone: input.alone,
            context: input.context.clone(),
            tracked: input.tracked,
        }
    }

    fn input(&self, path: &str, content: Content) -> Input {
        let name = format!("{}/{path}", self.name);
        Input {
            name_replaced: name.contains(char::REPLACEMENT_CHARACTER),
            name: name.into(),
            content,
            bundle: Arc::clone(&self.bundle),
            environments: self.environments.clone(),
            named: false,
            alone: self.alone,
            context: self.context.clone(),
            tracked: self.tracked,
            unpacked: Some(join(&self.folder, path).into()),
        }
    }
}
