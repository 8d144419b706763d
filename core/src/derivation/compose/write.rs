//! Converts values to the tree of a project.

use super::value::{Data, Map, Value, number};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style};

/// Mappings whose keys are names chosen by the user, not attributes.
const NAMES: [&str; 19] = [
    "additional_contexts",
    "annotations",
    "args",
    "configs",
    "depends_on",
    "driver_opts",
    "environment",
    "extra_hosts",
    "jobs",
    "labels",
    "models",
    "networks",
    "options",
    "secrets",
    "services",
    "storage_opt",
    "sysctls",
    "ulimits",
    "volumes",
];

/// Writes a project as a document, without extension fields, whose names begin with `x-`.
pub(super) fn write(project: &Value, builder: &mut Builder) -> Result<(), Abandoned> {
    builder.begin_made_document(0);
    value(project, false, builder)?;
    builder.end_document()
}

// INVARIANT: values are no deeper than `read::DEPTH` and what short forms add.
fn value(value: &Value, names: bool, builder: &mut Builder) -> Result<(), Abandoned> {
    let properties = Properties { is_open: value.open, ..Properties::default() };
    builder.derive_from(&value.lineage);
    match &value.data {
        Data::Null if value.open => builder.made(Style::DoubleQuoted, "", properties),
        Data::Null => builder.made(Style::Plain, "null", properties),
        Data::Bool(true) => builder.made(Style::Plain, "true", properties),
        Data::Bool(false) => builder.made(Style::Plain, "false", properties),
        Data::Integer(value) => builder.made(Style::Plain, &value.to_string(), properties),
        Data::Float(value) => builder.made(Style::Plain, &number(*value), properties),
        Data::Text(text) => builder.made(Style::DoubleQuoted, text, properties),
        Data::List(items) => {
            builder.begin_made(Kind::Sequence, Properties::default())?;
            for item in items {
                self::value(item, false, builder)?;
            }
            builder.end_made();
            Ok(())
        }
        Data::Map(map) => {
            builder.begin_made(Kind::Mapping, properties)?;
            entries(map, names, builder)?;
            builder.end_made();
            Ok(())
        }
    }
}

fn entries(map: &Map, names: bool, builder: &mut Builder) -> Result<(), Abandoned> {
    for entry in map.iter().filter(|entry| names || !entry.key.starts_with("x-")) {
        builder.derive_from(&entry.key_lineage);
        builder.made(Style::DoubleQuoted, &entry.key, Properties::default())?;
        value(&entry.value, NAMES.contains(&&*entry.key), builder)?;
    }
    Ok(())
}
