//! Follows templates with what values may be.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::charts::Placed;
use super::positions::{Position, Positions};
use super::reach::Reach;
use crate::derivation::helm::templates::Templates;
use crate::syntax::gotemplate::{Branch, Command, File, Node, Operand, Pipeline, Term};

/// Maximum nesting of templates that include each other, and of one that includes itself.
const DEPTH: usize = 60;
const RECURSION: usize = 6;

/// Maximum number of pipelines that are followed.
const STEPS: u32 = 400_000;

/// Maximum number of rounds until nothing new is found.
pub(super) const ROUNDS: usize = 8;

/// A template: its nodes, and the chart that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body<'a> {
    pub(super) nodes: &'a [Node<'a>],
    pub(super) chart: usize,
}

/// The state while templates are followed.
pub(super) struct Walk<'a> {
    pub(super) charts: &'a [Placed<'a>],
    pub(super) positions: Positions,
    /// The strings in values, and the files of charts, that are texts of templates.
    texts: &'a [File<'a>],
    files: &'a [File<'a>],
    pub(super) bodies: Vec<Body<'a>>,
    /// The templates of each name; which one counts may depend on the values.
    names: HashMap<Rc<str>, Vec<usize>>,
    /// The templates that are rendered themselves.
    rendered: Vec<usize>,
    /// The templates that were followed in this round, each with its data.
    pub(super) known: BTreeSet<(usize, Reach)>,
    /// What they print, as far as earlier rounds found.
    printed: BTreeMap<(usize, Reach), Reach>,
    /// What `set` puts into dictionaries, by key.
    pub(super) stored: BTreeMap<Rc<str>, Reach>,
    /// Whether something is put into dictionaries under keys that are not known.
    pub(super) is_open: bool,
    /// What is merged into values, by position.
    pub(super) merged: BTreeMap<Position, Reach>,
    /// Whether a dictionary was read with everything in it.
    pub(super) is_stored_read: bool,
    has_changed: bool,
    /// The templates that are being followed, the innermost last.
    open: Vec<usize>,
    steps: u32,
}

