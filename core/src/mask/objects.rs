//! Determines which mappings are Secrets, even if their kind is misspelt or missing, and which
//! parts of them are shown.

use strsim::damerau_levenshtein;

use crate::tree::{Kind, NodeRef};

/// Maximum edit distance of a misspelt kind from `Secret`.
const MISTAKES: usize = 2;

/// Whether a kind is `Secret`, `SecretList`, or one of these misspelt.
pub(super) fn is_secret_kind(kind: &str) -> bool {
    let name: String = kind.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix("list").unwrap_or(&name);
    let is_near = name.len().abs_diff("secret".len()) <= MISTAKES && name.starts_with('s');
    is_near && damerau_levenshtein(name, "secret") <= MISTAKES
}

/// Whether a key is `data` or `stringData` or a misspelling of it.
fn is_data(key: &str) -> bool {
    is_string_data(key) || stem(key).eq("data".chars())
}

fn is_string_data(key: &str) -> bool {
    const NAME: &str = "stringdata";
    // Most keys have another first letter or length.
    let may_be =
        stem(key).next() == Some('s') && stem(key).count().abs_diff(NAME.len()) <= MISTAKES;
    may_be && damerau_levenshtein(&stem(key).collect::<String>(), NAME) <= MISTAKES
}

fn stem(key: &str) -> impl Iterator<Item = char> {
    let letters = key.chars().filter(char::is_ascii_alphabetic);
    letters.take(16).map(|letter| letter.to_ascii_lowercase())
}

/// Whether a mapping is a Secret, by its kind or its structure.
pub(super) fn is_secret(object: NodeRef<'_>) -> bool {
    if object.kind() != Kind::Mapping {
        return false;
    }
    let mut kind: Option<&str> = None;
    let (mut has_data, mut has_string_data, mut has_metadata, mut is_typed) =
        (false, false, false, false);
    for (key, value) in object.own_entries() {
        let text = value.follow().map_or("", NodeRef::text);
        match key.text() {
            // If there are two kinds, `Secret` counts.
            name if name.trim().eq_ignore_ascii_case("kind") => {
                kind = kind.filter(|known| is_secret_kind(known)).or(Some(text));
            }
            "metadata" | "apiVersion" => has_metadata = true,
            "type" => is_typed = text == "Opaque" || text.starts_with("kubernetes.io/"),
            name if name.len() > 24 || !name.starts_with(['d', 'D', 's', 'S']) => {}
            name => {
                let is_mapping = value.follow().is_none_or(|value| value.kind() == Kind::Mapping);
                has_string_data |= is_mapping && is_string_data(name);
                has_data |= is_mapping && is_data(name);
            }
        }
    }
    let has_items = || object.entry("items").is_some();
    match kind.filter(|kind| !kind.is_empty()) {
        // References to other objects contain a kind.
        Some(kind) if is_secret_kind(kind) => {
            has_metadata || has_data || has_string_data || has_items()
        }
        // Third-party kinds that create Secrets: `EncryptedSecret`.
        Some(kind) => has_string_data && kind.to_ascii_lowercase().contains("secret"),
        None => has_string_data || (has_data && (has_metadata || is_typed)),
    }
}

/// Whether the value of a top-level key of a Secret, or of a key of its metadata, is shown.
pub(super) fn is_shown_key(key: &str) -> bool {
    const SHOWN: [&str; 14] = [
        "apiversion",
        "kind",
        "type",
        "immutable",
        "name",
        "namespace",
        "generatename",
        "metadata",
        "labels",
        "annotations",
        "data",
        "stringdata",
        "items",
        "binarydata",
    ];
    SHOWN.iter().any(|shown| key.eq_ignore_ascii_case(shown))
}

/// The content of a Secret that is not shown: values, and keys without a value.
pub(super) struct Contents<'t> {
    pub(super) node: NodeRef<'t>,
    /// Whether it is metadata and not data of the Secret.
    pub(super) is_metadata: bool,
    /// The key of the value; `None` in a top-level list.
    pub(super) key: Option<NodeRef<'t>>,
}

/// The whole content of a Secret, including targets of aliases.
pub(super) fn contents(object: NodeRef<'_>) -> Vec<Contents<'_>> {
    let mut found = Vec::new();
    let mut followed = std::collections::HashSet::new();
    let mut open: Vec<(NodeRef<'_>, Option<NodeRef<'_>>, Where)> = vec![(object, None, Where::Top)];
    while let Some((node, key, at)) = open.pop() {
        let is_alias = node.kind() == Kind::Alias;
        let Some(target) = node.follow() else {
            found.push(Contents { node, is_metadata: at.is_metadata(), key });
            continue;
        };
        if is_alias && !followed.insert(target.index()) {
            continue;
        }
        match target.kind() {
            Kind::Scalar => {
                found.push(Contents { node: target, is_metadata: at.is_metadata(), key });
            }
            Kind::Sequence => {
                // The items of a list of Secrets are Secrets.
                let inside = if at == Where::Items { Where::Top } else { at };
                open.extend(target.items().map(|item| (item, key, inside)));
            }
            Kind::Mapping => {
                for (name, value) in target.own_entries() {
                    let text = name.text();
                    let next = if name.is_merge_key() { at } else { at.below(text) };
                    // A list cannot be a name.
                    let is_scalar = value.follow().is_none_or(|value| value.kind() == Kind::Scalar);
                    let next = match next {
                        Where::Shown if !is_scalar => at.wrongly_filled(),
                        next => next,
                    };
                    if next != Where::Shown {
                        open.push((value, Some(name), next));
                    }
                }
            }
            Kind::Alias => {}
        }
    }
    found
}

/// The position of a node in a Secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Top,
    Items,
    Metadata,
    Described,
    Kept,
    Shown,
}

impl Where {
    fn is_metadata(self) -> bool {
        matches!(self, Self::Metadata | Self::Described)
    }

    /// In a collection in the place of a scalar.
    fn wrongly_filled(self) -> Self {
        if self.is_metadata() { Self::Described } else { Self::Kept }
    }

    fn below(self, key: &str) -> Self {
        let is = |names: &[&str]| names.iter().any(|name| key.trim().eq_ignore_ascii_case(name));
        match self {
            Self::Top if is(&["apiVersion", "kind", "type", "immutable"]) => Self::Shown,
            Self::Top if is(&["metadata"]) => Self::Metadata,
            Self::Top if is(&["items"]) => Self::Items,
            Self::Metadata if is(&["name", "namespace", "generateName"]) => Self::Shown,
            Self::Metadata | Self::Described => Self::Described,
            _ => Self::Kept,
        }
    }
}
