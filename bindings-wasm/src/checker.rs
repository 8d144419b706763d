//! A checker: a configuration that can be reused.

use asepsis::policy::{self, FILE_NAME};
use asepsis::report::{Format, TextOptions};
use asepsis::{AnyCheck, Choices, Error, Options};
use wasm_bindgen::prelude::*;

use crate::failure::{json, thrown, thrown_alone};
use crate::inputs::Inputs;

/// Checks inputs.
#[wasm_bindgen]
pub struct Checker(asepsis::Checker);

#[wasm_bindgen]
impl Checker {
    /// Creates a checker from the JSON of its options, and the text and path of a policy.
    ///
    /// # Errors
    /// For an unknown option or name, and for every error in the policy.
    #[wasm_bindgen(constructor)]
    pub fn new(
        choices: &str,
        policy: Option<String>,
        path: Option<String>,
    ) -> Result<Checker, JsValue> {
        let options = match policy {
            Some(text) => {
                let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
                let path = path.as_deref().unwrap_or(FILE_NAME);
                policy::read(path, &text, &checks).map_err(|errors| thrown(&errors))?
            }
            None => Options::default(),
        };
        with_choices(options, choices).map(Self).map_err(thrown_alone)
    }

    /// The report's JSON.
    pub fn check(&self, inputs: Inputs) -> String {
        self.0.check(inputs.0).to_json()
    }

    /// The report in another format.
    ///
    /// # Errors
    /// For an unknown format.
    pub fn render(&self, inputs: Inputs, format: &str) -> Result<String, JsValue> {
        let format = Format::find(format).map_err(thrown_alone)?;
        let report = self.0.check(inputs.0);
        if format == Format::Text {
            return Ok(report.to_text(&TextOptions::of(self.0.options())));
        }
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail.
        let _ = report.write(format, &mut bytes);
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    /// The redacted texts of inputs, as JSON.
    pub fn redact(&self, inputs: Inputs) -> String {
        json(&self.0.redact(inputs.0))
    }

    /// The checks that run, by id, as JSON.
    pub fn checks(&self) -> String {
        let mut checks = self.0.checks().to_vec();
        checks.sort_by(|left, right| left.id().cmp(right.id()));
        json(&checks)
    }
}

fn with_choices(options: Options, choices: &str) -> Result<asepsis::Checker, Error> {
    // INVARIANT: the JavaScript side passes valid JSON.
    let choices: serde_json::Value = serde_json::from_str(choices).unwrap_or_default();
    asepsis::Checker::builder().options(options).choices(Choices::read(&choices)?)?.build()
}
