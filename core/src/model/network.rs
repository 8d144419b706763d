//! Services, ingress, gateways and network policies.

use super::meta::StringMap;
use super::selector::LabelSelector;
use crate::tree::{Field, Place, State};

/// A Service.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Service<'a> {
    /// `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`; unset means `ClusterIP`.
    pub kind: Field<&'a str>,
    /// Labels of its pods; unset means that its endpoints are managed elsewhere.
    pub selector: StringMap<'a>,
    /// Ports.
    pub ports: Field<Vec<ServicePort<'a>>>,
    /// `None` for a headless Service.
    pub cluster_ip: Field<&'a str>,
    /// External addresses that it accepts traffic for.
    pub external_ips: Field<Vec<Field<&'a str>>>,
    /// The external name that it is an alias of.
    pub external_name: Field<&'a str>,
    /// Source ranges that may access the load balancer.
    pub load_balancer_source_ranges: Field<Vec<Field<&'a str>>>,
    /// The class of the load balancer.
    pub load_balancer_class: Field<&'a str>,
}

/// A port of a Service.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ServicePort<'a> {
    /// Name.
    pub name: Field<&'a str>,
    /// Port number of the Service.
    pub port: Field<i64>,
    /// Port number or name of the pod.
    pub target_port: Field<&'a str>,
    /// Port number on every node.
    pub node_port: Field<i64>,
    /// `TCP`, `UDP` or `SCTP`; unset means `TCP`.
    pub protocol: Field<&'a str>,
    /// Protocol of the application.
    pub app_protocol: Field<&'a str>,
}

/// An Ingress.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Ingress<'a> {
    /// The class of its controller.
    pub class: Field<&'a str>,
    /// Certificates and the hosts that they are for.
    pub tls: Field<Vec<IngressTls<'a>>>,
    /// Rules by host.
    pub rules: Field<Vec<IngressRule<'a>>>,
    /// The backend for requests that match no rule.
    pub default_backend: Field<Backend<'a>>,
}

/// A certificate of an Ingress.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IngressTls<'a> {
    /// Hosts; unset means those of the certificate.
    pub hosts: Field<Vec<Field<&'a str>>>,
    /// The Secret with key and certificate.
    pub secret_name: Field<&'a str>,
}

/// The rule of one host.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IngressRule<'a> {
    /// The host; unset means every host.
    pub host: Field<&'a str>,
    /// Paths and their backends.
    pub paths: Field<Vec<IngressPath<'a>>>,
    /// Where the rule is.
    pub place: Place,
}

/// A path of an Ingress.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IngressPath<'a> {
    /// The path.
    pub path: Field<&'a str>,
    /// The backend of its requests.
    pub backend: Field<Backend<'a>>,
}

/// The backend of requests.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Backend<'a> {
    /// A Service by name.
    pub service: Field<&'a str>,
    /// Its port by number or name.
    pub port: Field<&'a str>,
}

/// A NetworkPolicy.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct NetworkPolicy<'a> {
    /// The pods that it isolates; unset selects all pods of the namespace.
    pub pod_selector: Field<LabelSelector<'a>>,
    /// Directions as written.
    pub policy_types: Field<Vec<Field<&'a str>>>,
    /// Rules for ingress traffic.
    pub ingress: Field<Vec<PolicyRule<'a>>>,
    /// Rules for egress traffic.
    pub egress: Field<Vec<PolicyRule<'a>>>,
}

impl NetworkPolicy<'_> {
    /// Whether the policy isolates pods for ingress. Without `policyTypes` every policy does.
    pub fn isolates_ingress(&self) -> Field<bool> {
        self.names("Ingress", || Field::set(true, self.policy_types.place()))
    }

    /// Whether the policy isolates pods for egress. Without `policyTypes` a policy with egress
    /// rules does.
    pub fn isolates_egress(&self) -> Field<bool> {
        self.names("Egress", || match self.egress.state() {
            State::Set(rules, place) => Field::set(!rules.is_empty(), *place),
            State::Unset(place, _) => Field::set(false, *place),
            State::Unresolved(place, why) => Field::unresolved(*place, *why),
        })
    }

    fn names(&self, direction: &str, default: impl FnOnce() -> Field<bool>) -> Field<bool> {
        let (types, place) = match self.policy_types.state() {
            State::Set(types, place) if !types.is_empty() => (types, *place),
            State::Set(..) | State::Unset(..) => return default(),
            State::Unresolved(place, why) => return Field::unresolved(*place, *why),
        };
        let is = |field: &&Field<&str>| matches!(field.state(), State::Set(text, _) if *text == direction);
        if let Some(found) = types.iter().find(is) {
            return Field::set(true, found.place());
        }
        let unknown = types.iter().find_map(|field| match field.state() {
            State::Unresolved(place, why) => Some(Field::unresolved(*place, *why)),
            State::Set(..) | State::Unset(..) => None,
        });
        unknown.unwrap_or(Field::set(false, place))
    }
}

/// One rule of a NetworkPolicy.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PolicyRule<'a> {
    /// Peers; unset or empty means all.
    pub peers: Field<Vec<Peer<'a>>>,
    /// Ports; unset or empty means all.
    pub ports: Field<Vec<PolicyPort<'a>>>,
    /// Where the rule is.
    pub place: Place,
}

/// A peer of a rule.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Peer<'a> {
    /// Pods by label.
    pub pod_selector: Field<LabelSelector<'a>>,
    /// Namespaces by label; unset means the policy's own.
    pub namespace_selector: Field<LabelSelector<'a>>,
    /// Addresses.
    pub cidr: Field<&'a str>,
    /// Addresses that are excluded from them.
    pub except: Field<Vec<Field<&'a str>>>,
    /// Where the peer is.
    pub place: Place,
}

/// A port of a rule.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PolicyPort<'a> {
    /// `TCP`, `UDP` or `SCTP`; unset means `TCP`.
    pub protocol: Field<&'a str>,
    /// Number or name; unset means all.
    pub port: Field<&'a str>,
    /// The last number of a range.
    pub end_port: Field<i64>,
}

/// A Gateway.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Gateway<'a> {
    /// The class of its controller.
    pub class: Field<&'a str>,
    /// The listeners.
    pub listeners: Field<Vec<Listener<'a>>>,
}

/// A listener of a Gateway.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Listener<'a> {
    /// Name.
    pub name: Field<&'a str>,
    /// Host; unset means every host.
    pub hostname: Field<&'a str>,
    /// Port.
    pub port: Field<i64>,
    /// `HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`.
    pub protocol: Field<&'a str>,
    /// `Terminate` or `Passthrough`; unset means `Terminate`.
    pub tls_mode: Field<&'a str>,
    /// Names of the certificates.
    pub certificates: Field<Vec<Field<&'a str>>>,
    /// Where the listener is.
    pub place: Place,
}

/// An HTTPRoute.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct HttpRoute<'a> {
    /// Hosts; unset means those of the listeners.
    pub hostnames: Field<Vec<Field<&'a str>>>,
    /// Gateways by name.
    pub parents: Field<Vec<Field<&'a str>>>,
    /// Services by name, of all rules.
    pub backends: Field<Vec<Backend<'a>>>,
    /// Whether a rule redirects to another scheme.
    pub redirect_schemes: Vec<Field<&'a str>>,
}
