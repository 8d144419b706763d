//! Arguments that cannot be checked, with the same messages in every language binding.

use super::Error;

/// What a caller passed instead of text, bytes, or a mapping of names to text or bytes. The bindings
/// know the types of their language; the messages about them are here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Handed<'h> {
    /// A value that is not available yet: a promise, a coroutine.
    Promise,
    /// A value that must be read first: a Blob, a response, an open file.
    Unread,
    /// A URL.
    Address,
    /// Texts without names, or invalid pairs.
    Unnamed,
    /// The path of a file, and the call that takes paths, if there is one.
    Path(Option<&'h str>),
    /// One or several resources built in code, and the call that takes them.
    Resource(&'h str),
    /// Texts by name where paths were expected, and the call that takes texts.
    Texts(&'h str),
    /// Anything else.
    Other,
}

impl Handed<'_> {
    fn hint(self) -> String {
        match self {
            Self::Promise => "await it and pass the result".to_owned(),
            Self::Unread => "read it first and pass its text or bytes".to_owned(),
            Self::Address => "fetch the URL and pass the text or bytes of the response".to_owned(),
            Self::Unnamed => "give each text a name: `{\"a.yaml\": text}`".to_owned(),
            Self::Path(Some(call)) => format!("use `{call}` to check files and folders"),
            Self::Path(None) => "read the file and pass its text or bytes".to_owned(),
            Self::Resource(call) => format!("use `{call}` for resources that are built in code"),
            Self::Texts(call) => format!("use `{call}` to check texts"),
            Self::Other => "pass text, bytes, or `{\"a.yaml\": text}`".to_owned(),
        }
    }
}

/// Arguments of the bindings that are not choices: the expected type, and a hint.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "api_versions",
        "a string or a list of strings",
        "`api_versions` lists API versions of the cluster: `[\"monitoring.coreos.com/v1\"]`",
    ),
    ("config", "a file path", "`policy` takes the policy as text or as a mapping"),
    (
        "context",
        "a name or a list of names",
        "`context` names files that are read for their values but not checked",
    ),
    ("environment", "a string", "`environment` names the only environment to render"),
    ("file name", "a string", "give each text a name: `{\"a.yaml\": text}`"),
    ("id", "a string", "write it as `privileged-container`"),
    ("inline_suppressions", "a boolean", "false disables suppressions in comments and annotations"),
    (
        "name",
        "a string",
        "`name` is the name of a single text in the report, for example `deploy.yaml`",
    ),
    (
        "named",
        "a name or a list of names",
        "`named` lists the files that the user named explicitly",
    ),
    ("namespace", "a string", "`namespace` is the namespace of the release"),
    ("names", "a name or a list of names", "write `[\"pods\", \"secrets\"]`"),
    ("options", "a plain object", "write `{\"fail_on\": \"high\"}`"),
    (
        "policy",
        "text or a mapping",
        "pass the text of the policy file, or `{\"frameworks\": [\"hipaa\"]}`",
    ),
    ("release", "a string", "`release` is the name of the release that charts are rendered for"),
    ("set", "a string or a list of strings", "write `[\"image.tag=1.2\"]`"),
    (
        "values",
        "a name or a list of names",
        "`values` names files of values that charts are rendered with",
    ),
];

impl Error {
    /// The argument is not text: its type as its language calls it, and what it is.
    pub fn no_text(type_name: &str, handed: Handed<'_>) -> Self {
        Self::WrongType {
            message: format!(
                "expected text, bytes, or a mapping of names to text or bytes, found `{type_name}`"
            ),
            hint: handed.hint(),
        }
    }

    /// The argument is neither a path nor a list of paths.
    pub fn no_path(type_name: &str, handed: Handed<'_>) -> Self {
        let hint = match handed {
            Handed::Other => {
                "pass paths of files and folders: `\"deploy\"`, `[\"deploy\", \"charts\"]`"
                    .to_owned()
            }
            other => other.hint(),
        };
        Self::WrongType {
            message: format!("expected a path or a list of paths, found `{type_name}`"),
            hint,
        }
    }

    /// The argument is not a resource.
    pub fn no_resource(name: &str, type_name: &str, handed: Handed<'_>) -> Self {
        let hint = match handed {
            Handed::Other => Self::WHOLE_RESOURCES.to_owned(),
            other => other.hint(),
        };
        Self::no_object(name, format!("`{type_name}` is not a resource"), hint)
    }

    /// What is accepted as a resource.
    pub(crate) const WHOLE_RESOURCES: &str =
        "pass complete resources, with `apiVersion`, `kind` and `metadata`";

    /// An argument has the wrong type.
    pub fn wrong_argument(argument: &'static str, type_name: &str) -> Self {
        let known = ARGUMENTS.iter().find(|known| known.0 == argument);
        let (expected, hint) =
            known.map_or(("a string", "pass a string"), |known| (known.1, known.2));
        Self::WrongType {
            message: format!("`{argument}` must be {expected}, not `{type_name}`"),
            hint: hint.to_owned(),
        }
    }

    /// Two policies, or a policy together with the option to ignore policies.
    pub fn two_policies(first: &str, second: &str) -> Self {
        Self::invalid(
            format!("`{first}` and `{second}` cannot be combined: a run has one policy"),
            format!("remove `{first}` or `{second}`"),
        )
    }
}

/// Whether the names in a mapping passed as files are the keys of a resource.
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
