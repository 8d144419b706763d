//! The built-in frameworks: constants from the files of `core/frameworks`, and a page for each.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use asepsis::checks::{AnyCheck, Bearing};
use asepsis::frameworks::{Control, Framework, KubernetesVersion};
use asepsis::policy::read_built_in_framework;

use crate::lists::Generated;

/// A module with the type of its list, and the files that it is written from, each with the name of its
/// header and the profile that it is.
type List =
    (&'static str, &'static str, &'static [(&'static str, &'static str, Option<&'static str>)]);

const LISTS: &[List] = &[
    ("cis", "Cis", &[("cis-kubernetes", "HEADER", None)]),
    ("hipaa", "Hipaa", &[("hipaa", "HEADER", None)]),
    ("nist", "Nist", &[("nist-800-53", "HEADER", None)]),
    ("nprm", "HipaaNprm", &[("hipaa-nprm-2025", "HEADER", None)]),
    ("nsa", "Nsa", &[("nsa-cisa", "HEADER", None)]),
    (
        "pss",
        "PssControl",
        &[
            ("pss-baseline", "BASELINE", Some("Baseline")),
            ("pss-restricted", "RESTRICTED", Some("Restricted")),
        ],
    ),
];

/// The constants of all built-in frameworks.
pub(super) fn lists(root: &Path) -> io::Result<Vec<Generated>> {
    LISTS.iter().map(|list| constants(root, list)).collect()
}

fn constants(root: &Path, (module, name, files): &List) -> io::Result<Generated> {
    let (mut headers, mut controls, mut titles) = (String::new(), String::new(), Vec::new());
    for (file, header, profile) in *files {
        let path = format!("core/frameworks/{file}.yaml");
        let text = std::fs::read_to_string(root.join(&path))?;
        let framework = read_built_in_framework(&path, &text).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            io::Error::other(lines.join("\n"))
        })?;
        if framework.id() != *file {
            return Err(io::Error::other(format!("{path}: the id must be `{file}`")));
        }
        let profile =
            profile.map_or_else(|| "None".to_owned(), |of| format!("Some(Profile::{of})"));
        let _ = write!(
            headers,
            "\npub(in crate::frameworks) const {header}: Header = Header {{\n    id: {:?},\n    \
             title: {:?},\n    version: {:?},\n    technology: {:?},\n    is_proposed: {},\n    \
             profile: {profile},\n}};\n",
            framework.id(),
            framework.title(),
            framework.version(),
            framework.technology(),
            framework.is_proposed(),
        );
        for control in framework.controls(KubernetesVersion::LATEST) {
            constant(&mut controls, control);
        }
        titles.push(framework.title().to_owned());
    }
    let titles = titles.join("; ");
    let names = files.iter().map(|(file, ..)| format!("`core/frameworks/{file}.yaml`"));
    let names: Vec<String> = names.collect();
    let mut used = String::from("use crate::frameworks::control::{");
    if controls.contains("Obligation::") {
        used.push_str("Obligation, ");
    }
    used.push_str("Written, controls};\nuse crate::frameworks::framework::Header;\n");
    if headers.contains("Profile::") {
        used.push_str("use crate::frameworks::pss::Profile;\n");
    }
    used = used.replace("control::{", "control::{Control, ");
    let text = format!(
        "//! Written by `cargo dev sync` from {}.\n\n{used}{headers}\n#[rustfmt::skip]\n\
         controls! {{\n    /// {titles}.\n    {name} {{\n{controls}    }}\n}}\n",
        names.join(" and "),
    );
    Ok(Generated::new(format!("core/src/frameworks/lists/{module}.rs"), text))
}

