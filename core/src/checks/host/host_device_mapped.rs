use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "host-device-mapped",
    title: "service has the host's memory or disks",
    why: "Whoever gets in reads and writes them past every file permission.",
    fix: Fix::all("Remove the device, or map the one that the program needs."),
    severity: Severity::High,
    concern: Concern::HostDevices,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let devices = service.at("devices").list(|device| device.get("source").text());
    for device in out.read(&devices).into_iter().flatten() {
        let Some(path) = out.read(device) else { continue };
        if is_dangerous(path) {
            out.fail(device, format!("{} has the host's `{path}`", service.label()));
        } else {
            out.pass(device);
        }
    }
    let rules = service.at("device_cgroup_rules").list(crate::tree::Cursor::text);
    for rule in out.read(&rules).into_iter().flatten() {
        if out.read(rule).is_some_and(|rule| rule.trim_start().starts_with('a')) {
            out.fail(rule, format!("{} may use every device of the host", service.label()));
        }
    }
}

fn is_dangerous(path: &str) -> bool {
    const DISKS: &[&str] = &["/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/dm-"];
    const MEMORY: &[&str] = &["/dev/mem", "/dev/kmem", "/dev/port"];
    MEMORY.contains(&path) || DISKS.iter().any(|disk| path.starts_with(disk))
}
