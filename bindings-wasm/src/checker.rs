//! A checker: a configuration that can be reused.

use asepsis::policy::{self, FILE_NAME};
use asepsis::report::{Catalogue, Format, RenderOptions, TextOptions};
use asepsis::{AnyCheck, Choices, Error, Options};
use wasm_bindgen::prelude::*;

use crate::failure::{json, thrown, thrown_alone};
use crate::inputs::Inputs;

/// Checks inputs.
#[wasm_bindgen]
pub struct Checker {
    checker: asepsis::Checker,
    catalogue: Catalogue,
}

#[wasm_bindgen]
impl Checker {
    /// Creates a checker from the JSON of its options, the text and path of a policy, and how much its
    /// reports say about the checks.
    ///
    /// # Errors
    /// For an unknown option or name, and for every error in the policy.
    #[wasm_bindgen(constructor)]
    pub fn new(
        choices: &str,
        policy: Option<String>,
        path: Option<String>,
        catalogue: Option<String>,
    ) -> Result<Checker, JsValue> {
        let catalogue = catalogue.as_deref().map_or(Ok(Catalogue::default()), Catalogue::find);
        let catalogue = catalogue.map_err(thrown_alone)?;
        let options = match policy {
            Some(text) => {
                let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
                let path = path.as_deref().unwrap_or(FILE_NAME);
                policy::read(path, &text, &checks).map_err(|errors| thrown(&errors))?
            }
            None => Options::default(),
        };
        let checker = with_choices(options, choices).map_err(|errors| thrown(&errors))?;
        Ok(Self { checker, catalogue })
    }

    /// The report's JSON.
    pub fn check(&self, inputs: Inputs) -> String {
        self.checker.check(inputs.0).to_json_with(self.catalogue)
    }

    /// The report in another format.
    ///
    /// # Errors
    /// For an unknown format.
    pub fn render(&self, inputs: Inputs, format: &str) -> Result<String, JsValue> {
        let format = Format::find(format).map_err(thrown_alone)?;
        let report = self.checker.check(inputs.0);
        match format {
            Format::Text => return Ok(report.to_text(&TextOptions::of(self.checker.options()))),
            Format::Json => return Ok(report.to_json_with(self.catalogue)),
            _ => {}
        }
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail.
        let _ = report.write(format, &mut bytes);
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    /// What is judged as YAML, with the problems of the inputs, as JSON.
    ///
    /// # Errors
    /// For an unknown environment or file of values.
    #[wasm_bindgen(js_name = renderYaml)]
    #[expect(clippy::too_many_arguments, reason = "members of an object of JavaScript")]
    pub fn render_yaml(
        &self,
        inputs: Inputs,
        environment: Option<String>,
        origins: bool,
        show_secrets: bool,
        release: Option<String>,
        namespace: Option<String>,
        values: Vec<String>,
        set: Vec<String>,
        api_versions: Vec<String>,
    ) -> Result<String, JsValue> {
        let mut options = RenderOptions::default();
        options.environment = environment;
        options.origins = origins;
        options.show_secrets = show_secrets;
        options.release = release;
        options.namespace = namespace;
        options.values = values;
        options.set = set;
        options.api_versions = api_versions;
        let rendering = self.checker.render(inputs.0, &options).map_err(thrown_alone)?;
        Ok(json(&rendering))
    }

    /// The redacted texts of inputs, as JSON.
    pub fn redact(&self, inputs: Inputs) -> String {
        json(&self.checker.redact(inputs.0))
    }

    /// The checks that run, by id, as JSON.
    pub fn checks(&self) -> String {
        let mut checks = self.checker.checks().to_vec();
        checks.sort_by(|left, right| left.id().cmp(right.id()));
        json(&checks)
    }
}

fn with_choices(mut options: Options, choices: &str) -> Result<asepsis::Checker, Vec<Error>> {
    let alone = |error| vec![error];
    // INVARIANT: the JavaScript side passes valid JSON.
    let choices: serde_json::Value = serde_json::from_str(choices).unwrap_or_default();
    let choices = Choices::read(&choices).map_err(alone)?;
    let texts = choices.framework_files.clone();
    choices.apply(&mut options).map_err(alone)?;
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    options.read_frameworks(&checks, &texts)?;
    asepsis::Checker::builder().options(options).build().map_err(alone)
}
