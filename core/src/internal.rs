//! Internals for the tests, measurements and oracles of this project: the parts of a run one by one. Not
//! part of the public interface; it changes without notice.

/// All checks by family, and the renamed ids.
pub mod checks {
    pub use crate::checks::families::ALL;
    pub use crate::checks::renamed::{former_families, former_ids};
}

/// Whether a key and its value are a credential.
pub mod credentials {
    pub use crate::credentials::classify;
}

/// Symbolic edits as changes of bytes.
pub mod edit {
    pub use crate::edit::{apply, rewrite};
}

/// Derived trees.
pub mod derivation {
    pub use crate::derivation::{compose, helm, kustomize};
}

/// From bytes to inputs.
pub mod engine {
    use crate::engine::{Input, parse};
    use crate::frontends::Frontends;
    use crate::policy::Options;

    /// The texts in an archive, and in the archives in it, each with its path.
    pub fn unpacked(path: &str, bytes: &[u8]) -> Vec<(String, String)> {
        let input = Input::text(path, bytes);
        let parsed = parse(input, Frontends::default(), &Options::default());
        parsed.texts().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
    }
}

/// Readers, one for each technology.
pub mod frontends {
    pub use crate::frontends::{ALL, kubernetes};
}

/// Excerpts of reports, and JSON output.
pub mod report {
    pub use crate::report::json::{text as json_text, write as write_json};

    /// Every line of an input with findings, as an excerpt shows it.
    pub fn shown_lines(report: &crate::report::Report, path: &str) -> Vec<String> {
        report.shown_lines(path)
    }
}

/// Sources and their problems.
pub mod source {
    pub use crate::source::{Problem, ProblemCode, Source, Span};
}

/// Parsers.
pub mod syntax {
    pub use crate::syntax::{Format, gotemplate, parse};
}

/// The arena of nodes.
pub mod tree {
    pub use crate::tree::{
        Dialect, Edit, Field, Kind, Limits, NodeRef, Origin, Place, Scalar, State, Style, Tree, Why,
    };
}
