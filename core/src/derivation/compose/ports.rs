//! Published ports in short form: `127.0.0.1:8000-8001:80-81/udp`.
//!
//! Source: the package `nat` of go-connections, as compose-go uses it.

use std::net::IpAddr;
use std::ops::Range;

use super::run::Run;
use super::value::{Data, Map, UNKNOWN, Value};
use crate::source::ProblemCode;

/// Values of one port in long form.
const PARTS: u64 = 6;

/// The ports of an item in short form, in long form. An item that cannot be read stays what it is.
pub(super) fn expand(run: &mut Run<'_>, mut item: Value) -> Vec<Value> {
    let short = item.clone().into_text();
    match Spec::read(&short.masked()) {
        Ok(spec) => {
            let count = u64::from(spec.count()).saturating_mul(PARTS);
            if !run.affords(count) {
                run.too_much(item.from());
                item.open = true;
                return vec![item];
            }
            spec.ports(&short)
        }
        Err(fault) => {
            run.refuse(&mut item, ProblemCode::ShortForm, fault.to_owned());
            vec![item]
        }
    }
}

/// A port, or several in a row.
#[derive(Clone, Copy)]
enum Number {
    Known(u16, u16),
    /// A variable says it.
    Open,
}

/// A short form taken apart.
struct Spec {
    /// The address without its brackets.
    host: Range<usize>,
    published: Range<usize>,
    target: Range<usize>,
    protocol: Range<usize>,
    host_ports: Option<Number>,
    ports: Number,
    /// Whether a variable begins the form, which could bring an address along.
    open: bool,
}

impl Spec {
    /// Takes a text apart in which what nobody knows is masked.
    fn read(text: &str) -> Result<Self, &'static str> {
        let container = text.rfind(':').map_or(0, |at| at + 1);
        let before = text.get(..container.saturating_sub(1)).unwrap_or_default();
        let published = before.rfind(':').map_or(0, |at| at + 1)..before.len();
        let raw_host = 0..published.start.saturating_sub(1);
        let host = host(text, raw_host)?;
        let (target, protocol) = protocol(text, container)?;
        let ports = number(text.get(target.clone()).unwrap_or_default())
            .ok_or("the port in the container is no number or range of numbers")?;
        if matches!(ports, Number::Known(0, _)) {
            return Err("the port of the container cannot be 0");
        }
        let host_ports = match text.get(published.clone()).unwrap_or_default() {
            "" => None,
            text => Some(number(text).ok_or("the port of the host is no number or range")?),
        };
        if let (Number::Known(start, end), Some(Number::Known(first, last))) = (ports, host_ports) {
            if end - start != last - first && end != start {
                return Err("the ranges of ports are not of one length");
            }
        }
        let open = host.is_empty() && text.starts_with(UNKNOWN);
        Ok(Self { host, published, target, protocol, host_ports, ports, open })
    }

    fn count(&self) -> u32 {
        match self.ports {
            Number::Known(start, end) => u32::from(end - start) + 1,
            Number::Open => 1,
        }
    }

    fn ports(&self, item: &Value) -> Vec<Value> {
        let (start, end) = match self.ports {
            Number::Known(start, end) => (start, end),
            Number::Open => {
                let published = Some(item.part(self.published.clone()));
                let published = published.filter(|_| self.host_ports.is_some());
                return vec![self.port(item, item.part(self.target.clone()), published)];
            }
        };
        let mut ports: Vec<Value> = (start..=end)
            .map(|port| {
                let mut target = item.part(self.target.clone());
                target.data = Data::Integer(port.into());
                self.port(item, target, self.host_port(item, port - start, start == end))
            })
            .collect();
        // The reference sorts them as texts.
        let key = |port: &Value| {
            port.map().and_then(|map| map.get("target")).and_then(Value::shown).map(|one| one + "/")
        };
        ports.sort_by_key(key);
        ports
    }

    /// The port of the host for the port of the container that comes `offset` after the first.
    fn host_port(&self, item: &Value, offset: u16, single: bool) -> Option<Value> {
        let published = item.part(self.published.clone());
        let text = match self.host_ports? {
            Number::Open => return Some(published),
            Number::Known(first, last) if single && first != last => format!("{first}-{last}"),
            Number::Known(first, _) => (u32::from(first) + u32::from(offset)).to_string(),
        };
        Some(if published.text() == Some(&text) { published } else { published.rewritten(text) })
    }

    fn port(&self, item: &Value, target: Value, published: Option<Value>) -> Value {
        let mut map = Map::default();
        map.set("mode", Value::implied_text(item.from(), "ingress"));
        if !self.host.is_empty() {
            map.set("host_ip", item.part(self.host.clone()));
        }
        map.set("target", target);
        if let Some(published) = published {
            map.set("published", published);
        }
        let protocol = if self.protocol.is_empty() {
            Value::implied_text(item.from(), "tcp")
        } else {
            let mut protocol = item.part(self.protocol.clone());
            if let Data::Text(text) = &mut protocol.data {
                if !protocol.open {
                    text.make_ascii_lowercase();
                }
            }
            protocol
        };
        map.set("protocol", protocol);
        Value { open: self.open, ..item.instead(Data::Map(map)) }
    }
}

/// The address without its brackets.
fn host(text: &str, range: Range<usize>) -> Result<Range<usize>, &'static str> {
    let fault = "the address is not an IP address; one with colons stands in brackets";
    let written = text.get(range.clone()).unwrap_or_default();
    if written.is_empty() || written.contains(UNKNOWN) {
        return Ok(range);
    }
    let inner = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let address = inner.unwrap_or(written);
    if inner.is_none() && written.contains([':', '[', ']']) {
        return Err(fault);
    }
    if address.is_empty() {
        return Ok(range.start..range.start);
    }
    address.parse::<IpAddr>().map_err(|_| fault)?;
    let start = range.start + usize::from(inner.is_some());
    Ok(start..start + address.len())
}

/// Where the port and the protocol of the container stand.
fn protocol(text: &str, start: usize) -> Result<(Range<usize>, Range<usize>), &'static str> {
    let rest = text.get(start..).unwrap_or_default();
    let mut parts = rest.split('/');
    let port = parts.next().unwrap_or_default();
    if port.is_empty() {
        return Err("there is no port of the container");
    }
    let protocol = parts.next().unwrap_or_default();
    let known = ["", "tcp", "udp", "sctp"];
    if !known.contains(&&*protocol.to_ascii_lowercase()) && !protocol.contains(UNKNOWN) {
        return Err("the protocol is none of tcp, udp and sctp");
    }
    let end = start + port.len();
    let protocol = if protocol.is_empty() { end..end } else { end + 1..end + 1 + protocol.len() };
    Ok((start..end, protocol))
}

fn number(text: &str) -> Option<Number> {
    if text.contains(UNKNOWN) {
        return Some(Number::Open);
    }
    let digits = |text: &str| {
        let only = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| only)
    };
    let mut parts = text.split('-');
    let start = digits(parts.next()?)?;
    let end = parts.next().map_or(Some(start), digits)?;
    (start <= end).then_some(Number::Known(start, end))
}
