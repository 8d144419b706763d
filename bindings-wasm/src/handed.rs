//! What JavaScript hands over and nothing can be made of, as errors.

use asepsis::{Error, Handed, Input, names_a_resource};
use wasm_bindgen::prelude::*;

use crate::failure::thrown_alone;

/// What was handed over in place of texts: what it is in a word, its type, and its members.
///
/// # Errors
/// In any case.
#[wasm_bindgen(js_name = refuseText)]
pub fn refuse_text(handed: &str, type_name: &str, members: Vec<String>) -> Result<(), JsValue> {
    let is_resource = names_a_resource(members.iter().map(String::as_str));
    let handed = if is_resource { RESOURCE } else { meant(handed) };
    Err(thrown_alone(Error::no_text(type_name, handed)))
}

/// What was handed over in place of resources.
///
/// # Errors
/// In any case.
#[wasm_bindgen(js_name = refuseResource)]
pub fn refuse_resource(handed: &str, type_name: &str) -> Result<(), JsValue> {
    Err(thrown_alone(Error::no_resource(Input::RESOURCES, type_name, meant(handed))))
}

/// Resources that JSON cannot hold, and why.
///
/// # Errors
/// In any case.
#[wasm_bindgen(js_name = refuseJson)]
pub fn refuse_json(why: &str) -> Result<(), JsValue> {
    Err(thrown_alone(Error::object(Input::RESOURCES, why)))
}

/// An argument of another type than it can have.
///
/// # Errors
/// In any case.
#[wasm_bindgen(js_name = refuseArgument)]
pub fn refuse_argument(argument: &str, type_name: &str) -> Result<(), JsValue> {
    let known = ["context", "file name", "id", "name", "named", "options", "policy"];
    let argument = known.into_iter().find(|known| *known == argument).unwrap_or("options");
    Err(thrown_alone(Error::wrong_argument(argument, type_name)))
}

/// A policy, and the wish for none.
///
/// # Errors
/// In any case.
#[wasm_bindgen(js_name = refuseTwoPolicies)]
pub fn refuse_two_policies(first: &str, second: &str) -> Result<(), JsValue> {
    Err(thrown_alone(Error::two_policies(first, second)))
}

/// A resource that was built in code, and the call that takes those.
pub(crate) const RESOURCE: Handed<'static> = Handed::Resource("checkResources");

/// What a word of `inputs.ts` means.
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
