//! What files are by their names, and a frontend that is nowhere but here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;

use super::{ALL, recognise};

#[test]
fn every_kind_and_language_has_a_word_of_its_own() {
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
    (".yaml", None),
    ("a.yaml/README", None),
    ("", None),
];
