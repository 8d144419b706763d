//! Tests of functions by templates, and by the texts and errors that were seen from Go.

use crate::derivation::helm::evaluate::{Scope, Shared, TemplateText, evaluate};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::Value;
use crate::derivation::helm::yaml::from_yaml;
use crate::syntax::gotemplate::parse;

/// What the templates of the tests are rendered with.
const DATA: &str = r#"
s: text
e: ""
i: 5
f: 2.5
big: 1e21
neg: -7
z: 0
t: true
off1: false
nil: null
l: [a, b, c, a]
m: {a: 1, b: {c: d, e: [1, 2]}, z: null}
el: []
em: {}
num: "12"
hex: "0x1F"
oct: "017"
und: "1_000"
dec: "3.00"
dec2: "3.50"
bad: "12a"
nums: [3, 1, 2]
mixed: [1, "1", true, null, [1], {a: 1}]
path: /a/b/../c.tar.gz
"#;

/// A template rendered, or `ERR` and why not.
fn rendered(template: &str) -> String {
    let data = from_yaml(&Text::new(DATA, Trace::default()));
    let data = data.unwrap_or_else(|_| Value::Nil(Trace::default()));
    let text = TemplateText { name: "t".into(), text: Text::new(template, Trace::default()) };
    let file = match parse(template) {
        Ok(file) => file,
        Err(fault) => return format!("ERR {}", fault.message),
    };
    let mut scope = Scope::default();
    scope.add(&text, &file);
    match evaluate(&scope, &mut Shared::default(), "t", data) {
        Ok(text) => text.as_str().to_owned(),
        Err(fault) => format!("ERR {}", fault.cause.message),
    }
}

/// Compares the JSON and the type of expressions with what was seen: an expression, ` => `, and that.
pub(super) fn check(table: &str) {
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (expression, seen) = line.split_once(" => ").unwrap_or((line, ""));
        let template =
            format!("{{{{ $r := {expression} }}}}{{{{ toRawJson $r }}}} {{{{ typeOf $r }}}}");
        let here = rendered(&template);
        if here != seen {
            wrong.push(format!("{expression}\n  seen {seen}\n  here {here}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
