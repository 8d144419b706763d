//! Published ports in short form: `127.0.0.1:8000-8001:80-81/udp`.
//!
//! Source: the package `nat` of go-connections, as compose-go uses it.

use std::collections::HashSet;
use std::net::IpAddr;
use std::ops::Range;

use super::run::Run;
use super::value::{Data, Map, UNKNOWN, Value};
use crate::source::ProblemCode;

/// The number of values of one port in long form.
const PARTS: u64 = 6;

/// Converts an item in short form to one item in long form; a range keeps its numbers as written.
/// An item that cannot be parsed is returned unchanged.
pub(super) fn expand(run: &mut Run<'_>, mut item: Value) -> Value {
    let short = item.clone().into_text();
    match Spec::read(&short.masked()) {
        Ok(spec) => spec.in_long_form(&short),
        Err(fault) => {
            run.refuse(&mut item, ProblemCode::ShortForm, fault.to_owned());
            item
        }
    }
}

/// Splits the ranges that contain a port of another item, so that there is one item for each port.
/// The reference splits all of them.
pub(super) fn apart(run: &mut Run<'_>, items: Vec<Value>) -> Vec<Value> {
    let rows: Vec<Option<Row>> = items.iter().map(Row::of).collect();
    if !rows.iter().flatten().any(|row| row.following > 0) || items.len() < 2 {
        return items;
    }
    let mut sorted: Vec<usize> = (0..items.len()).collect();
    sorted.sort_by(|one, other| rows.get(*one).cmp(&rows.get(*other)));
    let mut overlapping = HashSet::new();
    let mut furthest: Option<(usize, &Row)> = None;
    for index in sorted {
        let Some(row) = rows.get(index).and_then(Option::as_ref) else { continue };
        let before = furthest.filter(|(_, before)| before.is_beside(row));
        if let Some((before, _)) = before.filter(|(_, before)| before.last() >= row.first) {
            overlapping.extend([before, index]);
        }
        if before.is_none_or(|(_, before)| before.last() < row.last()) {
            furthest = Some((index, row));
        }
    }
    let mut all = Vec::new();
    for (index, (mut item, row)) in items.into_iter().zip(rows).enumerate() {
        let range = row.filter(|row| row.following > 0 && overlapping.contains(&index));
        let Some(row) = range else {
            all.push(item);
            continue;
        };
        if run.affords((u64::from(row.following) + 1).saturating_mul(PARTS)) {
            all.extend(row.ports(&item));
        } else {
            run.too_much(item.from());
            item.open = true;
            all.push(item);
        }
    }
    all
}

/// The consecutive ports of an item in long form.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    host: String,
    protocol: String,
    /// The difference between the host port and the container port, if there is a host port.
    offset: Option<i32>,
    first: u16,
    following: u16,
}

impl Row {
    fn of(item: &Value) -> Option<Self> {
        let map = item.map()?;
        let range = |key| match number(&map.get(key)?.shown()?) {
            Some(Number::Known(first, last)) => Some((first, last)),
            _ => None,
        };
        let (first, last) = range("target")?;
        let published = match map.get("published") {
            Some(_) => Some(range("published").filter(|(from, to)| to - from == last - first)?),
            None => None,
        };
        Some(Self {
            host: map.text("host_ip").unwrap_or("0.0.0.0").to_owned(),
            protocol: map.text("protocol").unwrap_or("tcp").to_owned(),
            offset: published.map(|(from, _)| i32::from(from) - i32::from(first)),
            first,
            following: last - first,
        })
    }

    fn last(&self) -> u16 {
        self.first.saturating_add(self.following)
    }

    fn is_beside(&self, other: &Self) -> bool {
        (&self.host, &self.protocol, self.offset) == (&other.host, &other.protocol, other.offset)
    }

