//! From an input to trees: once per input, in any thread, in any order.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::input::{Content, Input, NotRead};
use super::packed;
use crate::derivation::{Reading as Reread, inside, too_deep};
use crate::frontends::{self, Doubt, FileKind, Found, Frontend, Frontends, Reading};
use crate::mask::Exposures;
use crate::policy::Options;
use crate::source::{Problem, ProblemCode, Source, foreign, is_binary};
use crate::syntax::{self, Format};
use crate::tree::{Limits, Origin, Tree};

/// An input that has been parsed: pure data, to be judged once or often.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Parsed {
    pub(crate) name: Arc<str>,
    pub(crate) kind: InputKind,
    /// The kind of the file, by its name and its content.
    pub(crate) file: &'static FileKind,
    /// Its frontend.
    pub(crate) frontend: &'static Frontend,
    pub(crate) bytes: u64,
    /// The text, even if nothing of it could be read; `None` if the input is not text.
    pub(crate) source: Option<Source>,
    /// The input's own tree, then the documents that were found inside its scalars.
    pub(crate) trees: Vec<Arc<Tree>>,
    /// For each of the trees whether it is the configuration of the tree that contains it.
    pub(crate) configurations: Vec<bool>,
    /// The secrets of each of the trees.
    pub(crate) exposures: Vec<Exposures>,
    /// Each problem with the index of its tree.
    pub(crate) problems: Vec<(usize, Problem)>,
    pub(crate) not_read: Option<NotRead>,
    /// Whether a failure to read it makes the run incomplete: it was named explicitly, or looks
    /// like a manifest.
    pub(crate) candidate: bool,
    /// Whether it was named explicitly.
    named: bool,
    /// Whether the files around it are not available.
    pub(crate) alone: bool,
    /// Why it is read only for its values; `None` if it is judged.
    pub(crate) context: Option<Arc<str>>,
    /// Whether Git is known to track it.
    pub(crate) tracked: bool,
    /// The path that it has without the archives that it is in; `None` if it is not in one.
    unpacked: Option<Arc<str>>,
    /// The files in it, if it is an archive, and those in the archives among them.
    pub(super) files: Vec<Parsed>,
    pub(crate) bundle: Arc<str>,
    pub(crate) environments: Vec<Arc<str>>,
}

impl Parsed {
    /// The input's name, as the caller gave it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// The format of an input: the language of its text, `object` for a value built in code, `unread`
/// for an input that was not read, or the kind of file for a technology that is not supported yet.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct InputKind(Cow<'static, str>);

impl InputKind {
    pub(crate) fn of(format: Format) -> Self {
        Self(Cow::Borrowed(format.family()))
    }

    /// A value built in code.
    pub const OBJECT: Self = Self(Cow::Borrowed("object"));
    /// It was not read.
    pub const UNREAD: Self = Self(Cow::Borrowed("unread"));

    /// The kind as reports spell it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The singular and plural names of files of the kind, if it is not supported yet.
    pub(crate) fn called(&self) -> Option<(&'static str, &'static str)> {
        let uncovered = frontends::called(self.as_str())?;
        Some((uncovered.one, uncovered.many))
    }

    /// Whether only the settings of such a file are judged.
    pub(crate) fn has_settings(&self) -> bool {
        frontends::called(self.as_str()).is_some_and(|uncovered| uncovered.settings.is_some())
    }

