//! Probes and lifecycle hooks of containers.

use crate::tree::Field;

/// A probe.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Probe<'a> {
    /// The action of the probe.
    pub handler: Handler<'a>,
    /// Seconds between two probes.
    pub period_seconds: Field<i64>,
    /// Failure threshold.
    pub failure_threshold: Field<i64>,
}

/// The action of a probe or a hook; all unset means none.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Handler<'a> {
    /// A command in the container.
    pub exec: Field<Vec<Field<&'a str>>>,
    /// An HTTP request.
    pub http_get: Field<HttpGet<'a>>,
    /// A TCP connection.
    pub tcp_socket: Field<HttpGet<'a>>,
    /// A gRPC health check.
    pub grpc: Field<()>,
    /// Seconds of sleep.
    pub sleep: Field<()>,
}

/// The target of a request or a connection.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct HttpGet<'a> {
    /// Host other than the pod.
    pub host: Field<&'a str>,
    /// Port by number or name.
    pub port: Field<&'a str>,
    /// Path.
    pub path: Field<&'a str>,
    /// `HTTP` or `HTTPS`; unset means `HTTP`.
    pub scheme: Field<&'a str>,
}
