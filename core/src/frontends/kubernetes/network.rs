//! Services, ingresses, network policies and the Gateway API.

use super::meta::label_selector;
use super::values::{names, text_map, texts};
use crate::model::meta::{Metadata, lookup};
use crate::model::network::{
    Backend, Gateway, HttpRoute, Ingress, IngressPath, IngressRule, IngressTls, Listener,
    NetworkPolicy, Peer, PolicyPort, PolicyRule, Service, ServicePort,
};
use crate::tree::{Cursor, Field, State};

pub(super) fn service<'a>(object: &Cursor<'a>) -> Service<'a> {
    let spec = object.get("spec");
    Service {
        kind: spec.get("type").text(),
        selector: text_map(&spec.get("selector")),
        ports: spec.get("ports").list(|port| ServicePort {
            name: port.get("name").text(),
            port: port.get("port").integer(),
            target_port: port.get("targetPort").any_text(),
            node_port: port.get("nodePort").integer(),
            protocol: port.get("protocol").text(),
            app_protocol: port.get("appProtocol").text(),
        }),
        cluster_ip: spec.get("clusterIP").text(),
        external_ips: texts(&spec.get("externalIPs")),
        external_name: spec.get("externalName").text(),
        load_balancer_source_ranges: texts(&spec.get("loadBalancerSourceRanges")),
        load_balancer_class: spec.get("loadBalancerClass").text(),
    }
}

/// An Ingress; `old` means a version that references backends by `serviceName`.
pub(super) fn ingress<'a>(object: &Cursor<'a>, metadata: &Metadata<'a>, old: bool) -> Ingress<'a> {
    let spec = object.get("spec");
    // The annotation is older than the field, and controllers still read it.
    let annotation = lookup(&metadata.annotations, "kubernetes.io/ingress.class");
    let class = spec.get("ingressClassName").text();
    Ingress {
        class: if matches!(annotation.state(), State::Set(..)) { annotation } else { class },
        tls: spec.get("tls").list(|tls| IngressTls {
            hosts: texts(&tls.get("hosts")),
            secret_name: tls.get("secretName").text(),
        }),
        rules: spec.get("rules").list(|rule| IngressRule {
            host: rule.get("host").text(),
            paths: rule.get("http").get("paths").list(|path| IngressPath {
                path: path.get("path").text(),
                backend: path.get("backend").mapping(|backend| ingress_backend(backend, old)),
            }),
            place: rule.place(),
        }),
        default_backend: spec
            .get(if old { "backend" } else { "defaultBackend" })
            .mapping(|backend| ingress_backend(backend, old)),
    }
}

fn ingress_backend<'a>(backend: &Cursor<'a>, old: bool) -> Backend<'a> {
    if old {
        return Backend {
            service: backend.get("serviceName").text(),
            port: backend.get("servicePort").any_text(),
        };
    }
    let service = backend.get("service");
    let port = service.get("port");
    Backend {
        service: service.get("name").text(),
        port: port.get("number").any_text().or(&port.get("name").any_text()).clone(),
    }
}

pub(super) fn network_policy<'a>(object: &Cursor<'a>) -> NetworkPolicy<'a> {
    let spec = object.get("spec");
    NetworkPolicy {
        pod_selector: spec.get("podSelector").mapping(label_selector),
        policy_types: texts(&spec.get("policyTypes")),
        ingress: spec.get("ingress").list(|rule| policy_rule(rule, "from")),
        egress: spec.get("egress").list(|rule| policy_rule(rule, "to")),
    }
}

fn policy_rule<'a>(rule: &Cursor<'a>, peers: &'static str) -> PolicyRule<'a> {
    PolicyRule {
        peers: rule.get(peers).list(|peer| Peer {
            pod_selector: peer.get("podSelector").mapping(label_selector),
            namespace_selector: peer.get("namespaceSelector").mapping(label_selector),
            cidr: peer.get("ipBlock").get("cidr").text(),
            except: texts(&peer.get("ipBlock").get("except")),
            place: peer.place(),
        }),
        ports: rule.get("ports").list(|port| PolicyPort {
            protocol: port.get("protocol").text(),
            port: port.get("port").any_text(),
            end_port: port.get("endPort").integer(),
        }),
        place: rule.place(),
    }
}

pub(super) fn gateway<'a>(object: &Cursor<'a>) -> Gateway<'a> {
    let spec = object.get("spec");
    Gateway {
        class: spec.get("gatewayClassName").text(),
        listeners: spec.get("listeners").list(|listener| Listener {
            name: listener.get("name").text(),
            hostname: listener.get("hostname").text(),
            port: listener.get("port").integer(),
            protocol: listener.get("protocol").text(),
            tls_mode: listener.get("tls").get("mode").text(),
            certificates: names(&listener.get("tls").get("certificateRefs")),
            place: listener.place(),
        }),
    }
}

pub(super) fn http_route<'a>(object: &Cursor<'a>) -> HttpRoute<'a> {
    let spec = object.get("spec");
    let rules = spec.get("rules");
    HttpRoute {
        hostnames: texts(&spec.get("hostnames")),
        parents: names(&spec.get("parentRefs")),
        backends: backends(&rules),
        redirect_schemes: redirect_schemes(&rules),
    }
}

/// The backends of all rules in one list; unresolved if any of them is.
fn backends<'a>(rules: &Cursor<'a>) -> Field<Vec<Backend<'a>>> {
    let per_rule = rules.list(|rule| {
        rule.get("backendRefs").list(|backend| Backend {
            service: backend.get("name").text(),
            port: backend.get("port").any_text(),
        })
    });
    let mut all = Vec::new();
    let (lists, place) = match per_rule.into_state() {
        State::Set(lists, place) => (lists, place),
        State::Unset(place, missing) => return Field::unset(place, missing),
        State::Unresolved(place, why) => return Field::unresolved(place, why),
    };
    for list in lists {
        match list.into_state() {
            State::Set(backends, _) => all.extend(backends),
            State::Unset(..) => {}
            State::Unresolved(place, why) => return Field::unresolved(place, why),
        }
    }
    Field::set(all, place)
}

/// The schemes that rules redirect to; a scheme that cannot be read is included as such.
fn redirect_schemes<'a>(rules: &Cursor<'a>) -> Vec<Field<&'a str>> {
    let per_rule = rules.list(|rule| {
        rule.get("filters").list(|filter| filter.get("requestRedirect").get("scheme").text())
    });
    let mut schemes = Vec::new();
    match per_rule.into_state() {
        State::Set(lists, _) => {
            for list in lists {
                match list.into_state() {
                    State::Set(found, _) => schemes.extend(found),
                    State::Unset(..) => {}
                    State::Unresolved(place, why) => schemes.push(Field::unresolved(place, why)),
                }
            }
        }
        State::Unset(..) => {}
        State::Unresolved(place, why) => schemes.push(Field::unresolved(place, why)),
    }
    schemes.retain(|scheme| !matches!(scheme.state(), State::Unset(..)));
    schemes
}
