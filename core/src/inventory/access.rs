//! Service accounts of pods, their tokens, and the roles that are bound to them.

use std::collections::HashMap;

use super::asked::{Question, Topic};
use super::doubt::{Doubt, Reason};
use super::namespace::{namespace, namespace_of};
use super::order::{Numbered, in_order};
use super::{Found, Inventory};
use crate::model::access::{Binding, Role, ServiceAccount, Subject};
use crate::model::pods::Pod;
use crate::model::{Body, Resource};
use crate::tree::{Anchor, Field, State};

/// The service account that every namespace has.
pub const DEFAULT_SERVICE_ACCOUNT: &str = "default";

/// The group of roles and bindings.
pub const RBAC: &str = "rbac.authorization.k8s.io";

/// Whether a token of the service account is mounted into a pod, and which field decides.
#[derive(Clone, Copy, Debug)]
pub enum TokenMount<'r> {
    /// This field decides. If it is unset, the token is mounted.
    Decided {
        /// Whether the token is mounted.
        mounted: bool,
        /// The field of the pod or of the service account.
        by: &'r Field<bool>,
    },
    /// Unknown, with the reason.
    Unknown(Doubt),
}

/// The role that a binding grants.
#[derive(Clone, Copy, Debug)]
pub enum RoleOf<'r, 'a> {
    /// A role in the input.
    Found(&'r Resource<'a>, &'r Role<'a>),
    /// Several roles in the input have its name; this is the first.
    Several(&'r Resource<'a>),
    /// It is not in the input.
    NotInInput,
    /// Unknown, with the reason.
    Unknown(Doubt),
}

/// A binding with its resource.
pub type BindingOf<'r, 'a> = (&'r Resource<'a>, &'r Binding<'a>);

/// What a subject of a binding refers to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Grantee<'a> {
    Account { namespace: &'a str, name: &'a str },
    AccountsOf { namespace: &'a str },
    AllAccounts,
}

impl Grantee<'_> {
    fn question(&self) -> Question {
        let name: &[&str] = match self {
            Self::Account { namespace, name } => &[namespace, name],
            Self::AccountsOf { namespace } => &[namespace],
            Self::AllAccounts => &[],
        };
        Question::named(Topic::BindingsOfAccount, name)
    }
}

fn bindings_of_role((namespace, name): (Option<&str>, &str)) -> Question {
    Question::named(Topic::BindingsOfRole, &[namespace.unwrap_or_default(), name])
}

/// A binding with the matching subject.
type GrantOf<'r, 'a> = (BindingOf<'r, 'a>, &'r Subject<'a>);

/// Bindings by role and by subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Access<'r, 'a> {
    /// By the role's namespace (`None` for a ClusterRole) and name.
    by_role: HashMap<(Option<&'a str>, &'a str), Vec<Numbered<BindingOf<'r, 'a>>>>,
    by_grantee: HashMap<Grantee<'a>, Vec<Numbered<GrantOf<'r, 'a>>>>,
}

impl<'r, 'a> Access<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut access = Self::default();
        for (number, resource) in resources {
            let Body::Binding(binding) = &resource.body else { continue };
            if let Ok(Some(role)) = role_key(resource, binding) {
                access.by_role.entry(role).or_default().push((*number, (resource, binding)));
            }
            let State::Set(subjects, _) = binding.subjects.state() else { continue };
            for subject in subjects {
                if let Some(grantee) = grantee(resource, binding, subject) {
                    let entries = access.by_grantee.entry(grantee).or_default();
                    entries.push((*number, ((resource, binding), subject)));
                }
            }
        }
        access
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let roles = self.by_role.keys().map(|role| bindings_of_role(*role));
        roles.chain(self.by_grantee.keys().map(Grantee::question)).collect()
    }

    fn of_role(&self, role: (Option<&'a str>, &'a str)) -> &[Numbered<BindingOf<'r, 'a>>] {
        self.by_role.get(&role).map_or(&[], Vec::as_slice)
    }

    fn of_grantee<'i>(&'i self, grantee: &Grantee<'i>) -> &'i [Numbered<GrantOf<'r, 'a>>] {
        self.by_grantee.get(grantee).map_or(&[], Vec::as_slice)
    }
}

