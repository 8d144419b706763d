//! Generated charts of one template that cross functions, statements, types and the trimming of spaces.

use fastrand::Rng;
use serde_json::{Value, json};

use super::arguments::VALUES;
use super::expressions::Expressions;

/// A chart with a generated template.
pub(super) fn case(random: &mut Rng) -> Value {
    let doubt = *random.choice(&[0, 0, 0, 15, 30]).unwrap_or(&0);
    let mut writer = Writer {
        expressions: Expressions { random, doubt, root: "" },
        number: 0,
        defined: Vec::new(),
    };
    let mut text = String::new();
    for _ in 0..writer.expressions.random.usize(1..=3) {
        text.push_str(&writer.statement(2));
    }
    let is_given = random.u8(..4) == 0;
    of_template(&text, is_given)
}

/// The chart of a template, with the values that the template names: its own, or given ones.
pub(super) fn of_template(text: &str, is_given: bool) -> Value {
    let mut values = String::new();
    for (name, _, written) in VALUES {
        let is_named = text.contains(&format!(".Values.{name}"));
        // A template in a value names another one.
        if is_named || *name == "text" && text.contains(".Values.template") {
            values = format!("{values}{name}: {written}\n");
        }
    }
    let chart = "apiVersion: v2\nname: generated\nversion: 0.1.0\n";
    let own =
        if is_given { "text: another\nlist: [x]\nmap: {b: 1, y: z}\n" } else { values.as_str() };
    json!({
        "files": [
            {"path": "Chart.yaml", "text": chart},
            {"path": "values.yaml", "text": own},
            {"path": "templates/case.yaml", "text": text},
        ],
        "values": if is_given { vec![values.as_str()] } else { Vec::new() },
    })
}

struct Writer<'r> {
    expressions: Expressions<'r>,
    /// How many names there are already.
    number: usize,
    /// The templates that are defined.
    defined: Vec<String>,
}

