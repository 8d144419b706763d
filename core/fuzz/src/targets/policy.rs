//! The policy file.

use asepsis::{AnyCheck, Checker, Input, policy};

/// A small platform, with something to select, suppress and exclude.
const PLATFORM: &[(&str, &str)] = &[
    (
        "deploy/prod/api.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: ward}\nspec:\n  hostNetwork: true\n  \
         containers:\n  - name: app\n    image: registry.example/api\n    securityContext: {privileged: \
         true}\n",
    ),
    ("compose.yaml", "services:\n  db:\n    image: postgres\n    privileged: true\n"),
];

/// A policy is valid or has errors with places in its text; a run with a valid policy succeeds.
pub(super) fn ask(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    match policy::read("asepsis.yaml", &text, &checks) {
        Ok(options) => {
            let Ok(checker) = Checker::builder().options(options).build() else { return };
            let report =
                checker.check(PLATFORM.iter().map(|(name, text)| Input::text(*name, *text)));
            super::written::check(&report);
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "no policy, and no fault");
            for error in errors {
                let said = format!("{error} {}", error.hint().unwrap_or_default());
                let wrong = said.chars().find(|sign| sign.is_control() && *sign != '\t');
                assert!(wrong.is_none(), "a fault has {wrong:?}: {said:?}");
            }
        }
    }
}
