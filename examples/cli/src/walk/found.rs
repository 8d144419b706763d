//! What a walk found, and how it is read.

use std::fs::{File, FileType};
use std::io::{self, Read};
use std::path::PathBuf;

use asepsis::{Input, NotRead};

use super::destination::Destination;
use super::name::Name;

/// The default name of standard input.
///
/// It is one input even if Helm rendered many templates into it: the lines of a finding are those of
/// the text that was passed in, and Helm's `# Source:` comment above them names the template. Separate
/// inputs would have line numbers of neither the template nor the text.
pub const STANDARD_INPUT: &str = "<stdin>";

/// A file to read, or an entry that cannot be read.
#[derive(Debug)]
pub struct Found {
    name: String,
    exact: bool,
    named: bool,
    tracked: bool,
    /// Why it is read for its values only; `None` if it is judged.
    context: Option<String>,
    bundle: Option<String>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Stdin,
    File(PathBuf),
    NotRead(NotRead),
}

impl Found {
    pub(super) fn stdin(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            exact: true,
            named: true,
            tracked: false,
            context: None,
            bundle: None,
            content: Content::Stdin,
        }
    }

    pub(super) fn file(name: &Name, path: PathBuf) -> Self {
        Self::new(name, Content::File(path))
    }

    pub(super) fn not_read(name: &Name, why: NotRead) -> Self {
        Self::new(name, Content::NotRead(why))
    }

    fn new(name: &Name, content: Content) -> Self {
        let (name, exact) = (name.shown().to_owned(), name.is_exact());
        Self { name, exact, named: false, tracked: false, context: None, bundle: None, content }
    }

    /// Whether there is something to read.
    pub(super) fn is_read(&self) -> bool {
        !matches!(self.content, Content::NotRead(_))
    }

    /// Whether it is the file that the report is written to.
    pub(super) fn is_at(&self, destination: &Destination) -> bool {
        match &self.content {
            Content::File(path) => destination.is_at(path),
            Content::Stdin => destination.is_standard_input(),
            Content::NotRead(_) => false,
        }
    }

    /// Whether it was named on the command line.
    pub(super) fn is_named(&self) -> bool {
        self.named
    }

    /// Excludes it after it was found.
    pub(super) fn leave_out(&mut self, why: NotRead) {
        self.content = Content::NotRead(why);
    }

    pub(super) fn named(mut self) -> Self {
        self.named = true;
        self
    }

    /// The same, with whether Git tracks it.
    pub(super) fn tracked(mut self, tracked: bool) -> Self {
        self.tracked = tracked;
        self
    }

    /// The same, read for its values only, and why.
    pub(super) fn context(mut self, why: String) -> Self {
        self.context = Some(why);
        self
    }

    pub(super) fn bundle(mut self, bundle: Option<String>) -> Self {
        self.bundle = bundle;
        self
    }

    /// The name in the report.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads it. A file that cannot be read, or has more bytes than the limit, becomes an input with
    /// that problem.
    pub fn read(self, limit: u64) -> Input {
        let content = match self.content {
            Content::NotRead(why) => Err(why),
            Content::Stdin => read_up_to(io::stdin().lock(), 0, limit),
            Content::File(path) => File::open(path)
                .and_then(|file| Ok((file.metadata()?.len(), file)))
                .map_err(|error| NotRead::Unreadable(error.to_string()))
                .and_then(|(length, file)| read_up_to(file, length, limit)),
        };
        let mut input = match (content, self.context) {
            (Ok(bytes), None) => Input::text(self.name, bytes),
            (Ok(bytes), Some(why)) => Input::context(self.name, bytes).because(why),
            (Err(why), None) => Input::not_read(self.name, why),
            (Err(fault), Some(why)) => {
                let why = format!("{why}; its values are unknown: {fault}");
                Input::not_read(self.name, NotRead::Excluded(why))
            }
        };
        if self.named {
            input = input.named();
        }
        if self.tracked {
            input = input.tracked();
        }
        if !self.exact {
            input = input.name_replaced();
        }
        match self.bundle {
            Some(bundle) => input.bundle(bundle),
            None => input,
        }
    }
}

/// Reads all bytes; `expected` is the file size that the system reports.
fn read_up_to(from: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, NotRead> {
    if expected > limit {
        return Err(NotRead::TooLarge(expected));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    let unreadable = |error: io::Error| NotRead::Unreadable(error.to_string());
    // One byte above the limit shows that the file is too large; the rest is not read.
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    let length = bytes.len() as u64;
    if length > limit { Err(NotRead::TooLarge(length)) } else { Ok(bytes) }
}

/// The type of a file that is not a regular file, a folder or a symbolic link.
#[cfg(unix)]
pub(super) fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// The type of a file that is not a regular file, a folder or a symbolic link.
#[cfg(not(unix))]
pub(super) fn special(_: FileType) -> &'static str {
    "not a regular file"
}
