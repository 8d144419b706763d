//! Values passed from JavaScript, as inputs of the library.

use asepsis::{Error, Input, names_a_resource};
use wasm_bindgen::prelude::*;

use crate::failure::thrown_alone;
use crate::handed::RESOURCE;

/// The inputs of one run.
#[wasm_bindgen]
#[derive(Default)]
pub struct Inputs(pub(crate) Vec<Input>);

#[wasm_bindgen]
impl Inputs {
    /// An empty list.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file of a platform. `replaced` means that the name contains replacements for invalid
    /// Unicode.
    pub fn file(&mut self, name: String, bytes: Vec<u8>, replaced: bool) {
        let input = Input::text(name, bytes);
        self.0.push(if replaced { input.name_replaced() } else { input });
    }

    /// Refuses an object that is a single resource instead of files.
    ///
    /// # Errors
    /// If it is one.
    #[wasm_bindgen(js_name = refuseResource)]
    pub fn refuse_resource(&self) -> Result<(), JsValue> {
        if names_a_resource(self.0.iter().map(Input::name)) {
            return Err(thrown_alone(Error::no_text("object", RESOURCE)));
        }
        Ok(())
    }

    /// Adds a single text, with an optional name.
    ///
    /// # Errors
    /// For the name of a file instead of its text.
    pub fn text(&mut self, bytes: Vec<u8>, name: Option<String>) -> Result<(), JsValue> {
        self.0.push(match name {
            Some(name) => Input::text(name, bytes).named(),
            None => Input::unnamed_text(bytes).map_err(thrown_alone)?,
        });
        Ok(())
    }

    /// Marks files that are read for their values only.
    ///
    /// # Errors
    /// For a name that is not among the files.
    pub fn context(&mut self, names: Vec<String>) -> Result<(), JsValue> {
        Input::mark_context(&mut self.0, names).map_err(thrown_alone)
    }

    /// Marks files that the user named, so that the run is incomplete if they cannot be read or parsed.
    ///
    /// # Errors
    /// For a name that is not among the files.
    pub fn named(&mut self, names: Vec<String>) -> Result<(), JsValue> {
        Input::mark_named(&mut self.0, names).map_err(thrown_alone)
    }

    /// Adds resources built in code, as the JSON of one or of a list.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn resources(&mut self, json: &str, name: Option<String>) -> Result<(), JsValue> {
        let name = name.unwrap_or_else(|| Input::RESOURCES.to_owned());
        let value: serde_json::Value = serde_json::from_str(json)
            .map_err(|error| thrown_alone(Error::object(&*name, error.to_string())))?;
        self.0.push(Input::object(name, &value).map_err(thrown_alone)?);
        Ok(())
    }
}
