use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "seccomp-or-apparmor-disabled",
    title: "seccomp, AppArmor or SELinux is disabled",
    messages: &[MESSAGE.text()],
    why: "A process in the container can use system calls and files that the default profiles deny, which gives an attacker access to more of the kernel.",
    fix: Fix::all(
        "Remove the option from `security_opt`, or use a profile that allows what the service needs.",
    ),
    severity: Severity::High,
    concern: Concern::Seccomp,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<3> = Message::new("{service} disables {what} with `{option}`");

/// Options that disable a protection, and the name of the protection.
const OFF: &[(&str, &str)] = &[
    ("seccomp:unconfined", "seccomp"),
    ("seccomp=unconfined", "seccomp"),
    ("apparmor:unconfined", "AppArmor"),
    ("apparmor=unconfined", "AppArmor"),
    ("label:disable", "SELinux"),
    ("label=disable", "SELinux"),
    ("systempaths=unconfined", "the masking of `/proc` and `/sys`"),
];

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let options = service.at("security_opt").list(crate::tree::Cursor::text);
    for option in out.read(&options).into_iter().flatten() {
        let Some(text) = out.read(option) else { continue };
        match OFF.iter().find(|(off, _)| off == text) {
            Some((_, what)) => {
                out.fail(option, MESSAGE.with(service.label(), what, text));
            }
            None => out.pass(option),
        }
    }
}
