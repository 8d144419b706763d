//! Lists in which a later item replaces an earlier one with the same identity.
//!
//! Source: the package `override` of compose-go.

use std::collections::HashMap;

use super::merge::replace;
use super::path::{Keys, Path};
use super::ports;
use super::run::Run;
use super::value::{Data, Value};
use super::volumes;

/// The identity of an item of a list.
#[derive(Clone, Copy)]
enum By {
    /// The string up to its `=`.
    Key,
    /// The path in the container.
    Volume,
    Device,
    Port,
    /// The string or number.
    Value,
    /// The file of a secret.
    Secret,
    Config,
    /// The path of a file.
    Path,
}

fn rule(keys: &[&str]) -> Option<By> {
    let ["services", _, rest @ ..] = keys else { return None };
    match rest {
        ["build", "tags"]
        | [
            "cap_add" | "cap_drop" | "dns" | "dns_opt" | "dns_search" | "links" | "profiles"
            | "tmpfs",
        ]
        | ["networks", _, "aliases" | "link_local_ips"] => Some(By::Key),
        ["devices"] => Some(By::Device),
        ["configs"] => Some(By::Config),
        ["secrets"] => Some(By::Secret),
        ["env_file"] => Some(By::Path),
        ["expose"] => Some(By::Value),
        ["ports"] => Some(By::Port),
        ["volumes"] => Some(By::Volume),
        _ => None,
    }
}

/// Keeps the last of the items with the same identity, at the position of the first.
// INVARIANT: values are no deeper than `read::DEPTH`.
pub(super) fn unique(run: &mut Run<'_>, value: &mut Value, path: Path<'_>) {
    match &mut value.data {
        Data::Map(map) => {
            for entry in map.iter_mut() {
                unique(run, &mut entry.value, path.down(&entry.key));
            }
        }
        Data::List(items) => {
            if let Some(by) = rule(path.keys(&mut Keys::default())) {
                *items = one_each(run, std::mem::take(items), by);
            }
        }
        _ => {}
    }
}

fn one_each(run: &mut Run<'_>, items: Vec<Value>, by: By) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let items = if matches!(by, By::Port) { ports::apart(run, items) } else { items };
    for mut item in items {
        let Some(key) = by.key(&item) else {
            if !item.open {
                run.wrong_shape(&mut item, "an item with an identifying value");
            }
            kept.push(item);
            continue;
        };
        if let Some(earlier) = places.get(&key).and_then(|at| kept.get_mut(*at)) {
            *earlier = replace(earlier, item);
        } else {
            places.insert(key, kept.len());
            kept.push(item);
        }
    }
    kept
}

impl By {
    fn key(self, item: &Value) -> Option<String> {
        let map = item.map();
        let target = || map.and_then(|map| map.text("target")).map(str::to_owned);
        let text = item.text();
        match self {
            Self::Key => text.map(|text| text.split('=').next().unwrap_or_default().to_owned()),
            Self::Volume => match text {
                Some(_) => Some(volumes::target(item).unwrap_or_else(|| item.identity())),
                None => target(),
            },
            Self::Device => match text {
                Some(text) => {
                    let mut parts = text.split(':');
                    let first = parts.next();
                    parts.next().or(first).map(str::to_owned)
                }
                None => target(),
            },
            Self::Port => port(item),
            Self::Value => item.shown(),
            Self::Secret => mount("/run/secrets", item),
            Self::Config => mount("", item),
            Self::Path => match map {
                Some(map) => map.text("path").map(str::to_owned),
                None => text.map(str::to_owned),
            },
        }
    }
}

fn mount(folder: &str, item: &Value) -> Option<String> {
    if let Some(text) = item.text() {
        return Some(format!("{folder}/{text}"));
    }
    let map = item.map()?;
    if let Some(target) = map.text("target") {
        return Some(target.to_owned());
    }
    Some(format!("{folder}/{}", map.text("source").unwrap_or_default()))
}

/// A published port in short form is identified by its text, in long form by what it binds.
fn port(item: &Value) -> Option<String> {
    let Some(map) = item.map() else { return item.shown() };
    let identity = |key| map.get(key).map(Value::identity);
    let host = map.text("host_ip").unwrap_or("0.0.0.0");
    let protocol = map.text("protocol").unwrap_or("tcp");
    let target = identity("target")?;
    Some(format!("\0{host}:{}:{target}/{protocol}", identity("published").unwrap_or_default()))
}
