//! The table from controls to checks.

use std::fmt::Write as _;

use asepsis::checks::{Bearing, Check};
use asepsis::frameworks::{Control, Framework, KubernetesVersion};
use asepsis::internal::checks::ALL;

use crate::lists::Generated;

pub(super) fn controls() -> Generated {
    let mut text = String::from(
        "# Controls and their checks\n\n\
         A check *decides* a control if both state the same condition: pass and failure both count. \
         It *supports* one where a pass that points at a place is evidence for it, and *refutes* one \
         where a failure is evidence against it. A control passes only on evidence: the absence of \
         findings is not evidence.\n\n\
         The relation of a check marked † to the control is our own interpretation. For a control \
         marked *by hand*, files cannot provide evidence.\n",
    );
    for framework in Framework::BUILT_IN {
        let (title, id) = (framework.title(), framework.id());
        let _ = write!(
            text,
            "\n## {title}\n\nId: `{id}`.\n\n\
             | control | about | decided by | supported by | refuted by |\n|---|---|---|---|---|\n"
        );
        for control in framework.controls(KubernetesVersion::LATEST) {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {} | {} |",
                control.id(),
                control.title(),
                decided(control),
                checks(control, |of| of != Bearing::Decides && of.is_supporting()),
                checks(control, |of| of != Bearing::Decides && of.is_refuting()),
            );
        }
    }
    Generated::new("core/docs/controls.md", text)
}

/// The checks that decide a control, or why there are none.
fn decided(control: &Control) -> String {
    if control.is_manual() {
        "*by hand*".to_owned()
    } else if checks(control, |_| true).is_empty() {
        "none yet".to_owned()
    } else {
        checks(control, |of| of == Bearing::Decides)
    }
}

fn checks(control: &Control, wanted: fn(Bearing) -> bool) -> String {
    let mut links = Vec::new();
    for (family, checks) in ALL {
        links.extend(checks.iter().filter_map(|check| link(family, check, control, wanted)));
    }
    links.join(", ")
}

fn link(
    family: &str,
    check: &Check,
    control: &Control,
    wanted: fn(Bearing) -> bool,
) -> Option<String> {
    let cited = check.controls.iter().find(|cited| cited.control() == control)?;
    wanted(cited.bearing()).then_some(())?;
    let mark = if cited.is_own_reading() { " †" } else { "" };
    Some(format!("[{0}](checks/{family}/{0}.md){mark}", check.id))
}
