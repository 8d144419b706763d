use crate::checks::partly::image_name;
use crate::checks::programs::words;
use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::pods::Container;
use crate::model::{Body, ImageReference, Resource, Technology};
use crate::tree::{Cursor, NodeRef, Place, may_be, with_holes};

pub(super) static CHECK: Check = Check {
    id: "vault-dev-mode",
    title: "Vault runs in dev mode",
    messages: &[IMAGE.text(), CHART.text(), CONTAINER.text()],
    why: "A dev server keeps all secrets in memory, listens without TLS and starts unsealed, and its root token is in the command line, the environment or the log.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Run `vault server` without `-dev`, with a configuration for storage, a seal and a listener with TLS.",
        ),
        (
            Technology::Compose,
            "Run `vault server` without `-dev`, with a configuration for storage, a seal and a listener with TLS.",
        ),
        (
            Technology::Helm,
            "Set `server.dev.enabled: false`, and configure storage, a seal and a listener with TLS in `server.standalone` or `server.ha`.",
        ),
        (
            Technology::Dockerfile,
            "Let the image run `vault server` without `-dev`, with a configuration for storage, a seal and a listener with TLS.",
        ),
    ]),
    severity: Severity::Critical,
    concern: Concern::DevelopmentMode,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S312A2IV).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS
        .and(Technologies::HELM)
        .and(Technologies::only(Technology::Dockerfile)),
    parameters: &[],
    rule: Rule::EveryResource(check),
};

const IMAGE: Message = Message::new("image runs Vault in dev mode");
const CHART: Message = Message::new("`server.dev.enabled` runs Vault in dev mode");
const CONTAINER: Message<1> = Message::new("{container} runs Vault in dev mode");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let judged = match &resource.body {
        Body::Settings(_) if resource.technology == Technology::Dockerfile => {
            judge_image(resource, out)
        }
        Body::Settings(_) => judge_values(resource, scope, out),
        Body::Workload(workload) => {
            let Some(pod) = out.read(&workload.pod) else { return };
            let lists = pod.container_lists();
            let containers = lists.into_iter().filter_map(|list| out.read(list)).flatten();
            let containers: Vec<&Container> = containers.collect();
            containers.into_iter().filter(|container| judge(container, scope, out)).count()
        }
        _ => 0,
    };
    if judged == 0 {
        out.not_applicable();
    }
}

/// Judges a container, if it runs Vault.
fn judge(container: &Container, scope: &Scope, out: &mut Outcome) -> bool {
    let mut of_image = Outcome::default();
    let name = image_name(container, &mut of_image);
    let is_image = name.as_deref().is_some_and(is_vault);
    let words = words(container, out);
    let runs = words.iter().any(|(word, _)| word.split_whitespace().any(is_vault));
    if !is_image && !runs {
        if name.is_none() {
            // An unknown image may be Vault.
            out.read(&container.image);
        }
        return false;
    }
    let flag = words.iter().find(|(word, _)| word.split_whitespace().any(is_flag));
    if let Some((_, place)) = flag {
        fail(*place, container, scope, out);
        return true;
    }
    let opens = |word: &str| ["-dev", "--dev"].iter().any(|flag| may_be(&with_holes(word), flag));
    if let Some((_, place)) = words.iter().find(|(word, _)| opens(word)) {
        out.unknown(place, "a variable may enable dev mode");
    }
    let is_default = words.is_empty() && !out.is_undecided();
    if let Some(place) = variable(container, out) {
        // The variables have no effect without the flag, which may be in the default command of the
        // image.
        let failure = fail(place, container, scope, out);
        if !is_default {
            failure.confidence(Confidence::Low);
        }
    } else if is_default && is_image {
        fail(container.image.place(), container, scope, out).confidence(Confidence::Medium);
    } else {
        out.pass(&container.image.place());
    }
    true
}

fn fail<'o>(
    at: Place,
    container: &Container,
    scope: &Scope,
    out: &'o mut Outcome,
) -> &'o mut crate::checks::Failure {
    let severity = scope.in_compose(Severity::High, Severity::Critical);
    let message = CONTAINER.with(container.label());
    out.fail(&at, message).severity(severity)
}