/// What a template that is followed sees.
pub(super) struct Frame<'f> {
    pub(super) variables: Vec<(&'f str, Reach)>,
    printed: Reach,
    /// Whether it prints more than one value.
    is_text: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        charts: &'a [Placed<'a>],
        positions: Positions,
        texts: &'a [File<'a>],
        files: &'a [File<'a>],
    ) -> Self {
        Self {
            charts,
            positions,
            texts,
            files,
            bodies: Vec::new(),
            names: HashMap::new(),
            rendered: Vec::new(),
            known: BTreeSet::new(),
            printed: BTreeMap::new(),
            stored: BTreeMap::new(),
            is_open: false,
            merged: BTreeMap::new(),
            is_stored_read: false,
            has_changed: false,
            open: Vec::new(),
            steps: STEPS,
        }
    }

    /// Adds the templates of all charts.
    pub(super) fn add(&mut self, templates: &'a Templates<'a>) -> Option<()> {
        for (number, of) in self.charts.iter().enumerate() {
            for (path, text) in &of.chart.templates {
                let file = templates.parsed(text)?;
                let is_partial = path.rsplit('/').next().is_some_and(|name| name.starts_with('_'));
                let is_rendered = !is_partial && !of.chart.is_library();
                let own = self.body(of.path(path).into(), &file.nodes, number);
                self.rendered.extend(is_rendered.then_some(own));
                for defined in &file.defined {
                    self.body(defined.name.as_str().into(), &defined.nodes, number);
                }
            }
        }
        Some(())
    }

    fn body(&mut self, name: Rc<str>, nodes: &'a [Node<'a>], chart: usize) -> usize {
        let number = self.bodies.len();
        self.bodies.push(Body { nodes, chart });
        self.names.entry(name).or_default().push(number);
        number
    }

    /// Follows all templates until nothing new is found.
    pub(super) fn run(mut self) -> Option<Positions> {
        for _ in 0..ROUNDS {
            self.has_changed = false;
            self.known.clear();
            for number in self.rendered.clone() {
                self.template(number, &Reach::chart(self.chart_of(number)))?;
            }
            if !self.has_changed {
                self.read_added();
                self.not_included();
                return Some(self.positions);
            }
        }
        None
    }

    /// What is put into dictionaries and values is read with them.
    fn read_added(&mut self) {
        if self.is_stored_read {
            let stored: Vec<Reach> = self.stored.values().cloned().collect();
            self.computed(&stored);
        }
        let mut merged = std::mem::take(&mut self.merged);
        loop {
            let read: Vec<Position> =
                merged.keys().copied().filter(|at| self.positions.is_within_whole(*at)).collect();
            if read.is_empty() {
                return;
            }
            for at in read {
                merged.remove(&at).iter().for_each(|value| self.read(value));
            }
        }
    }

    fn chart_of(&self, number: usize) -> usize {
        self.bodies.get(number).map_or(0, |body| body.chart)
    }

    /// Notes that something was found that what was followed before did not see.
    pub(super) fn changed(&mut self) {
        self.has_changed = true;
    }

    /// Follows a template with its data; returns what it prints.
    pub(super) fn template(&mut self, number: usize, dot: &Reach) -> Option<Reach> {
        let Some(body) = self.bodies.get(number).copied() else { return Some(Reach::default()) };
        self.once(number, dot, |walk| walk.text(body.nodes, dot))
    }

    /// Follows something with its data once in a round; returns what it prints.
    fn once(
        &mut self,
        number: usize,
        dot: &Reach,
        follow: impl FnOnce(&mut Self) -> Option<Reach>,
    ) -> Option<Reach> {
        let key = (number, dot.clone());
        let known = self.printed.get(&key).cloned().unwrap_or_default();
        if !self.known.insert(key.clone()) {
            return Some(known);
        }
        let depth = self.open.iter().filter(|open| **open == number).count();
        if depth >= RECURSION || self.open.len() >= DEPTH {
            // What is deeper reads what it is given.
            self.read(dot);
            return Some(Reach::computed());
        }
        self.open.push(number);
        let printed = follow(self)?.or(&known);
        self.open.pop();
        if printed != known {
            self.changed();
            self.printed.insert(key, printed.clone());
        }
        Some(printed)
    }

    /// The templates with a name; all of them for a name that is not known.
    pub(super) fn templates(&self, name: Option<&str>) -> Vec<usize> {
        match name {
            Some(name) => self.names.get(name).cloned().unwrap_or_default(),
            None => (0..self.bodies.len()).collect(),
        }
    }

    /// Follows the strings in values that are texts of templates, and files.
    pub(super) fn texts(&mut self, dot: &Reach, with_files: bool) -> Option<Reach> {
        let files = if with_files { self.files } else { &[] };
        let number = usize::MAX - usize::from(with_files);
        self.once(number, dot, |walk| {
            let mut printed = Reach::computed();
            for file in walk.texts.iter().chain(files) {
                printed = printed.or(&walk.file(file, dot)?);
            }
            Some(printed)
        })
    }

    /// Follows a text that `tpl` evaluates.
    pub(super) fn file(&mut self, file: &File<'_>, dot: &Reach) -> Option<Reach> {
        for defined in &file.defined {
            self.text(&defined.nodes, dot)?;
        }
        self.text(&file.nodes, dot)
    }

    fn text<'f>(&mut self, nodes: &'f [Node<'f>], dot: &Reach) -> Option<Reach> {
        let variables = vec![("$", dot.clone())];
        let mut frame = Frame { variables, printed: Reach::default(), is_text: false };
        self.nodes(&mut frame, nodes, dot)?;
        Some(frame.finish())
    }

    // INVARIANT: the parser limits the nesting of nodes.
    pub(super) fn nodes<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        nodes: &'f [Node<'f>],
        dot: &Reach,
    ) -> Option<()> {
        for node in nodes {
            match node {
                Node::Action(pipeline) => {
                    let value = self.pipeline(frame, pipeline, dot)?;
                    if pipeline.variables.is_empty() {
                        self.read(&value);
                        frame.print(&value);
                    }
                }
                Node::If(branch) => self.branch(frame, branch, dot, false)?,
                Node::With(branch) => self.branch(frame, branch, dot, true)?,
                Node::Range(branch) => self.range(frame, branch, dot)?,
                Node::Template { name, argument, .. } => {
                    let data = match argument {
                        Some(argument) => self.pipeline(frame, argument, dot)?,
                        None => Reach::default(),
                    };
                    let printed = self.named(&Reach::word(name), &data)?;
                    frame.print(&printed);
                }
                Node::Text(_) => frame.is_text = true,
                Node::Break(_) | Node::Continue(_) => {}
            }
        }
        Some(())
    }

    fn branch<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        branch: &'f Branch<'f>,
        dot: &Reach,
        is_with: bool,
    ) -> Option<()> {
        let known = frame.variables.len();
        let value = self.pipeline(frame, &branch.pipeline, dot)?;
        if !value.is_nothing() {
            self.nodes(frame, &branch.nodes, if is_with { &value } else { dot })?;
        }
        self.nodes(frame, branch.otherwise.as_deref().unwrap_or_default(), dot)?;
        frame.variables.truncate(known);
        Some(())
    }

    /// The value of a pipeline; sets its variables.
    pub(super) fn pipeline<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        pipeline: &'f Pipeline<'f>,
        dot: &Reach,
    ) -> Option<Reach> {
        let value = self.commands(frame, pipeline, dot)?;
        for name in &pipeline.variables {
            if pipeline.is_assignment {
                frame.assign(name, &value);
            } else {
                frame.variables.push((name, value.clone()));
            }
        }
        Some(value)
    }

    pub(super) fn commands<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        pipeline: &'f Pipeline<'f>,
        dot: &Reach,
    ) -> Option<Reach> {
        self.steps = self.steps.checked_sub(1)?;
        let mut value = None;
        for command in &pipeline.commands {
            value = Some(self.command(frame, command, dot, value)?);
        }
        Some(value.unwrap_or_default())
    }

    fn command<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        command: &'f Command<'f>,
        dot: &Reach,
        last: Option<Reach>,
    ) -> Option<Reach> {
        let Some((first, operands)) = command.operands.split_first() else {
            return Some(Reach::default());
        };
        let mut arguments = Vec::with_capacity(operands.len() + 1);
        for operand in operands {
            arguments.push(self.operand(frame, operand, dot)?);
        }
        arguments.extend(last);
        if let (Term::Function(name), []) = (&first.term, first.fields.as_slice()) {
            return self.function(frame, name, operands, &arguments);
        }
        let value = self.operand(frame, first, dot)?;
        if arguments.is_empty() {
            return Some(value);
        }
        // A method.
        arguments.push(value);
        Some(self.computed(&arguments))
    }

    fn operand<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        operand: &'f Operand<'f>,
        dot: &Reach,
    ) -> Option<Reach> {
        let mut value = match &operand.term {
            Term::Dot => dot.clone(),
            Term::Variable(name) => frame.variable(name),
            Term::Pipeline(pipeline) => self.pipeline(frame, pipeline, dot)?,
            Term::Function(name) => self.function(frame, name, &[], &[])?,
            Term::Nil => Reach::default(),
            Term::Number(number) => match number.integer {
                Some(integer) => Reach::word(&integer.to_string()),
                None => Reach::computed(),
            },
            Term::Bool(_) => Reach::computed(),
            Term::Text(text) => Reach::word(text),
        };
        for field in &operand.fields {
            value = self.field(&value, field);
        }
        Some(value)
    }
}

impl Frame<'_> {
    fn variable(&self, name: &str) -> Reach {
        let found = self.variables.iter().rev().find(|(own, _)| *own == name);
        found.map_or_else(Reach::default, |(_, value)| value.clone())
    }

    fn print(&mut self, value: &Reach) {
        self.is_text |= !self.printed.is_nothing();
        self.printed = self.printed.or(value);
    }

    /// What is printed: one value, which may be left out, or a text.
    fn finish(self) -> Reach {
        match self.printed.only_words() {
            Some(_) if !self.is_text => self.printed.or(&Reach::word("")),
            None if self.printed.is_nothing() && !self.is_text => Reach::word(""),
            _ => self.printed.only_computed(),
        }
    }

    /// A variable may have another value from here on.
    pub(super) fn assign(&mut self, name: &str, value: &Reach) {
        if let Some((_, known)) = self.variables.iter_mut().rev().find(|(own, _)| *own == name) {
            *known = known.or(value);
        }
    }
}