/// The constant of a control; what a file does not say is left out.
fn constant(to: &mut String, control: &Control) {
    let _ = write!(
        to,
        "        /// `{}`: {}.\n        {} = Written {{ framework: {:?}, id: {:?}, title: {:?}",
        control.id(),
        control.title(),
        name_of(control.id()),
        control.framework(),
        control.id(),
        control.title(),
    );
    // The note of a control without one follows from its obligation.
    let note = if control.obligation().is_some() && control.note().starts_with("evidence for a")
        || control.is_manual() && control.note().starts_with("files cannot provide")
    {
        ""
    } else {
        control.note()
    };
    let texts = [
        ("text", control.text()),
        ("shown_by", control.shown_by().unwrap_or_default()),
        ("not_shown", control.not_shown()),
        ("note", note),
    ];
    for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        let _ = write!(to, ", {key}: {text:?}");
    }
    if let Some(obligation) = control.obligation() {
        let _ = write!(to, ", obligation: Some(Obligation::{obligation:?})");
    }
    if control.is_manual() {
        to.push_str(", is_manual: true");
    }
    to.push_str(", ..Written::EMPTY }.control();\n");
}

/// The name of a control's constant: `164.312(a)(1)` is `S312A1`, `hostPorts` is `HOST_PORTS`, `5.2.2`
/// is `I5_2_2`.
fn name_of(id: &str) -> String {
    if let Some(section) = id.strip_prefix("164.") {
        return format!("S{}", section.replace(['(', ')', '.'], "").to_uppercase());
    }
    let mut name = String::new();
    let mut before = ' ';
    for letter in id.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            name.push('_');
        }
        let is_part = letter.is_ascii_alphanumeric();
        if is_part {
            name.extend(letter.to_uppercase());
        } else if !name.ends_with('_') {
            name.push('_');
        }
        before = letter;
    }
    let name = name.trim_end_matches('_');
    if name.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("I{name}")
    } else {
        name.to_owned()
    }
}

/// A page for each built-in framework.
pub(super) fn pages() -> Vec<Generated> {
    Framework::BUILT_IN.iter().map(|framework| page(framework)).collect()
}

fn page(framework: &Framework) -> Generated {
    let (id, title) = (framework.id(), framework.title());
    let mut text = format!("# {title}\n\nId: `{id}`.\n");
    if framework.is_proposed() {
        text.push_str("\nThis is a proposal that is not in force.\n");
    }
    text.push_str(
        "\nFiles provide evidence for controls; alone, they do not establish them. The relation of a \
         check marked † to the control is our own interpretation.\n",
    );
    for control in framework.controls(KubernetesVersion::LATEST) {
        section(&mut text, control);
    }
    Generated::new(format!("core/docs/frameworks/{id}.md"), text)
}

fn section(to: &mut String, control: &Control) {
    let _ = write!(to, "\n## {}: {}\n\n", control.id(), control.title());
    if !control.text().is_empty() {
        let _ = write!(to, "{}\n\n", control.text());
    }
    let mut rows = Vec::new();
    if let Some(obligation) = control.obligation() {
        rows.push(("Obligation", obligation.as_str().to_owned()));
    }
    if let Some(shown_by) = control.shown_by() {
        rows.push(("Would prove it", shown_by.to_owned()));
    }
    if !control.not_shown().is_empty() {
        rows.push(("Files cannot show", control.not_shown().to_owned()));
    }
    if !control.note().is_empty() {
        rows.push(("Note", control.note().to_owned()));
    }
    for bearing in Bearing::ALL {
        let checks = checks(control, *bearing);
        if !checks.is_empty() {
            let name = match bearing {
                Bearing::Decides => "Decided by",
                Bearing::Supports => "Supported by",
                Bearing::Refutes => "Refuted by",
                _ => "Supported and refuted by",
            };
            rows.push((name, checks));
        }
    }
    if AnyCheck::built_in().all(|check| !cites(&check, control)) && !control.is_manual() {
        rows.push(("Checks", "none yet".to_owned()));
    }
    for (name, value) in rows {
        let _ = writeln!(to, "- {name}: {value}");
    }
}

fn cites(check: &AnyCheck, control: &Control) -> bool {
    check.controls().iter().any(|cited| cited.control() == control)
}

fn checks(control: &Control, bearing: Bearing) -> String {
    let mut links = Vec::new();
    for check in AnyCheck::built_in() {
        for cited in check.controls().iter().filter(|cited| cited.control() == control) {
            if cited.bearing() == bearing {
                let mark = if cited.is_own_reading() { " †" } else { "" };
                links.push(format!(
                    "[{0}](../checks/{1}/{0}.md){mark}",
                    check.id(),
                    check.family()
                ));
            }
        }
    }
    links.join(", ")
}