    /// All kinds of inputs.
    pub fn all() -> Vec<Self> {
        let formats = frontends::ALL.iter().flat_map(|frontend| frontend.formats);
        let mut languages: BTreeSet<&str> = formats.map(|format| format.family()).collect();
        let kinds = frontends::ALL.iter().flat_map(|frontend| frontend.kinds);
        languages.extend(kinds.filter(|kind| kind.uncovered().is_some()).map(|kind| kind.word));
        let languages = languages.into_iter().map(|language| Self(Cow::Borrowed(language)));
        languages.chain([Self::OBJECT, Self::UNREAD]).collect()
    }
}

/// Parses one input and the documents inside its scalars; of an archive, the files in it.
pub(crate) fn parse(input: Input, frontends: Frontends, options: &Options) -> Parsed {
    let found = frontends.take(&input.name);
    match (found.recognised.kind.reading, &input.content) {
        (Reading::Packed(_), Content::Bytes(_)) => packed::parse(input, frontends, options),
        _ => parse_as(found, input, frontends, options.limits),
    }
}

/// Parses an input of a kind.
pub(super) fn parse_as(found: Found, input: Input, frontends: Frontends, limits: Limits) -> Parsed {
    let mut parsed = Parsed {
        name: input.name,
        kind: InputKind::UNREAD,
        file: found.recognised.kind,
        frontend: found.frontend,
        bytes: 0,
        source: None,
        trees: Vec::new(),
        configurations: Vec::new(),
        exposures: Vec::new(),
        problems: Vec::new(),
        not_read: None,
        candidate: input.named,
        named: input.named,
        alone: input.alone,
        context: input.context,
        tracked: input.tracked,
        unpacked: input.unpacked,
        files: Vec::new(),
        bundle: input.bundle,
        environments: input.environments,
    };
    if input.name_replaced {
        let message =
            "file name is not valid Unicode; the report shows it with replacement characters";
        parsed.problems.push((0, Problem::new(ProblemCode::FileName, message)));
    }
    match input.content {
        Content::NotRead(why) => {
            parsed.candidate |= frontends.is_read(&parsed.name);
            parsed.not_read = Some(why);
        }
        Content::Object(tree) => {
            parsed.kind = InputKind::OBJECT;
            parsed.candidate = true;
            parsed.trees.push(Arc::from(tree));
        }
        Content::Bytes(bytes) => match found.recognised.kind.reading {
            Reading::Packed(_) => parsed.kind = InputKind::of(found.recognised.format),
            _ => parsed.read(&bytes, found, frontends, limits),
        },
    }
    parsed.derive(limits);
    parsed
}

impl Parsed {
    fn read(&mut self, bytes: &[u8], found: Found, frontends: Frontends, limits: Limits) {
        self.bytes = bytes.len() as u64;
        if self.bytes > limits.bytes {
            self.not_read = Some(NotRead::TooLarge(self.bytes));
            self.candidate |= self.file.uncovered().is_none();
            return;
        }
        if let Some(problem) = foreign(bytes) {
            // Such bytes are intentionally not text.
            self.candidate |= frontends.is_read(&self.name);
            self.problems.push((0, problem));
            return;
        }
        if is_binary(bytes) {
            // UTF-16 without a byte-order mark is text with a NUL byte after each character.
            let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            self.candidate |= Frontends::may_be_lost(&String::from_utf8_lossy(&text));
            let problem = Problem::new(ProblemCode::Binary, "file is not text");
            self.problems.push((0, problem));
            return;
        }
        let source = Source::decoded(Arc::clone(&self.name), bytes).tracked(self.tracked);
        let source = source.packed(self.unpacked.clone());
        let source = if self.context.is_some() { source.into_context() } else { source };
        self.source = Some(source.clone());
        self.kind = InputKind::of(found.recognised.format);
        let path = Arc::clone(&self.name);
        let doubt = Doubt { path: &path, text: source.text(), kind: self.file, tree: None };
        let found = frontends.reconsider(&doubt).unwrap_or(found);
        self.take(found);
        if let Reading::Refused(why) = self.file.reading {
            self.candidate |= (self.file.matters)(source.text(), None);
            self.problems.push((0, Problem::new(ProblemCode::Template, why)));
            return;
        }
        let parse = |found: Found| {
            syntax::parse(source.clone(), found.recognised.format, Origin::Text, limits)
        };
        let (mut tree, mut problems) = parse(found);
        // The content determines the rules by which the text is read.
        let doubt = Doubt { tree: Some(&tree), kind: found.recognised.kind, ..doubt };
        if let Some(found) = frontends.reconsider(&doubt) {
            self.take(found);
            (tree, problems) = parse(found);
        }
        if let Some(uncovered) = self.file.uncovered() {
            self.kind = InputKind(Cow::Borrowed(self.file.word));
            if uncovered.settings.is_none() {
                return;
            }
        }
        self.candidate |= (self.file.matters)(source.text(), Some(&tree));
        self.problems.extend(problems.into_iter().map(|problem| (0, problem)));
        self.trees.push(Arc::new(tree));
    }

