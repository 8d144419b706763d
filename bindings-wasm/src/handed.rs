//! Errors for values from JavaScript that cannot be checked.

use asepsis::{Error, Handed, Input, names_a_resource};
use wasm_bindgen::prelude::*;

use crate::failure::thrown_alone;

/// The error for a value passed instead of texts: its category, its type, and its members.
///
/// # Errors
/// Always.
#[wasm_bindgen(js_name = refuseText)]
pub fn refuse_text(handed: &str, type_name: &str, members: Vec<String>) -> Result<(), JsValue> {
    let is_resource = names_a_resource(members.iter().map(String::as_str));
    let handed = if is_resource { RESOURCE } else { meant(handed) };
    Err(thrown_alone(Error::no_text(type_name, handed)))
}

/// The error for a value passed instead of resources.
///
/// # Errors
/// Always.
#[wasm_bindgen(js_name = refuseResource)]
pub fn refuse_resource(handed: &str, type_name: &str) -> Result<(), JsValue> {
    Err(thrown_alone(Error::no_resource(Input::RESOURCES, type_name, meant(handed))))
}

/// The error for resources that cannot be represented in JSON, with the reason.
///
/// # Errors
/// Always.
#[wasm_bindgen(js_name = refuseJson)]
pub fn refuse_json(why: &str) -> Result<(), JsValue> {
    Err(thrown_alone(Error::object(Input::RESOURCES, why)))
}

/// The error for an argument of the wrong type.
///
/// # Errors
/// Always.
#[wasm_bindgen(js_name = refuseArgument)]
pub fn refuse_argument(argument: &str, type_name: &str) -> Result<(), JsValue> {
    let known = [
        "api_versions",
        "context",
        "environment",
        "file name",
        "id",
        "name",
        "named",
        "namespace",
        "options",
        "policy",
        "release",
        "set",
        "values",
    ];
    let argument = known.into_iter().find(|known| *known == argument).unwrap_or("options");
    Err(thrown_alone(Error::wrong_argument(argument, type_name)))
}

/// The error for a policy together with `no_config`.
///
/// # Errors
/// Always.
#[wasm_bindgen(js_name = refuseTwoPolicies)]
pub fn refuse_two_policies(first: &str, second: &str) -> Result<(), JsValue> {
    Err(thrown_alone(Error::two_policies(first, second)))
}

/// A resource built in code, and the call that accepts it.
pub(crate) const RESOURCE: Handed<'static> = Handed::Resource("checkResources");

/// The category for a word of `inputs.ts`.
fn meant(handed: &str) -> Handed<'static> {
    match handed {
        "promise" => Handed::Promise,
        "unread" => Handed::Unread,
        "address" => Handed::Address,
        "unnamed" => Handed::Unnamed,
        "text" => Handed::Texts("check"),
        _ => Handed::Other,
    }
}
