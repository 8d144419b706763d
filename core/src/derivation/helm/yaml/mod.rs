//! YAML stub.
use super::fault::Cause;
use super::text::Text;
use super::value::Value;
use super::print::printed;
pub(super) fn to_yaml(value: &Value) -> Result<Text, Cause> { Ok(printed(value)) }
