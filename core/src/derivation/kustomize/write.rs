//! Writes built objects as a tree.

use std::sync::Arc;

use super::object::Object;
use super::value::{Data, Value};
use crate::source::{Problem, Source};
use crate::tree::{
    Abandoned, Builder, Dialect, Kind, Limits, Origin, Properties, Provenance, Scalar, Style, Tree,
};

/// Writes objects, each as a document. `is_rendered` if their variables were replaced: else another
/// program may do that.
///
/// # Errors
/// If they exceed a limit.
pub(super) fn write<'o>(
    objects: impl Iterator<Item = &'o Object>,
    sources: &Arc<[Arc<Tree>]>,
    name: &Arc<str>,
    limits: Limits,
    is_rendered: bool,
) -> Result<Tree, Problem> {
    let provenance = Provenance::of_nodes(Arc::clone(sources));
    let origin = if is_rendered { provenance } else { provenance.unrendered() };
    let origin = Origin::Derived(origin);
    let source = Source::new(Arc::clone(name), "");
    let mut builder = Builder::new(source, Dialect::Kubernetes, origin, limits);
    for (number, object) in (0..).zip(objects) {
        builder.begin_made_document(number);
        let written = value(&object.root, &mut builder).and_then(|()| builder.end_document());
        // A position in the tree is not a position in a file.
        written.map_err(|Abandoned(problem)| Problem::new(problem.code, problem.message))?;
    }
    Ok(builder.finish().0)
}

// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
fn value(value: &Value, builder: &mut Builder) -> Result<(), Abandoned> {
    builder.derive_from(&value.lineage);
    match &value.data {
        Data::Scalar(text) => {
            let normal = text.normal();
            let is_text = matches!(text.value(), Some(Scalar::Text(_)) | None);
            let style = if is_text { Style::DoubleQuoted } else { Style::Plain };
            let properties =
                Properties { is_open: value.lineage.is_open(), ..Properties::default() };
            builder.made(style, &normal.text, properties)
        }
        Data::List(items) => {
            builder.begin_made(Kind::Sequence, Properties::default())?;
            items.iter().try_for_each(|item| self::value(item, builder))?;
            builder.end_made();
            Ok(())
        }
        Data::Map(entries) => {
            builder.begin_made(Kind::Mapping, Properties::default())?;
            for (key, value) in entries {
                builder.derive_from(&key.lineage);
                builder.made(Style::DoubleQuoted, &key.text, Properties::default())?;
                self::value(value, builder)?;
            }
            builder.end_made();
            Ok(())
        }
    }
}
