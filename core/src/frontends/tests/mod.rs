//! File kinds by name, and a frontend that exists only here.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;

mod ward;

use crate::checker::Checker;
use crate::engine::Input;

use super::registry::Frontends;
use super::{
    ALL, Frontend, compose, dockerfile, dotenv, git, helm, kubernetes, recognise, terraform,
    uncovered, vault, workflows,
};

/// All frontends, and one more.
static WITH_WARDS: &[&Frontend] = &[
    &dockerfile::FRONTEND,
    &workflows::FRONTEND,
    &terraform::FRONTEND,
    &vault::FRONTEND,
    &uncovered::FRONTEND,
    &dotenv::FRONTEND,
    &git::FRONTEND,
    &helm::FRONTEND,
    &compose::FRONTEND,
    &kubernetes::FRONTEND,
    &ward::FRONTEND,
];

#[test]
fn a_frontend_is_one_value_in_a_list() {
    let [text] = *of_the_guide("text").as_slice() else { panic!("the guide shows one file") };
    let checker = Checker::default().with_frontends(Frontends(WITH_WARDS));
    let report = checker.check([Input::text("beds/icu.ward", text)]);
    let input = &report.inputs()[0];
    assert_eq!((input.kind.as_str(), input.resources), ("ward", 1));
    let found: Vec<String> = report
        .findings()
        .iter()
        .filter_map(|finding| {
            let line = finding.location.as_ref()?.start?.line;
            Some(format!("{line}: {}: {}", finding.check, finding.message))
        })
        .collect();
    for expected in [
        "2: image-tag-mutable: image `registry.example/monitor:latest` has the mutable tag `latest`",
        "3: hardcoded-secret-in-env: environment variable `MONITOR_PASSWORD` contains a credential",
        "4: secret-in-annotation: label `admin.password` contains a credential",
        "5: host-network: ward uses the host network",
    ] {
        assert!(found.iter().any(|line| line == expected), "{expected}: {found:#?}");
    }
    // Without the frontend the file is not recognised.
    assert!(recognise("beds/icu.ward").is_none());
}

#[test]
fn the_guide_shows_the_frontend_of_the_test() {
    let shown = of_the_guide("rust");
    assert_eq!(shown.len(), 2);
    for code in shown {
        assert!(include_str!("ward.rs").contains(code), "{code}");
    }
}

/// The code blocks of the guide in a language.
fn of_the_guide(language: &str) -> Vec<&'static str> {
    let guide = include_str!("../../../ARCHITECTURE.md");
    let (_, section) = guide.split_once("\n## Adding a frontend\n").unwrap();
    let blocks = section.split("\n```").skip(1).step_by(2);
    blocks
        .filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'))
        .map(|code| code.strip_suffix('\n').unwrap_or(code))
        .collect()
}

#[test]
fn every_kind_and_format_has_a_unique_word() {
    let kinds: Vec<&str> =
        ALL.iter().flat_map(|frontend| frontend.kinds).map(|kind| kind.word).collect();
    assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len());
    for format in ALL.iter().flat_map(|frontend| frontend.formats) {
        let same = ALL.iter().flat_map(|frontend| frontend.formats);
        assert!(
            same.filter(|other| *other == format).all(|other| other.family() == format.family())
        );
    }
    let known = recognise("compose.yaml").unwrap();
    assert_eq!(
        serde_json::json!(known),
        serde_json::json!({"kind": "compose", "format": "compose"})
    );
}

#[test]
fn what_is_recognised_is_declared() {
    for (name, _) in NAMES {
        let Some(known) = recognise(name) else { continue };
        let declares = |frontend: &&&super::Frontend| {
            frontend.kinds.contains(&known.kind) && frontend.formats.contains(&known.format)
        };
        assert_eq!(ALL.iter().filter(declares).count(), 1, "{name}");
    }
}

#[test]
fn the_name_says_what_a_file_can_be_in_any_case() {
    for (name, expected) in NAMES {
        let found = recognise(name).map(|found| (found.kind.word, found.format.as_str()));
        assert_eq!(found, *expected, "{name}");
    }
}

