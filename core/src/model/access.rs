//! Service accounts, roles and bindings.

use super::selector::LabelSelector;
use crate::tree::{Field, Place};

/// A ServiceAccount.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ServiceAccount<'a> {
    /// Whether its token is mounted into pods by default.
    pub automount_service_account_token: Field<bool>,
    /// Secrets by name.
    pub secrets: Field<Vec<Field<&'a str>>>,
    /// Secrets for pulling images.
    pub image_pull_secrets: Field<Vec<Field<&'a str>>>,
}

/// A Role or ClusterRole.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Role<'a> {
    /// Whether it is a ClusterRole.
    pub cluster: bool,
    /// The rules.
    pub rules: Field<Vec<AccessRule<'a>>>,
    /// Roles whose rules are aggregated into this one.
    pub aggregation: Field<Vec<LabelSelector<'a>>>,
}

/// One rule of a role: all of its verbs on all of its resources.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AccessRule<'a> {
    /// API groups; empty is the core group.
    pub api_groups: Field<Vec<Field<&'a str>>>,
    /// Resources, subresources after a `/`.
    pub resources: Field<Vec<Field<&'a str>>>,
    /// Only these objects.
    pub resource_names: Field<Vec<Field<&'a str>>>,
    /// Verbs.
    pub verbs: Field<Vec<Field<&'a str>>>,
    /// Non-resource paths of the API.
    pub non_resource_urls: Field<Vec<Field<&'a str>>>,
    /// Where the rule is.
    pub place: Place,
}

/// A RoleBinding or ClusterRoleBinding.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Binding<'a> {
    /// Whether it is a ClusterRoleBinding.
    pub cluster: bool,
    /// `Role` or `ClusterRole`.
    pub role_kind: Field<&'a str>,
    /// The role's name.
    pub role_name: Field<&'a str>,
    /// The subjects of the role.
    pub subjects: Field<Vec<Subject<'a>>>,
}

/// The subject of a binding.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Subject<'a> {
    /// `User`, `Group` or `ServiceAccount`.
    pub kind: Field<&'a str>,
    /// Name.
    pub name: Field<&'a str>,
    /// Namespace of a service account.
    pub namespace: Field<&'a str>,
    /// Where the subject is.
    pub place: Place,
}
