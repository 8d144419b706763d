//! Functions that write and read YAML and JSON: `toJson`, `fromJson` and those of YAML and TOML are
//! Helm's, the others Sprig's.

use std::collections::BTreeMap;

use super::Parameter::Text as Letters;
use super::signature::{fixed, of_one};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Element, Entry, List, Map, Value};
use crate::derivation::helm::yaml::{
    Failure, Notation, from_json, from_yaml, to_json, to_toml, to_yaml, to_yaml_pretty,
};

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("fromJson", &[Letters], |arguments| map_of(arguments, JSON)),
    fixed("fromJsonArray", &[Letters], |arguments| list_of(arguments, JSON)),
    // TOML is not read.
    fixed("fromToml", &[Letters], |_| Ok(Value::Map(Map::new(BTreeMap::new(), Trace::open())))),
    fixed("fromYaml", &[Letters], |arguments| map_of(arguments, YAML)),
    fixed("fromYamlArray", &[Letters], |arguments| list_of(arguments, YAML)),
    fixed("mustFromJson", &[Letters], |arguments| Ok(from_json(&arguments.text(0))?)),
    of_one("mustToJson", |arguments| must(arguments, Notation::Compact)),
    of_one("mustToPrettyJson", |arguments| must(arguments, Notation::Pretty)),
    of_one("mustToRawJson", |arguments| must(arguments, Notation::Raw)),
    of_one("toJson", |arguments| json(arguments, Notation::Compact)),
    of_one("toPrettyJson", |arguments| json(arguments, Notation::Pretty)),
    of_one("toRawJson", |arguments| must(arguments, Notation::Raw)),
    of_one("toToml", toml),
    of_one("toYaml", |arguments| Ok(Value::Text(to_yaml(&arguments.any(0))?))),
    of_one("toYamlPretty", |arguments| Ok(Value::Text(to_yaml_pretty(&arguments.any(0))?))),
];

/// A notation that texts are read in.
#[derive(Clone, Copy)]
struct Notated {
    read: fn(&Text) -> Result<Value, String>,
    /// What precedes the words about a type that does not fit.
    words: &'static str,
    /// Whether `null` is the nil map or list, and not an empty one.
    has_nil: bool,
}

const JSON: Notated = Notated { read: from_json, words: "", has_nil: true };
const YAML: Notated = Notated {
    read: from_yaml,
    words: "error unmarshaling JSON: while decoding JSON: ",
    has_nil: false,
};

fn must(arguments: &Arguments, notation: Notation) -> Outcome {
    Ok(Value::Text(to_json(&arguments.any(0), notation)?))
}

/// JSON; an empty text, if the reference cannot write it.
fn json(arguments: &Arguments, notation: Notation) -> Outcome {
    match to_json(&arguments.any(0), notation) {
        Err(Failure::Unsupported(_)) => Ok(Value::text("", arguments.trace())),
        written => Ok(Value::Text(written?)),
    }
}

/// TOML, or why it cannot be written.
fn toml(arguments: &Arguments) -> Outcome {
    match (arguments.any(0), to_toml(&arguments.any(0))) {
        (Value::Nil(_), _) => Err("reflect: call of reflect.Value.Type on zero Value".into()),
        (_, Err(Failure::Unsupported(message))) => Ok(Value::text(message, arguments.trace())),
        (_, written) => Ok(Value::Text(written?)),
    }
}

/// A text as a map; one with the key `Error`, if it is something else.
fn map_of(arguments: &Arguments, notated: Notated) -> Outcome {
    let trace = arguments.trace();
    let message = match (notated.read)(&arguments.text(0)) {
        Ok(map @ Value::Map(_)) => return Ok(map),
        Ok(Value::Nil(trace)) => {
            let map = Map { is_nil: notated.has_nil, ..Map::new(BTreeMap::new(), trace) };
            return Ok(Value::Map(map));
        }
        Ok(other) => mismatch(&other, notated.words, "map[string]interface {}"),
        Err(message) => message,
    };
    let entry = Entry { key: trace.clone(), value: Value::text(message, trace.clone()) };
    Ok(Value::Map(Map::new(BTreeMap::from([("Error".into(), entry)]), trace)))
}

