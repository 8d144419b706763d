//! Secrets and ConfigMaps. Their data is read as written: an expression in it is data too.

use super::values::literal_map;
use crate::model::secrets::{ConfigMap, Secret};
use crate::tree::Cursor;

pub(super) fn secret<'a>(object: &Cursor<'a>) -> Secret<'a> {
    Secret {
        kind: object.get("type").text(),
        data: literal_map(&object.get("data")),
        string_data: literal_map(&object.get("stringData")),
        immutable: object.get("immutable").bool(),
    }
}

pub(super) fn config_map<'a>(object: &Cursor<'a>) -> ConfigMap<'a> {
    ConfigMap {
        data: literal_map(&object.get("data")),
        binary_data: literal_map(&object.get("binaryData")),
        immutable: object.get("immutable").bool(),
    }
}
