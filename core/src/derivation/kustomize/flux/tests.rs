//! Every row was seen in the output of the package `kustomize` of fluxcd/pkg.

use std::rc::Rc;

use super::substitution::{Variable, Variables};
use crate::derivation::kustomize::transform::json;
use crate::derivation::kustomize::value::{Data, Key, Value};
use crate::tree::Lineage;

fn variables() -> Variables {
    let rows = [
        ("a", "alpha"),
        ("count", "3"),
        ("e", ""),
        ("colon", "it is: odd"),
        ("map", "{\"x\": \"y\"}"),
        ("path", "path/to/x"),
        ("yes", "yes"),
    ];
    let values = rows.into_iter().map(|(name, value)| {
        (name.to_owned(), Variable { value: value.to_owned(), lineage: Lineage::default() })
    });
    Variables { values: values.collect(), is_open: false }
}

/// What becomes of a value of a mapping, as JSON, or why it is refused.
fn replaced(text: &str, variables: &Variables) -> String {
    let lineage = Lineage::default();
    let key = Rc::new(Key { text: "k".into(), lineage: lineage.clone() });
    let value = Value::string(lineage.clone(), text);
    let object = Value::new(lineage, Data::Map(vec![(key, value)]));
    match variables.replace(&object) {
        Ok(new) => json(new.as_ref().unwrap_or(&object).get("k").unwrap()),
        Err(cause) => cause.message,
    }
}

#[test]
fn expressions_have_the_values_that_flux_gives_them() {
    let variables = variables();
    for (text, expected) in [
        ("${a}", "\"alpha\""),
        ("x${a}y", "\"xalphay\""),
        ("${count}", "3"),
        ("${yes}", "true"),
        ("${e}", "null"),
        ("x${e}", "\"x\""),
        ("${missing}", "null"),
        ("${missing:-7}", "7"),
        ("${missing:=${a}}", "\"alpha\""),
        ("${e:-${missing:-deep}}", "\"deep\""),
        ("${a:+other}", "\"alpha\""),
        ("${missing:?text}", "\"text\""),
        ("${a=b}", "\"alpha\""),
        ("${e=b}", "\"b\""),
        ("${#path}", "9"),
        ("${a^^}", "\"ALPHA\""),
        ("${a^}", "\"Alpha\""),
        ("${a,,}", "\"alpha\""),
        ("${a:1}", "\"lpha\""),
        ("${a:1:2}", "\"lp\""),
        ("${a:0:99}", "\"alpha\""),
        ("${a:9}", "null"),
        ("${a:x}", "\"alpha\""),
        ("${path/t/T}", "\"paTh/to/x\""),
        ("${path//t/T}", "\"paTh/To/x\""),
        ("${path/#path/p}", "\"p/to/x\""),
        ("${path/%x/z}", "\"path/to/z\""),
        ("${path/t/}", "\"pah/to/x\""),
        ("$${a}", "\"${a}\""),
        ("$$", "\"$\""),
        ("cost $5", "\"cost $5\""),
        ("$(a)", "\"$(a)\""),
        ("\"${colon}\"", "\"\\\"it is: odd\\\"\""),
        ("- ${colon}", "\"- it is: odd\""),
        ("${map}", "{\"x\":\"y\"}"),
        ("true${e}", "true"),
        ("null${e}", "null"),
    ] {
        assert_eq!(replaced(text, &variables), expected, "{text}");
    }
}

#[test]
fn expressions_that_flux_refuses_are_refused_in_its_words() {
    let variables = variables();
    for (text, why) in [
        ("${a", "missing closing brace"),
        ("${}", "unable to parse variable name"),
        ("${a.b}", "missing closing brace"),
        ("${a-x}", "missing closing brace"),
        ("${a/t}", "bad substitution"),
        ("${#}", "bad substitution"),
    ] {
        let expected = format!("envsubst error: variable substitution failed: {why}");
        assert_eq!(replaced(text, &variables), expected, "{text}");
    }
    let refused = replaced("${colon}", &variables);
    assert!(refused.starts_with("envsubst error: YAMLToJSON: "), "{refused}");
}

#[test]
fn a_variable_that_may_be_elsewhere_is_not_replaced() {
    let variables = Variables { is_open: true, ..variables() };
    assert_eq!(replaced("${missing}", &variables), "\"${missing}\"");
    assert_eq!(replaced("${missing:-7}", &variables), "\"${missing:-7}\"");
    assert_eq!(replaced("${e:-${missing}}", &variables), "\"${e:-${missing}}\"");
    assert_eq!(replaced("${a}", &variables), "\"alpha\"");
    // A pattern is not evaluated, and a character is not cut.
    assert_eq!(replaced("${path%/x}", &variables), "\"${path%/x}\"");
}
