//! The parsed templates of a chart and of the charts in it.

use std::collections::HashMap;
use std::rc::Rc;

use super::chart::{Chart, Renderable, map};
use super::evaluate::{Scope, Shared, TemplateText, evaluate, without_no_value};
use super::fault::{Fault, Site};
use super::origin::Trace;
use super::text::Text;
use super::value::Value;
use crate::syntax::gotemplate;

/// The templates of charts, each parsed once for all releases.
#[derive(Debug, Default)]
pub(super) struct Templates<'t> {
    /// The parsed texts; equal ones once, as many charts have copies of the same library.
    files: Vec<Result<gotemplate::File<'t>, gotemplate::Fault>>,
    /// The positions of the texts, by address.
    positions: HashMap<*const u8, usize>,
}

/// What a template renders.
#[derive(Clone, Debug)]
pub(super) struct Output {
    /// The path of the template.
    pub(super) path: Rc<str>,
    /// The text of the template.
    pub(super) template: Text,
    /// The text that it renders.
    pub(super) text: Text,
}

impl<'t> Templates<'t> {
    /// Parses the templates of a chart.
    pub(super) fn of(chart: &'t Chart) -> Self {
        let mut templates = Self::default();
        templates.parse(chart, &mut HashMap::new());
        templates
    }

    // INVARIANT: charts are no deeper than their loader allows.
    fn parse(&mut self, chart: &'t Chart, known: &mut HashMap<&'t str, usize>) {
        for (_, text) in &chart.templates {
            let text = text.as_str();
            let position = *known.entry(text).or_insert_with(|| {
                self.files.push(gotemplate::parse(text));
                self.files.len() - 1
            });
            self.positions.insert(text.as_ptr(), position);
        }
        chart.charts.iter().for_each(|inner| self.parse(inner, known));
    }

    /// A template that was parsed.
    pub(super) fn parsed(&self, text: &Text) -> Option<&gotemplate::File<'t>> {
        self.file(text)?.as_ref().ok()
    }

    fn file(&self, text: &Text) -> Option<&Result<gotemplate::File<'t>, gotemplate::Fault>> {
        self.files.get(*self.positions.get(&text.as_str().as_ptr())?)
    }

    /// The texts of all templates of a release that are not only for others to include.
    pub(super) fn render(&'t self, renderables: &[Renderable]) -> Result<Vec<Output>, Box<Fault>> {
        let texts: Vec<TemplateText> = renderables
            .iter()
            .map(|one| TemplateText { name: Rc::clone(&one.path), text: one.text.clone() })
            .collect();
        let mut scope = Scope::default();
        for of in &texts {
            match self.file(&of.text) {
                Some(Ok(file)) => scope.add(of, file),
                Some(Err(fault)) => {
                    let cause = format!("parse error: {}", fault.message).into();
                    let file = Rc::clone(&of.name);
                    let places = vec![Site { template: Rc::clone(&file), file, span: fault.span }];
                    return Err(Box::new(Fault { cause, places }));
                }
                // INVARIANT: the templates of a release are those of the chart.
                None => {}
            }
        }
        let mut shared = Shared::default();
        let mut rendered = Vec::new();
        for one in renderables {
            let name = one.path.rsplit('/').next().unwrap_or(&one.path);
            if name.starts_with('_') {
                continue;
            }
            let text = |text: &Rc<str>| Value::text(Rc::clone(text), Trace::default());
            let template = map([("Name", text(&one.path)), ("BasePath", text(&one.folder))]);
            one.data.set("Template", Trace::default(), Value::Map(template));
            let data = Value::Map(one.data.clone());
            let text = evaluate(&scope, &mut shared, &one.path, data)?;
            let (path, template) = (Rc::clone(&one.path), one.text.clone());
            rendered.push(Output { path, template, text: without_no_value(&text) });
        }
        Ok(rendered)
    }
}
