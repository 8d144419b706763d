//! Limits; what is read is compared with Go's answers in `tests/gotemplate_oracle.rs`.

use super::{Node, Term, parse};

#[test]
fn text_and_fields_have_their_places() {
    let text = "a: {{- .Values.x.y }}\n";
    let file = parse(text).unwrap();
    let [Node::Text(before), Node::Action(pipeline), Node::Text(after)] = file.nodes.as_slice()
    else {
        panic!("{file:?}");
    };
    assert_eq!((&text[before.range()], &text[after.range()]), ("a:", "\n"));
    let operand = &pipeline.commands[0].operands[0];
    assert_eq!((&operand.term, operand.fields.as_slice()), (&Term::Dot, &["Values", "x", "y"][..]));
    assert_eq!(&text[operand.span.range()], ".Values.x.y");
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    let deep = |begin: &str, end: &str| {
        let text = format!("{}{}", begin.repeat(20_000), end.repeat(20_000));
        parse(&text).unwrap_err().message
    };
    assert_eq!(deep("{{if .}}", "{{end}}"), "max expression depth exceeded");
    assert_eq!(deep("{{block \"a\" .}}", "{{end}}"), "max expression depth exceeded");
    let parentheses = format!("{{{{{}1{}}}}}", "(".repeat(20_000), ")".repeat(20_000));
    assert_eq!(parse(&parentheses).unwrap_err().message, "max expression depth exceeded");
    let links = format!("{{{{if .}}}}{}{{{{end}}}}", "{{else if .}}".repeat(20_000));
    assert_eq!(parse(&links).unwrap_err().message, "max expression depth exceeded");
    let some = format!("{{{{if .}}}}{}{{{{end}}}}", "{{else if .}}".repeat(500));
    assert!(parse(&some).is_ok());
}

#[test]
fn a_file_may_define_many_templates_and_variables() {
    let part = |number| {
        let variable = format!("{{{{$v{number} := 1}}}}{{{{$v{number}}}}}");
        format!("{{{{define \"d{number}\"}}}}a{{{{end}}}}{variable}")
    };
    let text: String = (0..30_000).map(part).collect();
    assert_eq!(parse(&text).unwrap().defined.len(), 30_000);
}