/// Names with the kind and the language of their files.
const NAMES: &[(&str, Option<(&str, &str)>)] = &[
    ("deploy.yaml", Some(("manifest", "yaml"))),
    ("C:\\work\\pod.Json", Some(("manifest", "json"))),
    ("tsconfig.json", Some(("manifest", "json"))),
    ("charts/app/Chart.yaml", Some(("chart", "yaml"))),
    ("charts/app/Chart.lock", Some(("chart", "yaml"))),
    ("deploy/.gitignore", Some(("ignore", "lines"))),
    ("Cargo.lock", None),
    ("Cargo.toml", Some(("configuration", "properties"))),
    ("api/appsettings.Production.json", Some(("application-settings", "jsonc"))),
    ("src/application.yml", Some(("manifest", "yaml"))),
    ("application-prod.properties", Some(("application-settings", "properties"))),
    ("vault/agent.hcl", Some(("vault", "hcl"))),
    ("prod.tfvars.example", Some(("terraform", "hcl"))),
    ("charts/app/values.yaml", Some(("values", "yaml"))),
    ("charts/app/values-prod.YML", Some(("values", "yaml"))),
    ("charts/app/ci/with-postgres-values.yaml", Some(("values", "yaml"))),
    ("values/deploy.yaml", Some(("manifest", "yaml"))),
    ("intervalues.yaml", Some(("manifest", "yaml"))),
    ("overlays/prod/kustomization.yml", Some(("kustomization", "yaml"))),
    ("overlays/prod/Kustomization", Some(("kustomization", "yaml"))),
    ("deploy/docker-compose.PROD.yml", Some(("compose", "compose"))),
    ("compose.yaml", Some(("compose", "compose"))),
    ("deploy/.env", Some(("dotenv", "dotenv"))),
    (".env.production", Some(("dotenv", "dotenv"))),
    ("db.env", Some(("dotenv", "dotenv"))),
    ("env.example", Some(("dotenv", "dotenv"))),
    ("env", None),
    (".env.ts", None),
    (".envrc", None),
    ("dev-compose.yaml", Some(("compose", "compose"))),
    ("kompose.yaml", Some(("manifest", "yaml"))),
    ("deploy.yaml.bak", None),
    ("yaml", None),
    ("deploy/.yaml", Some(("hidden", "yaml"))),
    (".JSON", Some(("hidden", "json"))),
    ("pods.ndjson", Some(("manifest", "json"))),
    ("pods.jsonl", Some(("manifest", "json"))),
    ("pods.jsonc", Some(("manifest", "jsonc"))),
    (".txt", None),
    ("infra/main.tf", Some(("terraform", "hcl"))),
    ("infra/main.tf.json", Some(("terraform", "json"))),
    ("nomad/rota.hcl", Some(("hcl", "hcl"))),
    ("images/worker.Dockerfile", Some(("dockerfile", "dockerfile"))),
    ("Dockerfile.arm64", Some(("dockerfile", "dockerfile"))),
    ("docker/Dockerfile-dev", Some(("dockerfile", "dockerfile"))),
    ("Dockerfile.dockerignore", None),
    ("network.template", Some(("manifest", "yaml"))),
    ("default.conf.template", None),
    (".env.template", Some(("dotenv", "dotenv"))),
    ("lab/db.env.tmpl", Some(("dotenv", "dotenv"))),
    ("charts/app/templates/_env.tpl", Some(("template definitions", "template"))),
    ("charts/app/templates/NOTES.txt", Some(("template definitions", "template"))),
    (".github/workflows/smoke.yaml", Some(("github-actions", "yaml"))),
    (".github/dependabot.yml", Some(("manifest", "yaml"))),
    (".gitlab-ci.yml", Some(("gitlab-ci", "yaml"))),
    (".circleci/config.yml", Some(("circleci", "yaml"))),
    (".circleci/docker-compose.yml", Some(("compose", "compose"))),
    ("deploy/helmfile.yaml", Some(("helmfile", "yaml"))),
    ("config/api.yaml.gotmpl", Some(("helmfile", "lines"))),
    ("charts/app/README.md.gotmpl", None),
    ("vault/records.env.ctmpl", Some(("vault", "lines"))),
    (".npmrc", Some(("settings", "properties"))),
    (".npmrc.example", Some(("settings", "properties"))),
    ("home/.docker/config.json", Some(("settings", "json"))),
    ("app/config.json", Some(("manifest", "json"))),
    ("tls/server.key", Some(("settings", "text"))),
    ("ssh/id_rsa.pub", None),
    (".yarnrc.yml", Some(("settings", "yaml"))),
    (".sops.yaml", Some(("settings", "yaml"))),
    (".kube/config", Some(("manifest", "yaml"))),
    ("ci/prod.kubeconfig", Some(("manifest", "yaml"))),
    ("a.yaml/README", None),
    ("", None),
];
