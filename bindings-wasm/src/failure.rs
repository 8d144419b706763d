//! Errors as JSON, from which JavaScript creates an `AsepsisError`.

use asepsis::Error;
use wasm_bindgen::prelude::*;

/// The thrown value for invalid requests.
pub(crate) fn thrown(errors: &[Error]) -> JsValue {
    JsValue::from_str(&json(errors))
}

/// The same for a single error.
pub(crate) fn thrown_alone(error: Error) -> JsValue {
    thrown(&[error])
}

/// A declaration or an error as JSON.
pub(crate) fn json(value: &(impl serde::Serialize + ?Sized)) -> String {
    // INVARIANT: no member is of a type that JSON lacks.
    asepsis::internal::report::json_text(value)
}

/// A panic ends the instance. The hook throws its message, which the trap alone does not contain.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|fault| {
        wasm_bindgen::throw_val(thrown_alone(Error::Internal(fault.to_string())));
    }));
}

/// The error for a trap without a panic message, in the form in which errors are thrown.
#[wasm_bindgen(js_name = fault)]
pub fn own_fault(message: String) -> String {
    json(&[Error::Internal(message)])
}

/// Panics, so that tests can check how an internal error is reported.
#[wasm_bindgen(js_name = _fault)]
#[expect(clippy::panic, reason = "the panic is intended")]
pub fn fault() {
    panic!("a panic on purpose");
}
