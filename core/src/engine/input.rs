//! Inputs of a run.

use std::sync::Arc;

use fast_glob::glob_match;

use crate::error::Error;
use crate::frontends;
use crate::policy::Options;
use crate::source::{ProblemCode, Source, Span};
use crate::tree::{Builder, Dialect, Kind, Limits, Origin, Properties, Style, Text, Tree};

/// A file, an object, or an entry that was not read.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Input {
    pub(crate) name: Arc<str>,
    pub(crate) content: Content,
    pub(crate) bundle: Arc<str>,
    pub(crate) environments: Vec<Arc<str>>,
    pub(crate) named: bool,
    /// Whether the files around it are not available.
    pub(crate) alone: bool,
    /// Why it is read only for its values; `None` if it is judged.
    pub(crate) context: Option<Arc<str>>,
    /// Whether Git is known to track it.
    pub(crate) tracked: bool,
    /// Whether the name contains replacements for invalid Unicode.
    pub(crate) name_replaced: bool,
    /// The path that it has without the archives that it is in; `None` if it is not in one.
    pub(crate) unpacked: Option<Arc<str>>,
}

pub(crate) enum Content {
    Bytes(Vec<u8>),
    Object(Box<Tree>),
    NotRead(NotRead),
}

impl std::fmt::Debug for Content {
    /// Without any text, which may contain secrets and be logged.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "Bytes({})", bytes.len()),
            Self::Object(tree) => tree.fmt(formatter),
            Self::NotRead(why) => why.fmt(formatter),
        }
    }
}

/// Why an input was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum NotRead {
    /// Reading failed, with the reason that the system gave.
    Unreadable(String),
    /// A pipe, a socket or a device, which is not opened.
    SpecialFile(&'static str),
    /// A broken or cyclic link.
    BrokenLink(String),
    /// Excluded on request, and why.
    Excluded(String),
    /// Larger than the limit: not read.
    TooLarge(u64),
    /// Only its name is known.
    NoContent,
}

impl std::fmt::Display for NotRead {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message())
    }
}

impl NotRead {
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Unreadable(_) | Self::NoContent => Some(ProblemCode::Unreadable),
            Self::SpecialFile(_) => Some(ProblemCode::SpecialFile),
            Self::BrokenLink(_) => Some(ProblemCode::BrokenLink),
            Self::TooLarge(_) => Some(ProblemCode::TooLarge),
            Self::Excluded(_) => None,
        }
    }

    pub(crate) fn message(&self) -> String {
        match self {
            Self::Unreadable(why) | Self::BrokenLink(why) | Self::Excluded(why) => why.clone(),
            Self::NoContent => "content not available".to_owned(),
            Self::SpecialFile(what) => format!("{what}: not opened"),
            Self::TooLarge(bytes) => format!("size of {bytes} bytes exceeds the limit"),
        }
    }
}

/// The default reason of a context file.
const GIVEN: &str = "passed as context";

/// Applies a function to the files with the given names.
fn mark(
    inputs: &mut [Input],
    names: impl IntoIterator<Item = impl AsRef<str>>,
    with: impl Fn(&mut Input),
) -> Result<(), Error> {
    for name in names {
        let name = name.as_ref();
        let own = |input: &&mut Input| &*input.name == name;
        let Some(input) = inputs.iter_mut().find(own) else {
            let known = inputs.iter().map(|input| &*input.name);
            return Err(Error::unknown_name("file", name, known));
        };
        with(input);
    }
    Ok(())
}

impl Input {
    /// The name in the report of text that was passed without a name.
    pub const TEXT: &str = "<text>";
    /// The name in the report of values built in code that were passed without a name.
    pub const RESOURCES: &str = "<resources>";

    fn new(name: impl Into<Arc<str>>, content: Content) -> Self {
        Self {
            name: name.into(),
            content,
            bundle: Arc::from(""),
            environments: Vec::new(),
            named: false,
            alone: false,
            context: None,
            tracked: false,
            name_replaced: false,
            unpacked: None,
        }
    }

    /// A file's name, with `/` between folders, and its bytes.
    pub fn text(name: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(name, Content::Bytes(bytes.into()))
    }

