//! `include` and `tpl`.

use std::collections::HashMap;

use super::{Evaluated, Execution, Scope, Slot, TemplateText};
use crate::derivation::helm::fault::{Fault, Site};
use crate::derivation::helm::print::{NO_VALUE, quoted};
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;
use crate::syntax::gotemplate::parse;

/// The name of a text that `tpl` evaluates.
const TPL: &str = "gotpl";

impl Execution<'_, '_> {
    /// The text that a template with a name renders.
    pub(super) fn include(&mut self, name: &Text, data: Value) -> Evaluated<Text> {
        let Some(template) = self.scope.get(name.as_str()) else {
            let message = format!(
                "error calling include: template: no template {:?} associated with template \"gotpl\"",
                name.as_str()
            );
            return self.fault(message);
        };
        let outer = std::mem::take(&mut self.builder);
        let result = self.run(template, &Slot::plain(data));
        let text = std::mem::replace(&mut self.builder, outer).finish();
        result.map(|()| text)
    }

    /// The text that a text renders as a template.
    pub(super) fn tpl(&mut self, source: &Text, data: Value) -> Evaluated<Text> {
        if !source.as_str().contains("{{") {
            return Ok(without_no_value(source));
        }
        let text = source.shared();
        let parsed = match parse(&text) {
            Ok(parsed) => parsed,
            Err(fault) => {
                let (shown, line, why) = (quoted(source), fault.line, fault.message);
                let shown = shown.as_str();
                return self.fault(format!(
                    "error calling tpl: cannot parse template {shown}: template: {TPL}:{line}: {why}"
                ));
            }
        };
        let of = TemplateText { name: TPL.into(), text: source.clone() };
        let mut scope = Scope { parent: Some(self.scope), templates: HashMap::new() };
        scope.add(&of, &parsed);
        let mut inner = Execution {
            scope: &scope,
            shared: &mut *self.shared,
            name: TPL,
            of: &of,
            variables: Vec::new(),
            first_variable: 0,
            conditions: self.conditions.clone(),
            builder: TextBuilder::default(),
            at: crate::source::Span::default(),
        };
        let template = super::Template { name: TPL, nodes: &parsed.nodes, of: &of };
        let result = inner.run(template, &Slot::plain(data));
        let text = std::mem::take(&mut inner.builder).finish();
        match result {
            Ok(()) => Ok(without_no_value(&text)),
            Err(fault) => Err(Box::new(self.outside(*fault, source))),
        }
    }

    /// A fault in a text that `tpl` evaluates: in a text that is in no file, it has its place in words.
    fn outside(&self, fault: Fault, source: &Text) -> Fault {
        let Fault { mut cause, mut places } = fault;
        if let Some(site) = places.first().filter(|site| is_in_tpl(site) && !cause.is_of_chart) {
            let text = source.as_str();
            let before = text.get(..site.span.start as usize).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
            let expression = text.get(site.span.range()).unwrap_or_default();
            let (of, shown, why) = (quoted(source), &site.template, &cause.message);
            let of = of.as_str();
            cause.message = format!(
                "error calling tpl: error during tpl function execution for {of}: template: {TPL}:{line}:{column}: \
                 executing {shown:?} at <{expression}>: {why}"
            );
        }
        places.retain(|site| !is_in_tpl(site));
        places.push(self.site());
        Fault { cause, places }
    }
}

/// Whether a place is in a text that `tpl` evaluates.
fn is_in_tpl(site: &Site) -> bool {
    *site.file == *TPL
}

/// A text without what Go prints for values that are not there.
pub(in crate::derivation::helm) fn without_no_value(text: &Text) -> Text {
    if !text.as_str().contains(NO_VALUE) {
        return text.clone();
    }
    let mut builder = TextBuilder::default();
    let mut from = 0;
    for (at, found) in text.as_str().match_indices(NO_VALUE) {
        builder.push_slice(text, from..at);
        builder.push_nothing(&text.trace_at(at..at + found.len()));
        from = at + found.len();
    }
    builder.push_slice(text, from..text.as_str().len());
    builder.finish()
}
