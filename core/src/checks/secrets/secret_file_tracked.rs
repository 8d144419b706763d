use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    refutes, supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "secret-file-tracked",
    title: "secret file is stored with the project",
    messages: &[MESSAGE.text()],
    why: "A file in the project directory is easily committed: anyone who can then read the repository or its history has the secret.",
    fix: Fix::all(
        "Store the file outside the repository, or set `environment` instead of `file`. Rotate the secret; treat it as compromised.",
    ),
    severity: Severity::High,
    concern: Concern::TrackedFile,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["secret"], check),
};

const MESSAGE: Message<2> = Message::new("{secret} is read from `{path}`, which is in the input");

fn check(secret: &Resource, scope: &Scope, out: &mut Outcome) {
    let file = secret.at("file").text();
    match out.read(&file) {
        // The file is in the input, but Git may not track it.
        Some(path) if scope.estate.has_file(secret, path) => {
            let message = MESSAGE.with(secret.label(), path);
            out.fail(&file, message).confidence(Confidence::Medium);
        }
        // A file that is not in the input may be anywhere.
        Some(_) => out.not_applicable(),
        None if out.is_undecided() => {}
        None => match secret.at("environment") {
            variable if variable.exists() => out.pass(&variable),
            _ => out.not_applicable(),
        },
    }
}
