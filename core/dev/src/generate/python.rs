//! The words of a report as types of Python, for annotations.

use std::fmt::Write as _;
use std::io;

use asepsis::frameworks::Framework;
use asepsis::internal::checks::ALL;
use asepsis::report::SCHEMA;
use serde_json::Value;

use crate::lists::Generated;

const HEAD: &str = r#""""The words of a report, for annotations. Written by `cargo dev sync`."""

from __future__ import annotations

from typing import Literal

"#;

/// Where the schema of reports lists the words of a type.
const OF_THE_SCHEMA: &[(&str, &str)] = &[
    ("Confidence", "/$defs/finding/properties/confidence"),
    ("ControlStatus", "/$defs/control/properties/status"),
    ("InputKind", "/$defs/input/properties/kind"),
    ("InputStatus", "/$defs/input/properties/status"),
    ("LeftOutKind", "/$defs/leftOut/properties/kind"),
    ("ProblemCode", "/$defs/problem/properties/code"),
    ("Role", "/$defs/related/properties/role"),
    ("Severity", "/$defs/severity"),
    ("SuppressionOrigin", "/$defs/suppressionOrigin"),
    ("Verdict", "/properties/verdict"),
];

/// What `progress` is told is being done; no report says it.
const STAGES: [&str; 2] = ["reading", "judging"];

pub(super) fn python() -> io::Result<Generated> {
    let schema: Value = serde_json::from_str(SCHEMA)?;
    let mut types: Vec<(&str, Vec<&str>)> = vec![
        ("CheckId", ALL.iter().flat_map(|(_, checks)| checks.iter().map(|it| it.id)).collect()),
        ("Family", ALL.iter().map(|(family, _)| *family).collect()),
        ("FrameworkId", Framework::BUILT_IN.iter().map(|framework| framework.id()).collect()),
        ("Stage", STAGES.to_vec()),
    ];
    for (name, pointer) in OF_THE_SCHEMA {
        let words = schema.pointer(pointer).and_then(|node| node.get("enum")?.as_array());
        let words = words.ok_or_else(|| io::Error::other(format!("no enum at {pointer}")))?;
        types.push((name, words.iter().filter_map(Value::as_str).collect()));
    }
    types.sort();
    let mut text = HEAD.to_owned();
    for (name, words) in &types {
        let _ = writeln!(text, "{name} = Literal[");
        for word in words {
            let _ = writeln!(text, "    \"{word}\",");
        }
        text.push_str("]\n");
    }
    text.push_str("\n__all__ = [\n");
    for (name, _) in &types {
        let _ = writeln!(text, "    \"{name}\",");
    }
    text.push_str("]\n");
    Ok(Generated::new("bindings-python/python/asepsis/types.py", text))
}
