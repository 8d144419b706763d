//! Which frontend has a file.

use super::frontend::{Certainty, Doubt, Frontend, Recognised};
use super::names::FileName;
use super::{ALL, kubernetes};
use crate::model::Technology;
use crate::syntax::Format;

/// The frontends that files are read with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frontends(pub(crate) &'static [&'static Frontend]);

impl Default for Frontends {
    fn default() -> Self {
        Self(ALL)
    }
}

/// What a file is, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) frontend: &'static Frontend,
    pub(crate) recognised: Recognised,
}

/// What a text without a name, or of a name that no frontend knows, is taken for.
const UNNAMED: Found = Found {
    frontend: &kubernetes::FRONTEND,
    recognised: Recognised::new(&kubernetes::MANIFEST, Format::YAML),
};

impl Frontends {
    /// What a file of this name can be; nothing where no frontend takes such files.
    pub(crate) fn recognise(self, path: &str) -> Option<Found> {
        let name = FileName::new(path);
        self.first(|frontend| (frontend.recognise)(&name))
    }

    /// Whether a file of this name is read, and not only known.
    pub(crate) fn is_read(self, path: &str) -> bool {
        self.recognise(path).is_some_and(|found| found.recognised.kind.uncovered().is_none())
    }

    /// What a file of this name is read as, where somebody hands it in.
    pub(crate) fn take(self, path: &str) -> Found {
        self.recognise(path).unwrap_or(UNNAMED)
    }

    /// What a file is after all; nothing where it is what it was taken for.
    pub(crate) fn reconsider(self, doubt: &Doubt<'_>) -> Option<Found> {
        if doubt.kind.certainty == Certainty::Certain {
            return None;
        }
        self.first(|frontend| (frontend.reconsider)(doubt))
    }

    /// Whether a text that no frontend can read may be one that is judged.
    pub(crate) fn may_be_lost(text: &str) -> bool {
        (UNNAMED.recognised.kind.matters)(text, None)
    }

    /// A file that others say what it is.
    pub(crate) fn found(self, recognised: Recognised) -> Found {
        let mut frontends = self.0.iter().copied();
        let own = frontends.find(|frontend| frontend.kinds.contains(&recognised.kind));
        Found { frontend: own.unwrap_or(UNNAMED.frontend), recognised }
    }

    /// A frontend that speaks of a technology.
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

/// What a file of this name can be; nothing where no frontend takes such files. The name may be a
/// path with `/` or `\`; case does not matter.
pub fn recognise(name: &str) -> Option<Recognised> {
    Frontends::default().recognise(name).map(|found| found.recognised)
}