    /// The item of each port, in the order of the reference, which sorts them as strings.
    fn ports(&self, item: &Value) -> Vec<Value> {
        let mut numbers: Vec<u16> = (self.first..=self.last()).collect();
        numbers.sort_by_key(|number| format!("{number}/"));
        let port = |number: u16| {
            let mut port = item.clone();
            let map = port.map_mut()?;
            map.get_mut("target")?.data = Data::Integer(number.into());
            if let (Some(published), Some(offset)) = (map.get_mut("published"), self.offset) {
                *published = published.rewritten((i32::from(number) + offset).to_string());
            }
            Some(port)
        };
        numbers.into_iter().filter_map(port).collect()
    }
}

/// A port, or several consecutive ones.
#[derive(Clone, Copy)]
enum Number {
    Known(u16, u16),
    /// Set by a variable.
    Open,
}

/// A parsed short form.
struct Spec {
    /// The address without its brackets.
    host: Range<usize>,
    published: Range<usize>,
    target: Range<usize>,
    protocol: Range<usize>,
    host_ports: Option<Number>,
    ports: Number,
    /// Whether the form begins with a variable, which could contain an address.
    open: bool,
}

impl Spec {
    /// Parses a text in which unknown bytes are masked.
    fn read(text: &str) -> Result<Self, &'static str> {
        let container = text.rfind(':').map_or(0, |at| at + 1);
        let before = text.get(..container.saturating_sub(1)).unwrap_or_default();
        let published = before.rfind(':').map_or(0, |at| at + 1)..before.len();
        let raw_host = 0..published.start.saturating_sub(1);
        let host = host(text, raw_host)?;
        let (target, protocol) = protocol(text, container)?;
        let ports = number(text.get(target.clone()).unwrap_or_default())
            .ok_or("container port is not a number or a range")?;
        if matches!(ports, Number::Known(0, _)) {
            return Err("container port cannot be 0");
        }
        let host_ports = match text.get(published.clone()).unwrap_or_default() {
            "" => None,
            text => Some(number(text).ok_or("host port is not a number or a range")?),
        };
        if let (Number::Known(start, end), Some(Number::Known(first, last))) = (ports, host_ports) {
            if end - start != last - first && end != start {
                return Err("port ranges differ in length");
            }
        }
        let open = host.is_empty() && text.starts_with(UNKNOWN);
        Ok(Self { host, published, target, protocol, host_ports, ports, open })
    }

    fn in_long_form(&self, item: &Value) -> Value {
        let mut target = item.part(self.target.clone());
        if let Number::Known(start, end) = self.ports {
            let is_one = start == end;
            let range = || Data::Text(numbers(start, end));
            target.data = if is_one { Data::Integer(start.into()) } else { range() };
        }
        self.port(item, target, self.host_port(item))
    }

    fn host_port(&self, item: &Value) -> Option<Value> {
        let published = item.part(self.published.clone());
        let text = match (self.ports, self.host_ports?) {
            (Number::Known(..), Number::Known(first, last)) => numbers(first, last),
            _ => return Some(published),
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
    let fault = "host address is not an IP address; an IPv6 address must be in brackets";
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

/// The positions of the container's port and protocol.
fn protocol(text: &str, start: usize) -> Result<(Range<usize>, Range<usize>), &'static str> {
    let rest = text.get(start..).unwrap_or_default();
    let mut parts = rest.split('/');
    let port = parts.next().unwrap_or_default();
    if port.is_empty() {
        return Err("container port is missing");
    }
    let protocol = parts.next().unwrap_or_default();
    let known = ["", "tcp", "udp", "sctp"];
    if !known.contains(&&*protocol.to_ascii_lowercase()) && !protocol.contains(UNKNOWN) {
        return Err("protocol is not `tcp`, `udp` or `sctp`");
    }
    let end = start + port.len();
    let protocol = if protocol.is_empty() { end..end } else { end + 1..end + 1 + protocol.len() };
    Ok((start..end, protocol))
}

fn numbers(first: u16, last: u16) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
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
