//! Changes of the values of a chart, as people make them and as they should not.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Values that lie over those of a chart and change one to three of them.
pub(super) fn variation(own: &Value, random: &mut Rng) -> Value {
    let mut places = Vec::new();
    collect(own, &mut Vec::new(), &mut places);
    let mut values = Value::Object(Map::new());
    for _ in 0..random.usize(1..=3) {
        let switches: Vec<&(Vec<String>, &Value)> =
            places.iter().filter(|(path, value)| is_switch(path, value)).collect();
        let place = match random.choice(&switches) {
            Some(place) if random.u8(..3) == 0 => Some(*place),
            _ => random.choice(&places),
        };
        if let Some((path, value)) = place {
            put(&mut values, path, changed(value, random));
        }
    }
    values
}

/// Every value with its path, those inside of lists apart.
fn collect<'v>(
    value: &'v Value,
    path: &mut Vec<String>,
    places: &mut Vec<(Vec<String>, &'v Value)>,
) {
    for (key, inner) in value.as_object().into_iter().flatten() {
        path.push(key.clone());
        places.push((path.clone(), inner));
        collect(inner, path, places);
        path.pop();
    }
}

/// Whether a value turns something on that is off.
fn is_switch(path: &[String], value: &Value) -> bool {
    let name = path.last().map(|name| name.to_lowercase()).unwrap_or_default();
    *value == json!(false) && (name.ends_with("enabled") || name.ends_with("create"))
}

/// Another value in the place of one: most often one of the same type.
fn changed(value: &Value, random: &mut Rng) -> Value {
    match random.u8(..10) {
        // Helm takes the key away.
        0 => return Value::Null,
        1 => return any(random),
        _ => {}
    }
    match value {
        Value::Bool(value) => json!(!value),
        Value::Number(_) => json!(random.i32(..20_000)),
        Value::String(text) if text.is_empty() => json!("given"),
        Value::String(_) if random.bool() => json!(""),
        Value::String(text) => json!(format!("{text}-x")),
        Value::Array(items) => {
            let mut items = items.clone();
            let same = items.first().cloned().unwrap_or_else(|| entry(random));
            items.push(same);
            Value::Array(items)
        }
        Value::Object(entries) if entries.is_empty() || random.bool() => {
            json!({"key": "value", "other/key": "{{ .Release.Name }}"})
        }
        Value::Object(_) => json!({}),
        Value::Null => any(random),
    }
}

fn any(random: &mut Rng) -> Value {
    let values = [
        json!(true),
        json!(false),
        json!(0),
        json!(12.5),
        json!(""),
        json!("text"),
        json!("{{ .Release.Name }}-x"),
        json!("10Gi"),
        json!("a: b # c\nd: 'e'\n"),
        json!([]),
        json!(["a", "b"]),
        json!({}),
        json!({"name": "a"}),
    ];
    random.choice(values).unwrap_or_default()
}

/// Something that lists of charts have as entries.
fn entry(random: &mut Rng) -> Value {
    let entries = [
        json!("text"),
        json!({"name": "NAME", "value": "value"}),
        json!({"name": "a", "image": "registry.example/a:1"}),
        json!({"name": "a", "mountPath": "/a", "emptyDir": {}}),
        json!({"key": "a", "operator": "Exists", "effect": "NoSchedule"}),
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{ .Release.Name }}"}}),
    ];
    random.choice(entries).unwrap_or_default()
}

/// Puts a value into a place; maps on the way are made.
fn put(values: &mut Value, path: &[String], value: Value) {
    let mut place = values;
    for key in path {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Value::Object(map) = place else { return };
        place = map.entry(key.clone()).or_insert(Value::Null);
    }
    *place = value;
}