    /// A file that is read for its values but not checked, for example a `.env` that is not in the
    /// repository. Its values decide the ports, images and limits of a Compose project, but are not
    /// literals in the repository.
    ///
    /// ```
    /// use asepsis::{Checker, Input};
    ///
    /// let compose = "services: {lab: {image: postgres, ports: [\"${BIND:-0.0.0.0}:5432:5432\"]}}";
    /// let given = [
    ///     Input::text("compose.yaml", compose),
    ///     Input::context(".env", "BIND=127.0.0.1\nLAB_PASSWORD=vK3m-9qTz-71xw"),
    /// ];
    /// let report = Checker::default().check(given);
    /// let found = |check| report.findings().iter().any(|finding| &*finding.check == check);
    /// assert!(!found("port-published-on-all-interfaces") && !found("secret-in-dotenv"));
    /// ```
    pub fn context(name: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { context: Some(GIVEN.into()), ..Self::text(name, bytes) }
    }

    /// Makes the files with the given names context.
    ///
    /// # Errors
    /// For a name that none of the files has.
    pub fn mark_context(
        inputs: &mut [Self],
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), Error> {
        mark(inputs, names, |input| input.context = Some(GIVEN.into()))
    }

    /// Marks the files with the given names as named explicitly: see [`named`](Self::named).
    ///
    /// # Errors
    /// For a name that none of the files has.
    pub fn mark_named(
        inputs: &mut [Self],
        names: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), Error> {
        mark(inputs, names, |input| input.named = true)
    }

    /// Sets the reason that the report gives for reading a context file only for its values.
    pub fn because(self, reason: impl Into<Arc<str>>) -> Self {
        Self { context: self.context.map(|_| reason.into()), ..self }
    }

    /// Text without a name; like a named file, it makes the run incomplete if it cannot be read.
    ///
    /// # Errors
    /// For the name of a file or folder, which would pass as a text without content.
    pub fn unnamed_text(bytes: impl Into<Vec<u8>>) -> Result<Self, Error> {
        let bytes = bytes.into();
        match std::str::from_utf8(&bytes) {
            Ok(text) if frontends::is_path(text) => Err(Error::invalid(
                format!("`{text}` is a path, not a text to check"),
                "read the file first, or use the call that takes paths",
            )),
            _ => Ok(Self::text(Self::TEXT, bytes).named()),
        }
    }

    /// A value built in code, for example an object of `k8s-openapi`, or a list of them. Findings
    /// have a pointer into it and no line.
    ///
    /// # Errors
    /// If the value's serialiser fails, or the value is not a resource with `apiVersion` and
    /// `kind`, unless the name is that of another technology's file, for example `compose.json`.
    pub fn object(
        name: impl Into<Arc<str>>,
        value: &(impl serde::Serialize + ?Sized),
    ) -> Result<Self, Error> {
        let name = name.into();
        let failed = |message: String| Error::object(&*name, message);
        let value = serde_json::to_value(value).map_err(|error| failed(error.to_string()))?;
        let documents = match value {
            serde_json::Value::Array(items) => items,
            other => vec![other],
        };
        if frontends::is_of_manifests(&name) {
            documents.iter().try_for_each(|document| is_resource(&name, document))?;
        }
        let source = Source::new(Arc::clone(&name), "");
        let mut builder = Builder::new(source, Dialect::Json, Origin::Object, Limits::default());
        for (number, document) in documents.iter().enumerate() {
            builder.begin_document(u32::try_from(number).unwrap_or(u32::MAX), Span::default());
            add(&mut builder, document).map_err(|abandoned| failed(abandoned.0.message))?;
            builder.end_document().map_err(|abandoned| failed(abandoned.0.message))?;
        }
        let (tree, _) = builder.finish();
        Ok(Self::new(name, Content::Object(Box::new(tree))))
    }

    /// A part of the platform that was not read, for the list of inputs in the report.
    pub fn not_read(name: impl Into<Arc<str>>, why: NotRead) -> Self {
        Self::new(name, Content::NotRead(why))
    }

    /// Puts the input into a bundle: a separate platform. References are not resolved across bundles.
    pub fn bundle(mut self, name: impl Into<Arc<str>>) -> Self {
        self.bundle = name.into();
        self
    }

    /// Puts the input into an environment; without one it belongs to all.
    pub fn environment(mut self, name: impl Into<Arc<str>>) -> Self {
        self.environments.push(name.into());
        self
    }

    /// Marks the file as named explicitly: the run is incomplete if it cannot be read, whatever its
    /// content.
    pub fn named(mut self) -> Self {
        self.named = true;
        self
    }

