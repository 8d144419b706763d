//! What callers hand over in place of what can be judged: said alike in every language.

use super::Error;

/// What a caller handed over in place of a text, its bytes, or names with their texts or bytes. The
/// languages know their own types; what is said of them is said here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Handed<'h> {
    /// What will be there later: a promise, a coroutine.
    Promise,
    /// What has to be read first: a Blob, a response, an open file.
    Unread,
    /// An address.
    Address,
    /// Texts without names, or pairs that are none.
    Unnamed,
    /// The path of a file, and the call that takes paths, where there is one.
    Path(Option<&'h str>),
    /// A resource that was built in code, or several, and the call that takes those.
    Resource(&'h str),
    /// Texts by their names, where paths were expected, and the call that takes those.
    Texts(&'h str),
    /// Anything else.
    Other,
}

impl Handed<'_> {
    fn hint(self) -> String {
        match self {
            Self::Promise => "await it, and hand over what it gives".to_owned(),
            Self::Unread => "read it, and hand over its text or bytes".to_owned(),
            Self::Address => "fetch what it leads to, and hand over its text or bytes".to_owned(),
            Self::Unnamed => "give each text its name: `{\"a.yaml\": text}`".to_owned(),
            Self::Path(Some(call)) => format!("`{call}` reads files and folders"),
            Self::Path(None) => "read the file, and hand over its text or bytes".to_owned(),
            Self::Resource(call) => format!("`{call}` takes resources that were built in code"),
            Self::Texts(call) => format!("`{call}` takes texts"),
            Self::Other => "hand over a text, its bytes, or `{\"a.yaml\": text}`".to_owned(),
        }
    }
}

/// Arguments of the languages that are no choices: what each can be, and a hint.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "config",
        "the path of a file",
        "`policy` takes the text of a policy, or its members by their names",
    ),
    (
        "context",
        "a name or a list of names",
        "`context` names files that are read for their values and never judged",
    ),
    ("file name", "a text", "give each text its name: `{\"a.yaml\": text}`"),
    ("id", "a text", "write it as `privileged-container`"),
    (
        "inline_suppressions",
        "true or false",
        "false: no comment or annotation suppresses a finding",
    ),
    ("name", "a text", "`name` is what the report calls a single text, as `deploy.yaml`"),
    (
        "named",
        "a name or a list of names",
        "`named` lists the files that a person named, one by one",
    ),
    ("names", "one name or a list of names", "write `[\"pods\", \"secrets\"]`"),
    ("options", "options by their names", "write `{\"fail_on\": \"high\"}`"),
    (
        "policy",
        "the text of a policy, or its members by their names",
        "read the file, or write `{\"frameworks\": [\"hipaa\"]}`",
    ),
];

impl Error {
    /// What was handed over is no text: its type as its language calls it, and what that is.
    pub fn no_text(type_name: &str, handed: Handed<'_>) -> Self {
        Self::WrongType {
            message: format!(
                "expected a text, its bytes, or names with their texts or bytes, not `{type_name}`"
            ),
            hint: handed.hint(),
        }
    }

    /// What was handed over is neither a path nor a list of paths.
    pub fn no_path(type_name: &str, handed: Handed<'_>) -> Self {
        let hint = match handed {
            Handed::Other => {
                "name files and folders: `\"deploy\"`, `[\"deploy\", \"charts\"]`".to_owned()
            }
            other => other.hint(),
        };
        Self::WrongType {
            message: format!("expected a path or a list of paths, not `{type_name}`"),
            hint,
        }
    }

    /// What was handed over is no resource.
    pub fn no_resource(name: &str, type_name: &str, handed: Handed<'_>) -> Self {
        let hint = match handed {
            Handed::Other => Self::WHOLE_RESOURCES.to_owned(),
            other => other.hint(),
        };
        Self::no_object(name, format!("`{type_name}` is no resource"), hint)
    }

    /// What can be handed over as a resource.
    pub(crate) const WHOLE_RESOURCES: &str =
        "hand over whole resources, with `apiVersion`, `kind` and `metadata`";

    /// An argument is of another type than it can have.
    pub fn wrong_argument(argument: &'static str, type_name: &str) -> Self {
        let known = ARGUMENTS.iter().find(|known| known.0 == argument);
        let (expected, hint) =
            known.map_or(("a text", "hand over a text"), |known| (known.1, known.2));
        Self::WrongType {
            message: format!("`{argument}` must be {expected}, not `{type_name}`"),
            hint: hint.to_owned(),
        }
    }

    /// A policy and the path of another, or the wish for none.
    pub fn two_policies(first: &str, second: &str) -> Self {
        Self::invalid(
            format!("`{first}` and `{second}` cannot both be given: one policy is in force"),
            format!("leave out `{first}` or `{second}`"),
        )
    }
}

/// Whether the names of what was handed over as files are the members of a resource.
pub fn names_a_resource<'n>(names: impl IntoIterator<Item = &'n str>) -> bool {
    let mut found = [false; 4];
    for name in names {
        let members = [&["apiVersion", "api_version"][..], &["kind"], &["metadata"], &["spec"]];
        for (found, members) in found.iter_mut().zip(members) {
            *found |= members.contains(&name);
        }
    }
    found.into_iter().filter(|found| *found).count() > 1
}
