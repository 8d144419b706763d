//! The table from controls to checks.

use std::fmt::Write as _;

use asepsis::checks::Check;
use asepsis::frameworks::{Control, Framework, KubernetesVersion};
use asepsis::internal::checks::ALL;

use crate::lists::Generated;

pub(super) fn controls() -> Generated {
    let mut text = String::from(
        "# Controls and the checks that bear on them\n\n\
         A check marked † bears on the control by a reading of our own. A control that is marked \
         *by hand* cannot be shown in files.\n",
    );
    for framework in Framework::BUILT_IN {
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

fn checks(control: &Control) -> String {
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

fn link(family: &str, check: &Check, control: &Control) -> Option<String> {
    let cited = check.controls.iter().find(|cited| cited.control() == control)?;
    let mark = if cited.is_own_reading() { " †" } else { "" };
    Some(format!("[{0}](checks/{family}/{0}.md){mark}", check.id))
}
