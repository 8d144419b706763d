//! Which values templates read: in all branches of all templates, whatever the values are.
//!
//! Templates are followed with what each value may be instead of with values. What reaches a function
//! that is not followed is read with everything in it, so a value that no template reaches has no effect
//! on what is rendered.

mod charts;
mod functions;
mod named;
mod parts;
mod positions;
mod range;
mod reach;
mod walk;

pub(super) use positions::{At, Positions};

use std::rc::Rc;

use charts::{Placed, placed};
use walk::Walk;

use super::chart::Chart;
use super::templates::Templates;
use super::value::Value;
use crate::syntax::gotemplate::{File, parse};

/// The values that templates of a chart, and of the charts in it, read.
#[derive(Debug)]
pub(super) struct Readers<'c> {
    positions: Positions,
    charts: Vec<Placed<'c>>,
}

impl<'c> Readers<'c> {
    /// Follows the templates of a chart; `values` are those that it is rendered with. `None` if what
    /// templates read is not known.
    pub(super) fn new(
        chart: &'c Chart,
        templates: &Templates<'_>,
        values: &[&Value],
    ) -> Option<Self> {
        let mut positions = Positions::default();
        let charts = placed(chart, &mut positions);
        let mut texts = Vec::new();
        let defaults = charts.iter().map(|of| Value::Map(of.chart.values.clone()));
        let defaults: Vec<Value> = defaults.collect();
        defaults.iter().chain(values.iter().copied()).for_each(|value| code_in(value, &mut texts));
        let files = charts.iter().flat_map(|of| of.chart.files.values());
        let files: Vec<&str> =
            files.map(super::text::Text::as_str).filter(|text| text.contains("{{")).collect();
        // A text that is not a template is not evaluated as one.
        let parsed = |text| parse(text).ok();
        let texts: Vec<File<'_>> = texts.iter().filter_map(|text| parsed(&**text)).collect();
        let files: Vec<File<'_>> = files.into_iter().filter_map(parsed).collect();
        let mut walk = Walk::new(&charts, positions, &texts, &files);
        walk.add(templates)?;
        let positions = walk.run()?;
        Some(Self { positions, charts })
    }

    /// How templates reach the values of a release.
    pub(super) fn at_root(&self) -> At {
        At::of(positions::ROOT, &self.positions)
    }

    /// The charts in the chart, each with the keys that lead to its values, by the first name under which
    /// it is installed, and with how templates reach these values under any of its names.
    pub(super) fn inner(&self) -> Vec<(&'c Chart, Vec<String>, At)> {
        let mut found: Vec<(&'c Chart, Vec<String>, At)> = Vec::new();
        for of in self.charts.iter().skip(1) {
            let at = At::of(of.values, &self.positions);
            match found.iter_mut().find(|(chart, ..)| std::ptr::eq(*chart, of.chart)) {
                Some((_, _, known)) => known.add(at),
                None => found.push((of.chart, of.keys(), at)),
            }
        }
        found
    }

    /// How templates reach what is below a value.
    pub(super) fn below(&self, at: &At, key: Option<&str>) -> At {
        at.below(key, &self.positions)
    }
}

/// Adds the strings in a value that may be templates.
// INVARIANT: values are no deeper than what the reader of values allows.
fn code_in(value: &Value, found: &mut Vec<Rc<str>>) {
    match value {
        Value::Text(text) if text.as_str().contains("{{") => found.push(text.shared()),
        Value::List(list) => list.items.iter().for_each(|item| code_in(item, found)),
        Value::Map(map) => {
            map.snapshot().iter().for_each(|(_, entry)| code_in(&entry.value, found));
        }
        _ => {}
    }
}
