//! Roles and bindings.

use super::{Files, Shape, one, repeated};

pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "roles", about: "roles, each bound to an account of a Pod", files: roles },
    Shape { name: "bindings-of-one", about: "bindings of one role", files: bindings_of_one },
    Shape {
        name: "bindings-of-large",
        about: "rules of one role, and as many bindings of it",
        files: bindings_of_large,
    },
    Shape { name: "role-rules", about: "rules of one role", files: rules },
    Shape { name: "role-verbs", about: "verbs and resources of one rule", files: verbs },
    Shape {
        name: "role-aggregation",
        about: "roles that one role takes together",
        files: aggregation,
    },
    Shape { name: "subjects", about: "subjects of one binding", files: subjects },
    Shape {
        name: "pods-of-account",
        about: "Pods of one account with many rights",
        files: pods_of_account,
    },
    Shape {
        name: "bindings-of-account",
        about: "bindings of one account, with as many Pods",
        files: bindings_of_account,
    },
];

fn role(name: &str, rules: &str) -> String {
    format!(
        "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{name: {name}}}\nrules:\n{rules}"
    )
}

fn binding(name: usize, role: &str, account: &str) -> String {
    format!(
        "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: b{name}}}\n\
         roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {role}}}\n\
         subjects: [{{kind: ServiceAccount, name: {account}, namespace: ward}}]\n"
    )
}

fn pod(index: usize, account: &str) -> String {
    format!(
        "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {account}, namespace: ward}}\n---\n\
         apiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}, namespace: ward}}\nspec:\n  serviceAccountName: {account}\n  \
         containers: [{{name: app, image: registry.example/app}}]\n"
    )
}

const READ: &str = "- {apiGroups: [''], resources: [secrets], verbs: [get, list]}\n";

fn rule(index: usize) -> String {
    format!(
        "- {{apiGroups: [''], resources: [secrets], resourceNames: [s{index}], verbs: [get]}}\n"
    )
}

fn roles(count: usize) -> Files {
    one(
        "roles.yaml",
        repeated("", count, |index| {
            let (role_name, account) = (format!("r{index}"), format!("a{index}"));
            role(&role_name, READ) + &binding(index, &role_name, &account) + &pod(index, &account)
        }),
    )
}

fn bindings_of_one(count: usize) -> Files {
    one(
        "roles.yaml",
        repeated(&role("r", READ), count, |index| binding(index, "r", &format!("a{index}"))),
    )
}

fn bindings_of_large(count: usize) -> Files {
    let head = role("r", &repeated("", count, rule));
    one("roles.yaml", repeated(&head, count, |index| binding(index, "r", &format!("a{index}"))))
}

fn rules(count: usize) -> Files {
    let text = role("r", &repeated("", count, rule)) + &binding(0, "r", "a") + &pod(0, "a");
    one("roles.yaml", text)
}

fn verbs(count: usize) -> Files {
    let list = |word: &str| repeated("", count, |index| format!("  - {word}{index}\n"));
    let text = role(
        "r",
        &format!("- apiGroups: ['']\n  resources:\n{}  verbs:\n{}", list("r"), list("v")),
    );
    one("roles.yaml", text + &binding(0, "r", "a") + &pod(0, "a"))
}

fn aggregation(count: usize) -> Files {
    let head = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: all}\n\
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: all}}]}\nrules: []\n";
    let text = repeated(head, count, |index| {
        role(&format!("r{index}"), READ).replace("metadata: {", "metadata: {labels: {to: all}, ")
    });
    one("roles.yaml", repeated(&text, count, |index| binding(index, "all", &format!("a{index}"))))
}

fn subjects(count: usize) -> Files {
    let head = role("r", READ)
        + "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\n\
           roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}\nsubjects:\n";
    one(
        "roles.yaml",
        repeated(&head, count, |index| {
            format!("- {{kind: ServiceAccount, name: a{index}, namespace: ward}}\n")
        }),
    )
}

fn pods_of_account(count: usize) -> Files {
    let head = role("r", &repeated("", count, rule)) + &binding(0, "r", "a");
    one(
        "roles.yaml",
        repeated(&head, count, |index| {
            format!(
                "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}, namespace: ward}}\nspec:\n  serviceAccountName: a\n  \
             containers: [{{name: app, image: registry.example/app}}]\n"
            )
        }),
    )
}

fn bindings_of_account(count: usize) -> Files {
    one(
        "roles.yaml",
        repeated("", count, |index| {
            let name = format!("r{index}");
            role(&name, READ)
                + &binding(index, &name, "a")
                + &format!(
                    "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}, namespace: ward}}\nspec:\n  serviceAccountName: a\n  \
             containers: [{{name: app, image: registry.example/app}}]\n"
                )
        }),
    )
}
