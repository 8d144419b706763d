//! What JavaScript hands in, as inputs of the library.

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
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// A file of a platform. `replaced` says that the name shows replacements for what is not
    /// Unicode.
    pub fn file(&mut self, name: String, bytes: Vec<u8>, replaced: bool) {
        let input = Input::text(name, bytes);
        self.0.push(if replaced { input.name_replaced() } else { input });
    }

    /// Refuses files that are the members of one resource.
    ///
    /// # Errors
    /// When they are.
    #[wasm_bindgen(js_name = refuseResource)]
    pub fn refuse_resource(&self) -> Result<(), JsValue> {
        if names_a_resource(self.0.iter().map(Input::name)) {
            return Err(thrown_alone(Error::no_text("object", RESOURCE)));
        }
        Ok(())
    }

    /// A single text, with the name that somebody gave it.
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

    /// Says which of the files are read for their values alone.
    ///
    /// # Errors
    /// For a name that none of them has.
    pub fn context(&mut self, names: Vec<String>) -> Result<(), JsValue> {
        Input::mark_context(&mut self.0, names).map_err(thrown_alone)
    }

    /// Says which of the files a person named, so that failing to read them matters.
    ///
    /// # Errors
    /// For a name that none of them has.
    pub fn named(&mut self, names: Vec<String>) -> Result<(), JsValue> {
        Input::mark_named(&mut self.0, names).map_err(thrown_alone)
    }

    /// Resources that were built in code, as the JSON of one or of a list.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn resources(&mut self, json: &str, name: Option<String>) -> Result<(), JsValue> {
        let name = name.unwrap_or_else(|| Input::RESOURCES.to_owned());
        let value: serde_json::Value = serde_json::from_str(json)
            .map_err(|error| thrown_alone(Error::object(&*name, error.to_string())))?;
        self.0.push(Input::object(name, &value).map_err(thrown_alone)?);
        Ok(())
    }
}
