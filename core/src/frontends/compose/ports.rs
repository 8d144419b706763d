//! The ports that a service publishes.

use std::collections::HashMap;

use crate::model::pods::Port;
use crate::tree::{Cursor, Field, Format, State, TreeId, Why};

/// A port, and the text that it was made from.
type Made<'a> = (Port<'a>, Option<(TreeId, u32)>);

/// The ports of a service. The ports of one text are one range, as written.
pub(super) fn of<'a>(service: &Cursor<'a>) -> Field<Vec<Port<'a>>> {
    service.get("ports").list(port).map(ranges)
}

fn port<'a>(port: &Cursor<'a>) -> Made<'a> {
    let target = port.get("target");
    let text = target.node().map(|node| {
        let (tree, node) = node.tree().decided(node.index());
        (tree.id(), node)
    });
    let target = target.any_text();
    let following = match target.state() {
        State::Set(written, _) => following(written),
        State::Unset(..) | State::Unresolved(..) => 0,
    };
    // A range of host ports for one container port means one of the ports in the range.
    let published = port.get("published").any_text();
    let first = |text: &str| number(if following == 0 { text } else { ends(text).0 });
    let read = Port {
        name: port.get("name").text(),
        container_port: target.parse(|text| number(ends(text).0)),
        host_port: published.parse(first),
        host_ip: port.get("host_ip").text(),
        protocol: port.get("protocol").text(),
        following,
    };
    (read, text)
}

/// The first and the last of `8000-8010`.
fn ends(text: &str) -> (&str, &str) {
    text.split_once('-').unwrap_or((text, text))
}

fn following(range: &str) -> u16 {
    let (first, last) = ends(range);
    match (first.parse::<u16>(), last.parse::<u16>()) {
        (Ok(first), Ok(last)) => last.saturating_sub(first),
        _ => 0,
    }
}

fn number(text: &str) -> Result<i64, Why> {
    text.parse().map_err(|_| Why::Invalid(Format::Port))
}

/// Merges the consecutive ports of one text.
fn ranges(ports: Vec<Made<'_>>) -> Vec<Port<'_>> {
    if ports.len() < 2 {
        return ports.into_iter().map(|(port, _)| port).collect();
    }
    // The ports of a text are kept at the position of its first port.
    let mut places = HashMap::new();
    let mut sorted: Vec<_> = ports
        .into_iter()
        .enumerate()
        .map(|(index, (port, text))| {
            let place = text.map_or(index, |text| *places.entry(text).or_insert(index));
            (place, set(&port.container_port), set(&port.host_port), port)
        })
        .collect();
    sorted.sort_by_key(|(place, target, published, _)| (*place, *target, *published));
    let mut ranges: Vec<Port<'_>> = Vec::new();
    let mut before = None;
    for (place, target, published, port) in sorted {
        let own = (place, target, published);
        let following = port.following;
        let next = |number: Option<i64>| Some(number?.saturating_add(i64::from(following) + 1));
        match ranges.last_mut().filter(|_| target.is_some() && before == Some(own)) {
            Some(range) => range.following = range.following.saturating_add(following + 1),
            None => ranges.push(port),
        }
        before = Some((place, next(target), next(published)));
    }
    ranges
}

/// The number of a port; `None` for a range that means one of its ports.
fn set(port: &Field<i64>) -> Option<i64> {
    match port.state() {
        State::Set(number, _) => Some(*number),
        State::Unset(..) | State::Unresolved(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Place;

    fn made(target: i64, published: Option<i64>, text: u32) -> Made<'static> {
        let of = |number| Field::set(number, Place::NONE);
        let host_port = published.map_or_else(|| Port::default().host_port, of);
        let port = Port { container_port: of(target), host_port, ..Port::default() };
        (port, Some((TreeId::default(), text)))
    }

    #[test]
    fn ports_of_one_text_are_one_range() {
        let read = |ports: Vec<Made<'static>>| {
            let numbers = |port: &Port| (set(&port.container_port), port.following);
            ranges(ports).iter().map(numbers).collect::<Vec<_>>()
        };
        assert_eq!(read(vec![made(80, None, 1)]), [(Some(80), 0)]);
        // The reference sorts them as strings.
        let texts = [10, 11, 8, 9].map(|port| made(port, Some(port + 1000), 1));
        assert_eq!(read(texts.to_vec()), [(Some(8), 3)]);
        // A port that another item publishes is no longer part of the range.
        let hole = [made(8, Some(8), 1), made(9, Some(9), 2), made(10, Some(10), 1)];
        assert_eq!(read(hole.to_vec()), [(Some(8), 0), (Some(10), 0), (Some(9), 0)]);
        let apart = [made(8, Some(8), 1), made(9, Some(9), 2)];
        assert_eq!(read(apart.to_vec()), [(Some(8), 0), (Some(9), 0)]);
    }
}
