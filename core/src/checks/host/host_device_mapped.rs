use super::devices::{Allowed, allows_disks_or_memory, is_device};
use super::host_paths::KnownPath;
use crate::checks::partly::partly;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::pods::{VolumeDetail, VolumeSource};
use crate::tree::{NodeRef, Place, Why};

pub(super) static CHECK: Check = Check {
    id: "host-device-mapped",
    title: "memory or disk device of the host is accessible",
    messages: &[BY_RULE.text(), MAPPED.text()],
    why: "The container can read and write the memory or the disks of the host, which bypasses file permissions.",
    fix: Fix::all("Remove the device or the rule, or map only the device that the service needs."),
    severity: Severity::High,
    concern: Concern::HostDevices,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const BY_RULE: Message<3> =
    Message::new("{service} has access to {what} of the host by the device cgroup rule `{rule}`");
const MAPPED: Message<2> = Message::new("{service} maps the host device `{shown}`");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let devices = service.at("devices");
    let devices = devices.list(|device| (device.get("source").text(), device.get("source")));
    for (device, source) in out.read(&devices).into_iter().flatten() {
        let written = source.as_written();
        let Some(text) = partly(device, Some(&written), out) else { continue };
        judge(&text, source.node().map_or("", NodeRef::text), device.place(), service, out);
    }
    for source in mounts(service, out) {
        let (VolumeDetail::HostPath(path) | VolumeDetail::Device(path)) = &source.detail else {
            continue;
        };
        // The checks for host paths report the parts that are not known.
        let mut aside = Outcome::default();
        let text = partly(path, source.as_written.as_ref(), &mut aside);
        let Some(text) = text.filter(|text| is_device(&KnownPath::new(text))) else { continue };
        judge(&text, &text, path.place(), service, out);
    }
    let rules = service.at("device_cgroup_rules").list(crate::tree::Cursor::text);
    for rule in out.read(&rules).into_iter().flatten() {
        let Some(text) = out.read(rule) else { continue };
        let what = match allows_disks_or_memory(text) {
            Some(Allowed::All) => "every device",
            Some(Allowed::Disks) => "the disks",
            Some(Allowed::Memory) => "the memory",
            None => continue,
        };
        out.fail(rule, BY_RULE.with(service.label(), what, text));
    }
}

fn judge(text: &str, shown: &str, place: Place, service: &Resource, out: &mut Outcome) {
    let path = KnownPath::new(text);
    if is_device(&path) {
        out.fail(&place, MAPPED.with(service.label(), shown));
    } else if path.is_known {
        out.pass(&place);
    } else {
        out.unknown(&place, Why::Variable.to_string());
    }
}

/// The sources of the service's volumes.
fn mounts<'s>(service: &'s Resource, out: &mut Outcome) -> Vec<&'s VolumeSource<'s>> {
    let Some(workload) = service.workload() else { return Vec::new() };
    let volumes = out.read(&workload.pod).and_then(|pod| out.read(&pod.volumes));
    let volumes = volumes.into_iter().flatten();
    volumes.filter_map(|volume| out.read(&volume.sources)).flatten().collect()
}