impl Writer<'_> {
    fn statement(&mut self, depth: usize) -> String {
        let kinds = if depth == 0 { 4 } else { 14 };
        match self.expressions.random.u8(..kinds) {
            0 => self.written_out(),
            1 => self.variable(),
            2 | 3 => self.printed(),
            4 | 5 => self.condition(depth),
            6 => self.with(depth),
            7 | 8 => self.range(depth),
            9 => self.loop_with_end(depth),
            10 => self.defined(depth, "include"),
            11 => self.defined(depth, "template"),
            12 => self.tpl(),
            _ => self.spaces(depth),
        }
    }

    /// Delimiters around an action, that take spaces away or do not.
    fn action(&mut self, inner: &str) -> String {
        let random = &mut *self.expressions.random;
        let begin = if random.u8(..3) == 0 { "{{-" } else { "{{" };
        let end = if random.u8(..6) == 0 { "-}}" } else { "}}" };
        format!("{begin} {inner} {end}")
    }

    fn name(&mut self) -> String {
        self.number += 1;
        format!("v{}", self.number)
    }

    fn printed(&mut self) -> String {
        let pipeline = self.expressions.pipeline(1);
        let name = self.name();
        format!("{name}: {}\n", self.action(&pipeline))
    }

    fn written_out(&mut self) -> String {
        let kind = *self.expressions.random.choice(&['m', 'l', 'a', 's']).unwrap_or(&'a');
        let operand = self.expressions.command(kind, 1);
        let name = self.name();
        let ways = [
            "toYaml | nindent 2",
            "toYaml | indent 4",
            "toJson",
            "toPrettyJson | nindent 1",
            "quote",
            "toString",
        ];
        let way = self.expressions.random.choice(ways).unwrap_or_default();
        format!("{name}:{}\n", self.action(&format!("{operand} | {way}")))
    }

    fn variable(&mut self) -> String {
        let (name, first, second) =
            (self.name(), self.expressions.pipeline(1), self.expressions.command('a', 0));
        let condition = self.expressions.operand('b', 0);
        let declared = self.action(&format!("${name} := {first}"));
        let changed = self.action(&format!("${name} = {second}"));
        let end = self.action("end");
        let shown = self.action(&format!("${name} | toJson"));
        format!("{declared}{{{{ if {condition} }}}} {changed}{end}\n{name}: {shown}\n")
    }

    fn condition(&mut self, depth: usize) -> String {
        let (first, second) = (self.expressions.pipeline(1), self.expressions.command('a', 1));
        let begin = self.action(&format!("if {first}"));
        let (then, other) = (self.statement(depth - 1), self.statement(depth - 1));
        let middle = self.action(&format!("else if {second}"));
        let (otherwise, end) = (self.action("else"), self.action("end"));
        match self.expressions.random.u8(..3) {
            0 => format!("{begin}\n{then}{end}\n"),
            1 => format!("{begin}\n{then}{otherwise}\n{other}{end}\n"),
            _ => format!("{begin}\n{then}{middle}\n  {other}{otherwise}\nnone: 1\n{end}\n"),
        }
    }

    fn with(&mut self, depth: usize) -> String {
        let (first, second) = (self.expressions.command('a', 1), self.expressions.command('a', 0));
        let name = self.name();
        let variable =
            if self.expressions.random.bool() { format!("${name} := ") } else { String::new() };
        let begin = self.action(&format!("with {variable}{first}"));
        let inner = self.inside(depth);
        let end = self.action("end");
        match self.expressions.random.u8(..3) {
            0 => format!("{begin}\n{inner}{end}\n"),
            1 => format!("{begin}\n{inner}{{{{ else }}}}empty: 1\n{end}\n"),
            _ => format!(
                "{begin}\n{inner}{{{{- else with {second} }}}}\nsecond: {{{{ . }}}}\n{end}\n"
            ),
        }
    }

    /// A statement where the dot is something else.
    fn inside(&mut self, depth: usize) -> String {
        let name = self.name();
        let ways =
            [". | toJson", ".", "kindOf .", ". | quote", "typeOf .", ".a", ".name | default 1"];
        // What is no map has no fields.
        let count = if self.expressions.doubt > 0 { ways.len() } else { 5 };
        let shown = self.expressions.random.choice(ways.iter().take(count)).copied();
        let shown = self.action(shown.unwrap_or("."));
        let outside = std::mem::replace(&mut self.expressions.root, "$");
        let statement = self.statement(depth - 1);
        self.expressions.root = outside;
        format!("{name}: {shown}\n{statement}")
    }

    fn range(&mut self, depth: usize) -> String {
        let kinds: &[char] =
            if self.expressions.doubt > 0 { &['l', 'a', 'm', 'n'] } else { &['l', 'l', 'm', 'n'] };
        let kind = self.expressions.random.choice(kinds).copied().unwrap_or('l');
        let over = self.repeated(kind);
        let inner = self.inside(depth);
        let end = self.action("end");
        // There are no pairs in a number.
        let ways = if kind == 'n' && self.expressions.doubt == 0 { 2 } else { 4 };
        match self.expressions.random.u8(..ways) {
            0 => format!("{}\n{inner}{end}\n", self.action(&format!("range {over}"))),
            1 => {
                let begin = self.action(&format!("range $e := {over}"));
                format!("{begin}\n- {{{{ $e | toJson }}}}\n{inner}{end}\n")
            }
            2 => {
                let begin = self.action(&format!("range $i, $e := {over}"));
                format!("{begin}\n{{{{ $i }}}}={{{{ $e }}}} {{{{- else }}}}nothing{end}\n")
            }
            _ => {
                let begin = self.action(&format!("range $i, $e := {over}"));
                format!(
                    "{begin}\n- {{{{ kindOf $i }}}} {{{{ $e | toString | quote }}}}\n{inner}{end}\n"
                )
            }
        }
    }

    /// What a loop is over: without what is computed where it could be a large number.
    fn repeated(&mut self, kind: char) -> String {
        let depth = usize::from(self.expressions.doubt == 0);
        self.expressions.command(kind, depth)
    }

    fn loop_with_end(&mut self, depth: usize) -> String {
        let over = self.repeated('l');
        let word = *self.expressions.random.choice(&["break", "continue"]).unwrap_or(&"break");
        let test = self.expressions.random.choice([
            "eq $i 1",
            "kindIs \"string\" $e",
            "not $e",
            "gt $i 0",
        ]);
        let begin = self.action(&format!("range $i, $e := {over}"));
        let leave = self.action(word);
        let inner = self.inside(depth);
        let test = test.unwrap_or_default();
        format!("{begin}\n{{{{ if {test} }}}}{leave}{{{{ end }}}}\n{inner}{{{{- end }}}}\n")
    }

    /// A template that is defined and used; inside of other statements one that is there already.
    fn defined(&mut self, depth: usize, word: &str) -> String {
        let is_outside = self.expressions.root.is_empty() && depth == 2;
        let mut definition = String::new();
        if is_outside {
            let name = self.name();
            let body = self.statement(depth - 1);
            let begin = self.action(&format!("define \"{name}\""));
            definition = format!("{begin}\n{body}{}\n", self.action("end"));
            self.defined.push(name);
        }
        let Some(name) = self.expressions.random.choice(&self.defined).cloned() else {
            return self.printed();
        };
        let dot = if self.expressions.root.is_empty() { "." } else { "$" };
        let argument = match self.expressions.random.u8(..5) {
            0 if self.expressions.doubt > 0 => self.expressions.operand('a', 0),
            0 | 1 => format!("(dict \"Values\" {}.Values)", self.expressions.root),
            _ => dot.to_owned(),
        };
        let rest = match (word, self.expressions.random.u8(..3)) {
            ("include", 0) => " | nindent 2",
            ("include", 1) => " | trim | quote",
            _ => "",
        };
        let used = self.action(&format!("{word} \"{name}\" {argument}{rest}"));
        format!("{definition}{name}: {used}\n")
    }

    fn tpl(&mut self) -> String {
        let name = self.name();
        let outside = std::mem::take(&mut self.expressions.root);
        let inner = self.expressions.pipeline(0);
        self.expressions.root = outside;
        let dot = if outside.is_empty() { "." } else { "$" };
        let text = if inner.contains('`') || self.expressions.random.u8(..4) == 0 {
            format!("{outside}.Values.template")
        } else {
            format!("`{{{{ {inner} }}}}!`")
        };
        format!("{name}: {}\n", self.action(&format!("tpl {text} {dot}")))
    }

    fn spaces(&mut self, depth: usize) -> String {
        let pieces = [
            "  {{- /* c */ -}}  \n",
            "\n\n{{- \"x\" -}}\n\n",
            "a {{ `b` }} c\n",
            "{{/* c */}}\n",
            "  {{- 3 }} -\n",
            "{{ \"\\u00e9\\x41\" -}}\n  y\n",
        ];
        let piece = self.expressions.random.choice(pieces).unwrap_or_default();
        format!("{piece}{}", self.statement(depth - 1))
    }
}
