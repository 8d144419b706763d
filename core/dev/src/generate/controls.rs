//! The table from controls to checks.

use std::fmt::Write as _;

use asepsis::checks::{Bearing, Check};
use asepsis::frameworks::{Control, Framework, KubernetesVersion};
use asepsis::internal::checks::ALL;

use crate::lists::Generated;

pub(super) fn controls() -> Generated {
    let mut text = String::from(
        "# Controls and the checks that bear on them\n\n\
         A check *decides* a control where the control says what the check says: pass and failure \
         both count. It *supports* one where a pass that points at a place is evidence for it, \
         and *refutes* one where a failure is evidence against it. A control passes only on \
         evidence: that nothing was found against it is none.\n\n\
         A check marked † bears on the control by our own interpretation. A control that is marked \
         *by hand* cannot be shown in files.\n",
    );
    for framework in Framework::BUILT_IN {
        let (title, id) = (framework.title(), framework.id());
        let _ = write!(
            text,
            "\n## {title}\n\nAsked for as `{id}`.\n\n\
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

/// The checks that decide a control, or why none bears on it.
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
