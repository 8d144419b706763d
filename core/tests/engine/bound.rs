//! The subjects of bindings in notes and messages.

use asepsis::Input;

use crate::check;

const ROLE: &str = "\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: clinic}
rules:
- {apiGroups: [''], resources: [secrets], verbs: [get]}
";

fn bound(subjects: &str) -> String {
    format!(
        "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {{name: b, \
         namespace: clinic}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: Role, name: \
         reader}}\nsubjects: {subjects}\n"
    )
}

#[test]
fn a_role_that_reads_secrets_names_the_subjects_that_it_is_bound_to() {
    let cases = [
        (
            "[{kind: ServiceAccount, name: web, namespace: clinic}]",
            "bound to ServiceAccount `clinic/web` here",
        ),
        (
            "[{kind: User, name: ann}, {kind: Group, name: ops}]",
            "bound to User `ann` and 1 more subject here",
        ),
        (
            "[{kind: Group, name: a}, {kind: Group, name: b}, {kind: Group, name: c}]",
            "bound to Group `a` and 2 more subjects here",
        ),
        ("[]", "bound to no subject here"),
        ("'{{ .Values.subjects }}'", "bound to subjects that are not known here"),
    ];
    for (subjects, expected) in cases {
        let text = format!("{ROLE}{}", bound(subjects));
        let report = check(&["secret-read-access"], vec![Input::text("rbac.yaml", text)]);
        let [finding] = report.findings() else { panic!("{subjects}") };
        let notes: Vec<&str> = finding.related.iter().map(|note| &*note.message).collect();
        assert_eq!(notes, [expected], "{subjects}");
    }
}

#[test]
fn a_role_with_many_bindings_names_some_and_counts_the_others() {
    let subject = bound("[{kind: User, name: ann}]");
    let bindings: String =
        (0..22).map(|at| subject.replace("name: b,", &format!("name: b{at},"))).collect();
    let text = format!("{ROLE}{bindings}");
    let report = check(&["secret-read-access"], vec![Input::text("rbac.yaml", text)]);
    let notes: Vec<&str> = report.findings()[0].related.iter().map(|note| &*note.message).collect();
    assert_eq!(notes.len(), 20);
    assert_eq!(notes[19], "bound to User `ann` here, and by 2 more bindings");
}