/// Whether the last component of a path is the Vault program or image.
fn is_vault(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, "vault" | "vault-enterprise" | "openbao" | "bao" | "openbao-ubi" | "openbao-hsm")
}

fn is_flag(word: &str) -> bool {
    let flag = word.trim_start_matches('-');
    flag.len() < word.len()
        && (flag == "dev" || flag.starts_with("dev-") || flag.starts_with("dev="))
        && flag != "dev=false"
}

/// The place of a variable of dev mode.
fn variable(container: &Container, out: &mut Outcome) -> Option<Place> {
    let variables = out.read(&container.env)?;
    variables.iter().find_map(|variable| {
        let name = out.read(&variable.name)?;
        let is_of_mode = name.starts_with("VAULT_DEV_") || name.starts_with("BAO_DEV_");
        is_of_mode.then(|| variable.name.place())
    })
}

/// Judges the command lines of an image; returns how many start Vault.
fn judge_image(resource: &Resource, out: &mut Outcome) -> usize {
    let mut is_image = false;
    let mut commands: Vec<(Vec<_>, Vec<Cursor>)> = Vec::new();
    for (mut path, scalar) in resource.scalars() {
        let has = |word: &str| path.iter().any(|step| step == word);
        if has("FROM") {
            is_image |= is_vault(ImageReference::parse(text(&scalar)).repository);
        }
        if !["RUN", "CMD", "ENTRYPOINT"].iter().any(|word| has(word)) {
            continue;
        }
        // The items of a list are one command.
        if path.last().is_some_and(|step| step.bytes().all(|byte| byte.is_ascii_digit())) {
            path.pop();
        }
        match commands.last_mut() {
            Some((last, words)) if *last == path => words.push(scalar),
            _ => commands.push((path, vec![scalar])),
        }
    }
    let mut judged = 0;
    for (_, words) in &commands {
        let all: Vec<&str> = words.iter().map(text).collect();
        let all = all.join(" ");
        let starts = |command: &&str| {
            let mut words = command.split_whitespace();
            let is_own = is_image || command.split_whitespace().any(is_vault);
            is_own && words.any(|word| word == "server")
        };
        let mut starting = all.split([';', '&', '|', '\n']).filter(starts).peekable();
        if starting.peek().is_none() {
            continue;
        }
        judged += 1;
        let is_dev = starting.any(|command| command.split_whitespace().any(is_flag));
        let flagged = words.iter().find(|word| text(word).split_whitespace().any(is_flag));
        match flagged.filter(|_| is_dev) {
            Some(word) => {
                out.fail(word, IMAGE);
            }
            None => words.iter().take(1).for_each(|word| out.pass(word)),
        }
    }
    judged
}

fn text<'c>(scalar: &Cursor<'c>) -> &'c str {
    scalar.node().map_or("", NodeRef::text)
}

/// Judges `server.dev.enabled` of the Vault chart.
fn judge_values(resource: &Resource, scope: &Scope, out: &mut Outcome) -> usize {
    let mut judged = 0;
    for (path, mapping) in resource.mappings() {
        let [.., server, dev] = path.as_slice() else { continue };
        if server != "server" || dev != "dev" {
            continue;
        }
        let enabled = mapping.get("enabled").bool();
        if out.is_unset(&enabled) {
            continue;
        }
        match out.read(&enabled) {
            Some(true) => {
                out.fail(&enabled, CHART).severity(severity(scope));
            }
            Some(false) => out.pass(&enabled),
            None => {}
        }
        judged += 1;
    }
    judged
}

/// The severity: lower in the values of tests and of environments other than production.
fn severity(scope: &Scope) -> Severity {
    match super::files::file(scope) {
        Some(file) if file.is_test => Severity::High,
        Some(file) if !file.environments.is_empty() && !file.is_production => Severity::High,
        _ => Severity::Critical,
    }
}
