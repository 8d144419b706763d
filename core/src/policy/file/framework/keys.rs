//! The keys of a framework file, from which the reader and the schema are derived.

use crate::policy::file::keys::{Key, key};

/// Keys of the file itself.
pub(in crate::policy) static FRAMEWORK: &[Key] = &[
    key("id", "The id by which reports name the framework.", r#""our-policy""#),
    key("title", "The usual name.", r#""Security policy of the clinic""#),
    key("version", "The edition.", r#""2025""#),
    key(
        "technology",
        "The only technology that the framework covers, by its usual name. Default: all.",
        r#""Kubernetes""#,
    ),
    key("proposed", "Whether it is a proposal that is not in force. Default: false.", "true"),
    key(
        "parameters",
        "Parameters of checks that the framework demands, by check id and parameter name. A value of the policy takes precedence, and the notes of the controls name both.",
        r#"{"low-uid": {"minimum_uid": 1001}}"#,
    ),
    key("controls", "The controls, in their order.", r#"[{"id": "A1", "title": "no root"}]"#),
];

/// Keys of a control of a built-in framework: the checks cite it.
pub(in crate::policy) static TEXTS: &[Key] =
    &[ID, TITLE, TEXT, OBLIGATION, SHOWN_BY, NOT_SHOWN, NOTE, MANUAL];

/// Keys of a control.
pub(in crate::policy) static CONTROL: &[Key] = &[
    ID,
    TITLE,
    TEXT,
    OBLIGATION,
    SHOWN_BY,
    NOT_SHOWN,
    NOTE,
    MANUAL,
    key(
        "decides",
        "Checks that state the same condition: both a pass and a failure count.",
        r#"["writable-root-filesystem"]"#,
    ),
    key(
        "supports",
        "Checks whose pass with a place is evidence; a failure only means that this evidence is missing.",
        r#"["liveness-probe-missing"]"#,
    ),
    key(
        "refutes",
        "Checks whose failure counts against the control; a pass is not evidence.",
        r#"["hardcoded-secret-in-env"]"#,
    ),
    key(
        "supports_and_refutes",
        "Checks whose pass with a place is evidence, and whose failure counts against the control.",
        r#"["network-policy-missing"]"#,
    ),
];

const ID: Key = key("id", "The control's name within the framework.", r#""A26""#);
const TITLE: Key = key("title", "What the control is about, in a few words.", r#""no root""#);
const TEXT: Key = key(
    "text",
    "What the control says, in one or two sentences.",
    r#""No container runs as root.""#,
);
const OBLIGATION: Key =
    key("obligation", "How binding the control is, if it is known.", r#""required""#);
const SHOWN_BY: Key = key(
    "shown_by",
    "What in the files would prove the control.",
    r#""`runAsUser` of 1001 or more""#,
);
const NOT_SHOWN: Key = key("not_shown", "What files cannot show.", r#""the user of an image""#);
const NOTE: Key = key("note", "A note for reports.", r#""see the handbook""#);
const MANUAL: Key = key(
    "manual",
    "Whether files cannot provide evidence, so that the control is assessed manually. Default: false.",
    "true",
);

/// The keys that a framework must have, each with what to write.
pub(in crate::policy) static REQUIRED: &[(&str, &str)] = &[
    ("id", "add an id, such as `id: our-policy`"),
    ("title", "add the usual name"),
    ("controls", "add a list of controls, each with `id` and `title`"),
];

/// The keys that a control must have, each with what to write.
pub(in crate::policy) static REQUIRED_OF_A_CONTROL: &[(&str, &str)] = &[
    ("id", "add the control's name within the framework"),
    ("title", "add what the control is about, in a few words"),
];
