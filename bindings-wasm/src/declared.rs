//! Declarations, independent of any input, as JSON.

use asepsis::{AnyCheck, Framework, files, policy, report};
use wasm_bindgen::prelude::*;

use crate::failure::{json, thrown_alone};

/// The checks with an id, here or in another tool.
///
/// # Errors
/// For an unknown id.
#[wasm_bindgen]
pub fn explain(id: &str) -> Result<String, JsValue> {
    AnyCheck::known_as(id).map(|checks| json(&checks)).map_err(thrown_alone)
}

/// All frameworks.
#[wasm_bindgen]
pub fn frameworks() -> String {
    json(Framework::BUILT_IN)
}

/// What a file of this name may contain.
#[wasm_bindgen]
pub fn recognise(name: &str) -> String {
    json(&files::recognise(name))
}

/// Whether a file with this path is read when folders are walked.
#[wasm_bindgen(js_name = isReadable)]
pub fn is_readable(path: &str) -> bool {
    files::is_walked(path)
}

/// The JSON Schema of the policy file.
#[wasm_bindgen(js_name = policySchema)]
pub fn policy_schema() -> String {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    policy::schema(&checks).to_string()
}

/// The JSON Schema of the report.
#[wasm_bindgen(js_name = reportSchema)]
pub fn report_schema() -> String {
    report::SCHEMA.to_owned()
}