/// A text as a list; one of an error, if it is something else.
fn list_of(arguments: &Arguments, notated: Notated) -> Outcome {
    let trace = arguments.trace();
    let message = match (notated.read)(&arguments.text(0)) {
        Ok(list @ Value::List(_)) => return Ok(list),
        Ok(Value::Nil(trace)) => {
            let list = List { is_nil: notated.has_nil, ..List::new([], Element::Any, trace) };
            return Ok(Value::List(list));
        }
        Ok(other) => mismatch(&other, notated.words, "[]interface {}"),
        Err(message) => message,
    };
    Ok(Value::list([Value::text(message, trace.clone())], trace))
}

fn mismatch(value: &Value, words: &str, expected: &str) -> String {
    let name = match value {
        Value::Nil(_) => "null",
        Value::Bool(..) => "bool",
        Value::Number(..) => "number",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) | Value::Object(_) => "object",
    };
    format!("{words}json: cannot unmarshal {name} into Go value of type {expected}")
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r##"
        fromYaml "a: 1" => {"a":1} map[string]interface {}
        fromYaml "- 1" => {"Error":"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}"} map[string]interface {}
        fromYaml "x" => {"Error":"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}"} map[string]interface {}
        fromYaml "" => {} map[string]interface {}
        fromYaml "1" => {"Error":"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type map[string]interface {}"} map[string]interface {}
        fromYaml "true" => {"Error":"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal bool into Go value of type map[string]interface {}"} map[string]interface {}
        fromYaml "a: 1\nb: yes\nc: \"q\"\n" => {"a":1,"b":true,"c":"q"} map[string]interface {}
        fromYaml "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n" => {"a":{"b":1},"c":{"b":1,"d":2}} map[string]interface {}
        fromYaml "1: a\ntrue: b\n1.5: c\n" => {"1":"a","1.5":"c","true":"b"} map[string]interface {}
        fromYaml "a: 1\n---\nb: 2\n" => {"a":1} map[string]interface {}
        fromYaml "---\na: 1\n" => {"a":1} map[string]interface {}
        fromYaml "# c\n" => {} map[string]interface {}
        fromYaml "a: 1\na: 2\n" => {"a":2} map[string]interface {}
        fromYaml "a: 2020-01-01" => {"a":"2020-01-01"} map[string]interface {}
        fromYaml "a: 0o14\nb: 014\nc: 1_000\nd: 0x1f" => {"a":12,"b":12,"c":1000,"d":31} map[string]interface {}
        fromYaml "a: |\n  x\n  y\nb: >\n  x\n  y\n" => {"a":"x\ny\n","b":"x y\n"} map[string]interface {}
        fromYamlArray "- 1\n- a" => [1,"a"] []interface {}
        fromYamlArray "a: 1" => ["error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go value of type []interface {}"] []interface {}
        fromYamlArray "x" => ["error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type []interface {}"] []interface {}
        fromYamlArray "" => [] []interface {}
        fromYamlArray "[a, {b: c}]" => ["a",{"b":"c"}] []interface {}
        fromJson "{\"a\": 1}" => {"a":1} map[string]interface {}
        fromJson "[1]" => {"Error":"json: cannot unmarshal array into Go value of type map[string]interface {}"} map[string]interface {}
        fromJson "1" => {"Error":"json: cannot unmarshal number into Go value of type map[string]interface {}"} map[string]interface {}
        fromJson "\"x\"" => {"Error":"json: cannot unmarshal string into Go value of type map[string]interface {}"} map[string]interface {}
        fromJson "" => {"Error":"unexpected end of JSON input"} map[string]interface {}
        fromJson "{} x" => {"Error":"invalid character 'x' after top-level value"} map[string]interface {}
        fromJsonArray "[1, 2]" => [1,2] []interface {}
        fromJsonArray "{}" => ["json: cannot unmarshal object into Go value of type []interface {}"] []interface {}
        mustFromJson "{\"a\": [1, null]}" => {"a":[1,null]} map[string]interface {}
        mustFromJson "3" => 3 float64
        fromJson "{\"a\": 1, \"a\": 2}" => {"a":2} map[string]interface {}
        fromJson "{\"a\": \"\\u00e9\\n\"}" => {"a":"é\n"} map[string]interface {}
        toToml .s => "\"text\"" string
        toToml .nil => ERR error calling toToml: reflect: call of reflect.Value.Type on zero Value
        toToml .m => "a = 1.0\n\n[b]\n  c = \"d\"\n  e = [1.0, 2.0]\n" string
        toToml .mixed => "toml: cannot encode array with nil element" string
        toToml (dict "a" 1) => "a = 1\n" string
        toToml (dict "m" .m) => "[m]\n  a = 1.0\n  [m.b]\n    c = \"d\"\n    e = [1.0, 2.0]\n" string
        toToml (dict "a" (list (dict "b" 1 "c" (dict "d" "e")) (dict "b" 2))) => "[[a]]\n  b = 1\n  [a.c]\n    d = \"e\"\n\n[[a]]\n  b = 2\n" string
        toToml (dict "a" (list 1 "x" (dict "b" 1 "q" nil))) => "a = [1, \"x\", {b = 1, }]\n" string
        toToml (dict "a b" (dict "" 1) "c.d" "x\"\n\x7f\x01") => "\"c.d\" = \"x\\\"\\n\\u007f\\u0001\"\n\n[\"a b\"]\n  \"\" = 1\n" string
        toToml (dict "l" (list (list 1 2) (list "a"))) => "l = [[1, 2], [\"a\"]]\n" string
        toToml (dict "a" (dict "b" (dict "c" (dict "d" 1))) "z" 1.5) => "z = 1.5\n\n[a]\n  [a.b]\n    [a.b.c]\n      d = 1\n" string
        toToml (dict "x" (dict) "y" (list)) => "y = []\n\n[x]\n" string
        toToml (dict "a" (list (list (dict "b" (list (dict "c" 1)) "d" 2)))) => "a = [[{d = 2, b = [{c = 1}]}]]\n" string
        toToml (dict "f" 1e21 "g" 1e-7) => "f = 1e+21\ng = 1e-07\n" string
        toToml (dict "a" (dict "b" 1) "c" (dict "d" 2)) => "[a]\n  b = 1\n\n[c]\n  d = 2\n" string
        toToml (dict "a" (list (dict "x" (list (dict "y" 1))))) => "[[a]]\n\n  [[a.x]]\n    y = 1\n" string
        toJson (dict "a" "<&>") => "{\"a\":\"\\u003c\\u0026\\u003e\"}" string
        toRawJson (dict "a" "<&>") => "{\"a\":\"<&>\"}" string
        toPrettyJson .m => "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": \"d\",\n    \"e\": [\n      1,\n      2\n    ]\n  },\n  \"z\": null\n}" string
        toYaml (until 3) => "- 0\n- 1\n- 2" string
        toYaml .m => "a: 1\nb:\n  c: d\n  e:\n  - 1\n  - 2\nz: null" string
        toYamlPretty .m => "a: 1\nb:\n  c: d\n  e:\n    - 1\n    - 2\nz: null" string
        toYaml .s => "text" string
        toYaml .nil => "null" string
        mustToJson .mixed => "[1,\"1\",true,null,[1],{\"a\":1}]" string
        "##;

    #[test]
    fn data_is_written_and_read_as_helm_does() {
        check(SEEN);
    }
}
