//! Values as Go's `fmt` prints them.

use super::text::Text;
use super::value::{Number, Value};

/// A value as `%v` prints it; the bytes of texts keep their origins.
pub(super) fn printed(value: &Value) -> Text {
    match value {
        Value::Text(text) => text.clone(),
        Value::Nil(trace) => Text::new("<nil>", trace.clone()),
        Value::Bool(value, trace) => Text::new(value.to_string(), trace.clone()),
        Value::Number(Number::Float(value), trace) => Text::new(value.to_string(), trace.clone()),
        Value::Number(number, trace) => {
            Text::new(number.integer().unwrap_or_default().to_string(), trace.clone())
        }
        other => Text::new("", other.trace()),
    }
}
