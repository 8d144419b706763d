//! The table from controls to checks.

use std::fmt::Write as _;

use asepsis::checks::{ALL, Check};
use asepsis::frameworks::{Control, Framework, KubernetesVersion};

use crate::lists::Generated;

pub(super) fn controls() -> Generated {
    let mut text = String::from(
        "# Controls and the checks that bear on them\n\n\
         A check marked † bears on the control by a reading of our own. A control that is marked \
         *by hand* cannot be shown in files.\n",
    );
    for framework in Framework::ALL.iter().copied() {
        let (title, id) = (framework.title(), framework.id());
        let _ = write!(
            text,
            "\n## {title}\n\nAsked for as `{id}`.\n\n| control | about | checks |\n|---|---|---|\n"
        );
        for control in framework.controls(KubernetesVersion::LATEST) {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} |",
                control.id(),
                control.title(),
                checks(control)
            );
        }
    }
    Generated::new("core/docs/controls.md", text)
}

fn checks(control: Control) -> String {
    let mut links = Vec::new();
    for (family, checks) in ALL {
        links.extend(checks.iter().filter_map(|check| link(family, check, control)));
    }
    match (links.is_empty(), control.is_manual()) {
        (true, true) => "*by hand*".to_owned(),
        (true, false) => "none yet".to_owned(),
        (false, _) => links.join(", "),
    }
}

fn link(family: &str, check: &Check, control: Control) -> Option<String> {
    // A reading of our own cites the same id of the same framework as the control itself.
    let same = |cited: &&Control| match (cited, control) {
        (Control::Pss(cited), Control::Pss(control)) => *cited == control,
        _ => cited.framework() == control.framework() && cited.id() == control.id(),
    };
    let cited = check.controls.iter().find(same)?;
    let mark = if cited.is_own_reading() { " †" } else { "" };
    Some(format!("[{0}](checks/{family}/{0}.md){mark}", check.id))
}
