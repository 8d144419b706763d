//! A check that joins objects of two kinds that the crate has no model of: it needs nothing but the
//! inventory's one look-up.

use asepsis::checks::{Check, Rule, Scope};
use asepsis::inventory::{Found, namespace};
use asepsis::model::Resource;
use asepsis::{Checker, Input, Outcome};

use crate::{counts, said};

/// Whether the issuer of a certificate is there, of the certificate's namespace or of the cluster.
fn issuer_is_there(certificate: &Resource<'_>, scope: &Scope<'_>, out: &mut Outcome) {
    let issuer = certificate.at("spec.issuerRef");
    let (kind, name) = (issuer.get("kind").text(), issuer.get("name").text());
    let (Some(kind), Some(name)) = (out.read(&kind).copied(), out.read(&name).copied()) else {
        return;
    };
    let own = match namespace(&certificate.metadata.namespace) {
        Ok(own) => own,
        Err(doubt) => return out.unknown(&doubt, doubt.to_string()),
    };
    let own = (kind == "Issuer").then_some(own);
    match scope.inventory.find("cert-manager.io", kind, own, name) {
        Found::One(issuer) | Found::Several(issuer) => out.pass(issuer),
        Found::Nothing => match scope.inventory.doubt_about("cert-manager.io", kind) {
            Some(doubt) => out.unknown(&doubt, doubt.to_string()),
            None => {
                out.fail(&issuer, format!("there is no {kind} `{name}`"));
            }
        },
    }
}

fn object(kind: &str, name: &str, namespace: &str, spec: &str) -> String {
    format!(
        "{{apiVersion: cert-manager.io/v1, kind: {kind}, metadata: {{name: '{name}', namespace: {namespace}}}, spec: {spec}}}\n"
    )
}

fn certificate(name: &str, kind: &str, issuer: &str) -> Input {
    let spec = format!("{{issuerRef: {{kind: {kind}, name: {issuer}}}}}");
    Input::text(format!("{name}.yaml"), object("Certificate", name, "clinic", &spec))
}

fn checker() -> Checker {
    let check = Check::builder("issuer-missing")
        .rule(Rule::Resource(&["cert-manager.io/Certificate"], issuer_is_there));
    Checker::builder().check(check).select("issuer-missing").build().unwrap()
}

#[test]
fn a_check_joins_two_kinds_without_a_model() {
    let report = checker().check([
        Input::text("z-own.yaml", object("Issuer", "own", "clinic", "{}")),
        Input::text("z-far.yaml", object("Issuer", "far", "elsewhere", "{}")),
        Input::text("z-wide.yaml", object("ClusterIssuer", "wide", "ignored", "{}")),
        certificate("a", "Issuer", "own"),
        certificate("b", "Issuer", "far"),
        certificate("c", "ClusterIssuer", "wide"),
        certificate("d", "ClusterIssuer", "own"),
    ]);
    assert_eq!(said(&report), ["b.yaml:1 issuer-missing", "d.yaml:1 issuer-missing"]);
    assert_eq!(counts(&report, "issuer-missing"), [2, 2, 0, 0]);
}

#[test]
fn an_object_with_an_unknown_name_may_be_the_one() {
    let hidden = object("Issuer", "{{ .Values.issuer }}", "clinic", "{}");
    let report = checker().check([
        Input::text("z.yaml", hidden),
        certificate("a", "Issuer", "own"),
        certificate("b", "ClusterIssuer", "own"),
    ]);
    assert_eq!(said(&report), ["b.yaml:1 issuer-missing"]);
    assert_eq!(counts(&report, "issuer-missing"), [1, 0, 1, 0]);
}

#[test]
fn what_is_asked_of_one_file_alone_is_unknown() {
    let report = checker().check([certificate("a", "Issuer", "own").alone()]);
    assert_eq!(counts(&report, "issuer-missing"), [0, 0, 1, 0]);
}