/// The namespace (`None` for a ClusterRole) and name of a binding's role; `None` if no such role
/// can exist.
fn role_key<'a>(
    resource: &Resource<'a>,
    binding: &Binding<'a>,
) -> Result<Option<(Option<&'a str>, &'a str)>, Doubt> {
    let unresolved = Doubt::about(&binding.role_kind).or(Doubt::about(&binding.role_name));
    if let Some(doubt) = unresolved {
        return Err(doubt);
    }
    let State::Set(name, _) = binding.role_name.state() else { return Ok(None) };
    match binding.role_kind.state() {
        State::Set("ClusterRole", _) => Ok(Some((None, name))),
        State::Set("Role", _) => {
            Ok(namespace_of(resource)?.map(|namespace| (Some(namespace), *name)))
        }
        _ => Ok(None),
    }
}

/// Source: the RBAC authorizer. A subject without a namespace is in the namespace of its
/// RoleBinding; in a ClusterRoleBinding it refers to no account.
fn grantee<'a>(
    resource: &Resource<'a>,
    binding: &Binding<'a>,
    subject: &Subject<'a>,
) -> Option<Grantee<'a>> {
    let (State::Set(kind, _), State::Set(name, _)) = (subject.kind.state(), subject.name.state())
    else {
        return None;
    };
    match *kind {
        "ServiceAccount" => {
            let namespace = match subject.namespace.state() {
                State::Unset(..) | State::Set("", _) if binding.cluster => return None,
                State::Unset(..) | State::Set("", _) => {
                    namespace(&resource.metadata.namespace).ok()?
                }
                State::Set(namespace, _) => namespace,
                State::Unresolved(..) => return None,
            };
            Some(Grantee::Account { namespace, name })
        }
        "User" => {
            let account = name.strip_prefix("system:serviceaccount:")?;
            let (namespace, name) = account.split_once(':')?;
            Some(Grantee::Account { namespace, name })
        }
        "Group" => match *name {
            "system:serviceaccounts" | "system:authenticated" => Some(Grantee::AllAccounts),
            _ => name
                .strip_prefix("system:serviceaccounts:")
                .map(|namespace| Grantee::AccountsOf { namespace }),
        },
        _ => None,
    }
}

