//! Service accounts, roles and bindings.

use super::meta::label_selector;
use super::values::{names, texts};
use crate::model::access::{AccessRule, Binding, Role, ServiceAccount, Subject};
use crate::tree::Cursor;

pub(super) fn service_account<'a>(object: &Cursor<'a>) -> ServiceAccount<'a> {
    ServiceAccount {
        automount_service_account_token: object.get("automountServiceAccountToken").bool(),
        secrets: names(&object.get("secrets")),
        image_pull_secrets: names(&object.get("imagePullSecrets")),
    }
}

pub(super) fn role<'a>(object: &Cursor<'a>, cluster: bool) -> Role<'a> {
    let aggregation = object.get("aggregationRule");
    Role {
        cluster,
        rules: object.get("rules").list(|rule| AccessRule {
            api_groups: texts(&rule.get("apiGroups")),
            resources: texts(&rule.get("resources")),
            resource_names: texts(&rule.get("resourceNames")),
            verbs: texts(&rule.get("verbs")),
            non_resource_urls: texts(&rule.get("nonResourceURLs")),
            place: rule.place(),
        }),
        aggregation: aggregation.get("clusterRoleSelectors").list(label_selector),
    }
}

pub(super) fn binding<'a>(object: &Cursor<'a>, cluster: bool) -> Binding<'a> {
    let role = object.get("roleRef");
    Binding {
        cluster,
        role_kind: role.get("kind").text(),
        role_name: role.get("name").text(),
        subjects: object.get("subjects").list(|subject| Subject {
            kind: subject.get("kind").text(),
            name: subject.get("name").text(),
            namespace: subject.get("namespace").text(),
            place: subject.place(),
        }),
    }
}
