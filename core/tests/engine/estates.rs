//! Bundles and environments.

use asepsis::Input;

use crate::{check, counts, pod, said};

const PRIVILEGED: &str = "privileged-container";
const POLICY: &str = "network-policy-missing";

const DENY: &str = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, \
                    namespace: clinic}\nspec: {policyTypes: [Ingress, Egress]}\n";

#[test]
fn a_finding_of_several_environments_is_one_with_their_names() {
    let inputs = vec![
        Input::text("base.yaml", pod("api", "privileged: true")),
        Input::text("dev.yaml", pod("debug", "privileged: true")).environment("dev"),
        Input::text("prod.yaml", pod("worker", "privileged: false")).environment("prod"),
    ];
    let report = check(&[PRIVILEGED], inputs);
    let expected =
        ["base.yaml:12 privileged-container [dev, prod]", "dev.yaml:12 privileged-container [dev]"];
    assert_eq!(said(&report), expected);
    // Three places, although the base is judged twice.
    assert_eq!(counts(&report, PRIVILEGED), [2, 1, 0, 0]);
    assert_eq!(report.summary().at_or_above_threshold, 2);
}

#[test]
fn a_place_that_one_environment_fails_counts_as_failed() {
    let inputs = vec![
        Input::text("base.yaml", pod("api", "privileged: false")),
        Input::text("deny.yaml", DENY).environment("prod"),
        Input::text("dev.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: clinic}\n")
            .environment("dev"),
    ];
    let report = check(&[POLICY], inputs);
    assert_eq!(said(&report), ["base.yaml:2 network-policy-missing [dev]"]);
    assert_eq!(counts(&report, POLICY), [1, 0, 0, 0]);
}

#[test]
fn one_environment_needs_no_multiplication() {
    let inputs = vec![
        Input::text("base.yaml", pod("api", "privileged: true")),
        Input::text("prod.yaml", pod("worker", "privileged: true")).environment("prod"),
    ];
    let report = check(&[PRIVILEGED], inputs);
    assert_eq!(report.findings().len(), 2);
    assert_eq!(counts(&report, PRIVILEGED), [2, 0, 0, 0]);
}

#[test]
fn what_denies_in_one_bundle_says_nothing_about_another() {
    let inputs = |deny: &'static str| {
        vec![
            Input::text("a/pod.yaml", pod("api", "privileged: false")).bundle("a"),
            Input::text("b/pod.yaml", pod("api", "privileged: false")).bundle("b"),
            Input::text("deny.yaml", DENY).bundle(deny),
        ]
    };
    assert_eq!(said(&check(&[POLICY], inputs("a"))), ["b/pod.yaml:2 network-policy-missing"]);
    assert_eq!(said(&check(&[POLICY], inputs("b"))), ["a/pod.yaml:2 network-policy-missing"]);
    let neither = ["a/pod.yaml:2 network-policy-missing", "b/pod.yaml:2 network-policy-missing"];
    assert_eq!(said(&check(&[POLICY], inputs("c"))), neither);
}

#[test]
fn two_objects_of_one_identity_are_both_judged() {
    let inputs = vec![
        Input::text("one.yaml", pod("api", "privileged: true")),
        Input::text("two.yaml", pod("api", "privileged: true")),
    ];
    let report = check(&[PRIVILEGED], inputs);
    assert_eq!(
        said(&report),
        ["one.yaml:12 privileged-container", "two.yaml:12 privileged-container"]
    );
}