    /// Marks the files around it as not available: evaluations that depend on other files are then
    /// unknown, neither pass nor fail.
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Marks the file as tracked by Git: it is in the repository even if `.gitignore` lists it.
    ///
    /// ```
    /// use asepsis::{Checker, Input};
    ///
    /// let given = [
    ///     Input::text(".gitignore", "*.env"),
    ///     Input::text("lab.env", "LAB_PASSWORD=vK3m-9qTz-71xw").tracked(),
    /// ];
    /// let report = Checker::default().check(given);
    /// assert!(report.findings().iter().any(|finding| &*finding.check == "env-file-not-ignored"));
    /// ```
    pub fn tracked(mut self) -> Self {
        self.tracked = true;
        self
    }

    /// Marks the name of the file as not valid Unicode: the given name contains replacement
    /// characters and does not open the file.
    pub fn name_replaced(mut self) -> Self {
        self.name_replaced = true;
        self
    }

    /// Puts the input into the bundle and the environments that the policy's patterns name, unless
    /// the caller has chosen.
    pub(crate) fn placed(mut self, options: &Options) -> Self {
        let name = &*self.name;
        let has = |(_, patterns): &&(String, Vec<String>)| {
            patterns.iter().any(|pattern| glob_match(pattern, name))
        };
        let bundle = options.bundles.iter().find(has).map(|(bundle, _)| Arc::from(bundle.as_str()));
        let environments: Vec<Arc<str>> = options
            .environments
            .iter()
            .filter(has)
            .map(|(name, _)| Arc::from(name.as_str()))
            .collect();
        if self.bundle.is_empty() {
            self.bundle = bundle.unwrap_or(self.bundle);
        }
        if self.environments.is_empty() {
            self.environments = environments;
        }
        self
    }

    /// The name, as given.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Whether a value built in code is a resource. Without `kind` it would not be checked at all.
fn is_resource(name: &str, value: &serde_json::Value) -> Result<(), Error> {
    let serde_json::Value::Object(members) = value else {
        return Err(Error::no_object(name, "not an object", Error::WHOLE_RESOURCES));
    };
    let lacks = |member: &&str| !members.get(*member).is_some_and(serde_json::Value::is_string);
    let lacking: Vec<&str> = ["apiVersion", "kind"].into_iter().filter(lacks).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let verb = if lacking.len() == 1 { "is" } else { "are" };
    let message = format!("`{}` {verb} missing", lacking.join("` and `"));
    let hint = if members.contains_key("api_version") {
        "`api_version` is the attribute of a Kubernetes client: pass the client object itself, or \
         `ApiClient().sanitize_for_serialization(object)`"
    } else {
        Error::WHOLE_RESOURCES
    };
    Err(Error::no_object(name, message, hint))
}

/// Adds a value to a tree, without recursion.
fn add(builder: &mut Builder, root: &serde_json::Value) -> Result<(), crate::tree::Abandoned> {
    enum Step<'v> {
        Value(&'v serde_json::Value),
        Key(&'v str),
        End,
    }
    let mut steps = vec![Step::Value(root)];
    while let Some(step) = steps.pop() {
        let value = match step {
            Step::End => {
                builder.end(0);
                continue;
            }
            Step::Key(key) => {
                scalar(builder, Style::DoubleQuoted, key)?;
                continue;
            }
            Step::Value(value) => value,
        };
        match value {
            serde_json::Value::String(text) => scalar(builder, Style::DoubleQuoted, text)?,
            serde_json::Value::Array(items) => {
                builder.begin(Kind::Sequence, Style::Flow, 0, Properties::default())?;
                steps.push(Step::End);
                steps.extend(items.iter().rev().map(Step::Value));
            }
            serde_json::Value::Object(entries) => {
                builder.begin(Kind::Mapping, Style::Flow, 0, Properties::default())?;
                steps.push(Step::End);
                for (key, value) in entries.iter().rev() {
                    steps.push(Step::Value(value));
                    steps.push(Step::Key(key));
                }
            }
            plain => scalar(builder, Style::Plain, &plain.to_string())?,
        }
    }
    Ok(())
}

fn scalar(builder: &mut Builder, style: Style, text: &str) -> Result<(), crate::tree::Abandoned> {
    builder.scalar(style, Span::default(), Text::Decoded(text), Properties::default())
}