    fn take(&mut self, found: Found) {
        self.file = found.recognised.kind;
        self.frontend = found.frontend;
    }

    /// The input, and the files in it if it is an archive.
    pub(super) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.files)
    }

    /// The names and the texts of the input and of the files in it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all().filter_map(|input| Some((&*input.name, input.source.as_ref()?.text())))
    }

    /// Whether it is an archive whose files were read.
    pub(crate) fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether it may contain resources that could not be read.
    pub(super) fn is_lost(&self) -> bool {
        // A file that is read only for its settings has no resource that others refer to.
        if self.file.uncovered().is_some() {
            return false;
        }
        let is_loss = |(_, problem): &(usize, Problem)| loses(problem.code);
        match &self.not_read {
            Some(NotRead::Excluded(_)) => false,
            Some(_) => self.candidate,
            None => self.candidate && self.problems.iter().any(is_loss),
        }
    }

    /// The same input, read in the role that others give it; the problems of the first reading are
    /// discarded.
    pub(super) fn read_again(
        &self,
        reading: &Reread,
        frontends: Frontends,
        limits: Limits,
    ) -> Self {
        let mut again = self.clone();
        let found = frontends.found(reading.recognised);
        again.file = found.recognised.kind;
        again.frontend = found.frontend;
        again.kind = InputKind::of(found.recognised.format);
        let tree = &reading.tree;
        again.candidate = self.named || (again.file.matters)(tree.source().text(), Some(tree));
        again.problems.retain(|(_, problem)| problem.code == ProblemCode::FileName);
        again.problems.extend(reading.problems.iter().map(|problem| (0, problem.clone())));
        again.trees = vec![Arc::clone(&reading.tree)];
        again.configurations.clear();
        again.derive(limits);
        again
    }

    /// The text as a tree of one scalar, in which positions can be located.
    pub(crate) fn whole(&self) -> Option<Tree> {
        let limits = Limits { bytes: u64::MAX, ..Limits::default() };
        let parse =
            |source: &Source| syntax::parse(source.clone(), Format::TEXT, Origin::Text, limits).0;
        self.source.as_ref().map(parse)
    }

    /// Parses the documents inside scalars, and those inside them.
    fn derive(&mut self, limits: Limits) {
        self.configurations.resize(self.trees.len(), false);
        let mut depths = vec![0; self.trees.len()];
        let mut next = 0;
        while let (Some(tree), Some(&depth)) = (self.trees.get(next).cloned(), depths.get(next)) {
            let is_configuration = self.configurations.get(next).copied().unwrap_or_default();
            next += 1;
            let inner = if is_configuration { frontends::texts } else { self.file.inner };
            if depth >= limits.embedding {
                let deeper = too_deep(&tree, inner, limits).map(|(_, problem)| problem);
                self.problems.extend(deeper.map(|problem| (next - 1, problem)));
                continue;
            }
            for inside in inside(&tree, inner, limits) {
                let number = self.trees.len();
                let problems = inside.problems.into_iter().map(|problem| (number, problem));
                self.problems.extend(problems);
                self.trees.push(inside.tree);
                self.configurations.push(inside.is_configuration);
                depths.push(depth + 1);
            }
        }
        let trees = self.trees.iter().enumerate();
        let exposures = trees.map(|(number, tree)| Exposures::of(tree, self.is_broken(number)));
        self.exposures = exposures.collect();
    }

    /// Whether text of a tree may not have been read.
    fn is_broken(&self, tree: usize) -> bool {
        let mut own = self.problems.iter().filter(|(of, _)| *of == tree);
        own.any(|(_, problem)| {
            !matches!(problem.code, ProblemCode::DuplicateKey | ProblemCode::FileName)
        })
    }
}

/// Whether a problem may hide resources.
const fn loses(code: ProblemCode) -> bool {
    use ProblemCode::{DuplicateKey, FileName, NotAManifest};
    !matches!(code, DuplicateKey | FileName | NotAManifest)
}
