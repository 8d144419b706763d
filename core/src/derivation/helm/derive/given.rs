//! The values that a release is rendered with.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Release;
use crate::derivation::helm::chart::{assign, merge_files, whole};
use crate::derivation::helm::declared::{Content, Layer, Single, Spot};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Map, Value};
use crate::derivation::helm::yaml::{from_yaml, values_of};
use crate::derivation::stage::Stage;
use crate::tree::{Made, Passage};

impl Release<'_> {
    /// The values of layers, the later ones over the earlier ones.
    pub(super) fn layers(&mut self, layers: &[Layer], stage: &Stage<'_>) -> Result<Map, Cause> {
        let mut given = Map::new(BTreeMap::new(), Trace::default());
        for layer in layers {
            let values = match layer {
                Layer::File(number) => self.values_of_file(*number, stage)?,
                Layer::Mapping(spot) => {
                    let source = self.sources.add(&spot.tree);
                    mapping(values_of(spot.node(), source)?)
                }
                Layer::Encoded(spot) => mapping(from_yaml(&self.decoded(spot)?)?),
                Layer::Single(single) => {
                    let value = self.single(single, stage)?;
                    assign(&single.path, value, &given)?;
                    None
                }
            };
            if let Some(values) = values {
                given = merge_files([given, values]);
            }
        }
        Ok(given)
    }

    fn values_of_file(&mut self, number: usize, stage: &Stage<'_>) -> Result<Option<Map>, Cause> {
        let Some((_, tree)) = stage.read(number) else { return Ok(None) };
        let source = self.sources.add(&tree);
        let Some((_, root)) = tree.documents().next() else { return Ok(None) };
        Ok(mapping(values_of(root, source)?))
    }

    fn single(&mut self, single: &Single, stage: &Stage<'_>) -> Result<Value, Cause> {
        Ok(match &single.content {
            Content::Typed => whole(&self.text(&single.at), true),
            Content::Text => whole(&self.text(&single.at), false),
            Content::Encoded => whole(&self.decoded(&single.at)?, true),
            Content::File(number) => {
                let source = stage.text(*number).and_then(|text| text.source);
                let text = source.map(|source| self.sources.text(source, false, self.limits));
                Value::Text(text.unwrap_or_default())
            }
            Content::Open => {
                let trace = Trace { made: Made::Open, ..self.text(&single.at).trace() };
                Value::text("unknown", trace)
            }
        })
    }

    /// The text of a node.
    fn text(&mut self, spot: &Spot) -> Text {
        let source = self.sources.add(&spot.tree);
        let node = spot.node();
        Text::new(node.text(), Trace::of(Passage::of(source, node)))
    }

    /// The text that a node has in base64.
    fn decoded(&mut self, spot: &Spot) -> Result<Text, Cause> {
        let text = self.text(spot);
        let decoded = base64_text(text.as_str()).ok_or("illegal base64 data in a Secret")?;
        Ok(Text::new(decoded, Trace { made: Made::Computed, ..text.trace() }))
    }
}

fn base64_text(text: &str) -> Option<String> {
    let compact: String = text.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(compact).ok()?).ok()
}

fn mapping(value: Value) -> Option<Map> {
    match value {
        Value::Map(map) => Some(map),
        _ => None,
    }
}