/// The name of a pod's service account; unset and empty mean `default`.
///
/// # Errors
/// The doubt, if the field is unresolved.
pub fn service_account_name<'a>(pod: &Pod<'a>) -> Result<&'a str, Doubt> {
    match pod.service_account_name.state() {
        State::Set("", _) | State::Unset(..) => Ok(DEFAULT_SERVICE_ACCOUNT),
        State::Set(name, _) => Ok(name),
        State::Unresolved(place, why) => Err(Doubt::unresolved(*place, *why)),
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// Whether a token of its service account is mounted into a workload's pods: the pod decides,
    /// otherwise its service account; by default it is mounted.
    pub fn token_mount(&self, resource: &Resource<'a>, pod: &'r Pod<'a>) -> TokenMount<'r> {
        let of_pod = &pod.automount_service_account_token;
        match of_pod.state() {
            State::Set(mounted, _) => {
                return TokenMount::Decided { mounted: *mounted, by: of_pod };
            }
            State::Unresolved(place, why) => {
                return TokenMount::Unknown(Doubt::unresolved(*place, *why));
            }
            State::Unset(..) => {}
        }
        let own = namespace(&resource.metadata.namespace);
        let (own, name) = match (own, service_account_name(pod)) {
            (Ok(own), Ok(name)) => (own, name),
            (Err(doubt), _) | (_, Err(doubt)) => return TokenMount::Unknown(doubt),
        };
        let found = if name == DEFAULT_SERVICE_ACCOUNT {
            self.find_or_of_cluster("", "ServiceAccount", Some(own), name)
        } else {
            self.find("", "ServiceAccount", Some(own), name)
        };
        match found {
            Found::One(account) => match &account.body {
                Body::ServiceAccount(account) => token_of_account(account, of_pod),
                _ => TokenMount::Decided { mounted: true, by: of_pod },
            },
            Found::Several(account) => TokenMount::Unknown(Doubt::new(
                account.spot().place,
                Reason::Several("ServiceAccount with this name"),
            )),
            Found::Nothing => match self.doubt_about("", "ServiceAccount") {
                // A service account with an unknown name may have another value.
                Some(doubt) => TokenMount::Unknown(doubt),
                None if name == DEFAULT_SERVICE_ACCOUNT => {
                    TokenMount::Decided { mounted: true, by: of_pod }
                }
                None => TokenMount::Unknown(Doubt::new(
                    pod.service_account_name.place(),
                    Reason::NotInInput("ServiceAccount"),
                )),
            },
        }
    }

    /// The role that a binding grants.
    pub fn role_of(&self, resource: &Resource<'a>, binding: &Binding<'a>) -> RoleOf<'r, 'a> {
        let (namespace, name) = match role_key(resource, binding) {
            Ok(Some(key)) => key,
            Ok(None) => return RoleOf::NotInInput,
            Err(doubt) => return RoleOf::Unknown(doubt),
        };
        let kind = if namespace.is_some() { "Role" } else { "ClusterRole" };
        match self.find(RBAC, kind, namespace, name) {
            Found::One(role) => match &role.body {
                Body::Role(body) => RoleOf::Found(role, body),
                _ => RoleOf::NotInInput,
            },
            Found::Several(role) => RoleOf::Several(role),
            Found::Nothing => RoleOf::NotInInput,
        }
    }

    /// The bindings that are known to grant a role, in the order of the input.
    pub fn bindings_of_role(
        &self,
        role: &Resource<'a>,
    ) -> impl Iterator<Item = BindingOf<'r, 'a>> + '_ {
        let key = match (namespace_of(role), role.metadata.name.state()) {
            (Ok(namespace), State::Set(name, _)) => Some((namespace, *name)),
            _ => None,
        };
        key.map(bindings_of_role).into_iter().for_each(|question| self.record.note(question));
        let bindings = move |key| self.layers().map(|layer| layer.access.of_role(key));
        key.into_iter().flat_map(move |key| in_order(bindings(key)).copied())
    }

    /// The bindings that are known to include a service account, by its name or by a group of all
    /// accounts, with the matching subject.
    pub fn bindings_of_account<'i>(
        &'i self,
        namespace: &'i str,
        name: &'i str,
    ) -> impl Iterator<Item = (BindingOf<'r, 'a>, &'r Subject<'a>)> + 'i {
        let grantees = [
            Grantee::Account { namespace, name },
            Grantee::AccountsOf { namespace },
            Grantee::AllAccounts,
        ];
        self.record.ask(|| grantees.each_ref().map(Grantee::question));
        grantees.into_iter().flat_map(|grantee| {
            in_order(self.layers().map(|layer| layer.access.of_grantee(&grantee))).copied()
        })
    }
}

fn token_of_account<'r>(
    account: &'r ServiceAccount<'_>,
    of_pod: &'r Field<bool>,
) -> TokenMount<'r> {
    let of_account = &account.automount_service_account_token;
    match of_account.state() {
        State::Set(mounted, _) => TokenMount::Decided { mounted: *mounted, by: of_account },
        // The pod is the best location.
        State::Unset(..) => TokenMount::Decided { mounted: true, by: of_pod },
        State::Unresolved(place, why) => TokenMount::Unknown(Doubt::unresolved(*place, *why)),
    }
}
