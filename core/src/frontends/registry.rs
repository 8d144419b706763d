//! Determines the frontend of a file.

use super::frontend::{Certainty, Doubt, Frontend, Recognised};
use super::names::FileName;
use super::{ALL, kubernetes};
use crate::model::Technology;
use crate::syntax::Format;

/// The frontends that read files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frontends(pub(crate) &'static [&'static Frontend]);

impl Default for Frontends {
    fn default() -> Self {
        Self(ALL)
    }
}

/// The kind of a file, and its frontend.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) frontend: &'static Frontend,
    pub(crate) recognised: Recognised,
}

/// The kind of a text without a name, or with a name that no frontend recognises.
const UNNAMED: Found = Found {
    frontend: &kubernetes::FRONTEND,
    recognised: Recognised::new(&kubernetes::MANIFEST, Format::YAML),
};

impl Frontends {
    /// The possible kind of a file with this name; `None` if no frontend reads such files.
    pub(crate) fn recognise(self, path: &str) -> Option<Found> {
        let name = FileName::new(path);
        self.first(|frontend| (frontend.recognise)(&name))
    }

    /// Whether a file with this name is read, and not only recognised.
    pub(crate) fn is_read(self, path: &str) -> bool {
        self.recognise(path).is_some_and(|found| found.recognised.kind.uncovered().is_none())
    }

    /// The kind as which a file with this name is read if the caller passes it explicitly.
    pub(crate) fn take(self, path: &str) -> Found {
        self.recognise(path).unwrap_or(UNNAMED)
    }

    /// The kind of a file by its content; `None` if its name was right.
    pub(crate) fn reconsider(self, doubt: &Doubt<'_>) -> Option<Found> {
        if doubt.kind.certainty == Certainty::Certain {
            return None;
        }
        self.first(|frontend| (frontend.reconsider)(doubt))
    }

    /// Whether a text that no frontend can read may be relevant to checks.
    pub(crate) fn may_be_lost(text: &str) -> bool {
        (UNNAMED.recognised.kind.matters)(text, None)
    }

    /// A file whose kind is determined by others.
    pub(crate) fn found(self, recognised: Recognised) -> Found {
        let mut frontends = self.0.iter().copied();
        let own = frontends.find(|frontend| frontend.kinds.contains(&recognised.kind));
        Found { frontend: own.unwrap_or(UNNAMED.frontend), recognised }
    }

    /// The frontend of a technology.
    pub(crate) fn of(self, technology: Technology) -> &'static Frontend {
        let mut frontends = self.0.iter().copied();
        frontends
            .find(|frontend| frontend.technology == Some(technology))
            .unwrap_or(UNNAMED.frontend)
    }

    fn first(self, ask: impl Fn(&Frontend) -> Option<Recognised>) -> Option<Found> {
        self.0.iter().copied().find_map(|frontend| {
            let recognised = ask(frontend)?;
            Some(Found { frontend, recognised })
        })
    }
}

/// The possible kind of a file with this name; `None` if no frontend reads such files. The name may
/// be a path with `/` or `\`; case is ignored.
pub fn recognise(name: &str) -> Option<Recognised> {
    Frontends::default().recognise(name).map(|found| found.recognised)
}
