//! What cannot be done, as the JSON of which JavaScript makes an `AsepsisError`.

use asepsis::Error;
use wasm_bindgen::prelude::*;

/// What is thrown for requests that are impossible.
pub(crate) fn thrown(errors: &[Error]) -> JsValue {
    JsValue::from_str(&json(errors))
}

/// The same for one.
pub(crate) fn thrown_alone(error: Error) -> JsValue {
    thrown(&[error])
}

/// A declaration or an error as JSON.
pub(crate) fn json(value: &(impl serde::Serialize + ?Sized)) -> String {
    // INVARIANT: no member is of a type that JSON lacks.
    asepsis::internal::report::json_text(value)
}

/// A fault of the library itself ends the instance; it is thrown with its own words, which the trap
/// alone would not have.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|fault| {
        wasm_bindgen::throw_val(thrown_alone(Error::Internal(fault.to_string())));
    }));
}

/// A fault of the library of which only the trap is known, in the form in which faults are thrown.
#[wasm_bindgen(js_name = fault)]
pub fn own_fault(message: String) -> String {
    json(&[Error::Internal(message)])
}

/// Fails as a fault of the library would, so that a test sees what a caller sees.
#[wasm_bindgen(js_name = _fault)]
#[expect(clippy::panic, reason = "it is what it is for")]
pub fn fault() {
    panic!("a fault on purpose");
}
