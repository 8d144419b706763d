use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity};
use crate::frameworks::{Cis, Control, Hipaa, Nsa};
use crate::model::pods::Container;
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "writable-root-filesystem",
    title: "container can change its own programs",
    why: "Whoever gets in can replace what runs and leave tools behind, and nothing in the image shows it.",
    fix: "Set `readOnlyRootFilesystem: true` and mount an `emptyDir` where the program has to write.",
    severity: Severity::Medium,
    controls: &[
        Control::HipaaReading(Hipaa::S312A1),
        Control::HipaaReading(Hipaa::S308A1IiB),
        Control::Cis(Cis::new("5.7.3")),
        Control::Nsa(Nsa::P2),
    ],
    since: "0.1.0",
    platforms: Platforms::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    if !scope.is_not_windows(out) {
        return;
    }
    let read_only = &container.security.read_only_root_filesystem;
    if out.read(read_only) == Some(&true) {
        return out.pass(read_only);
    }
    out.fail(read_only, format!("{} can write to its root file system", container.label()))
        .fix(Edit::set(read_only, true));
}
