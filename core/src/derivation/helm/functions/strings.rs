//! Functions that put texts together: quotes, indents, replacements.

use super::Parameter::{Any, Int, Text as Str};
use super::origins::{MOST, answer, settled};
use super::signature::fixed;

use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::{printed, quoted, string_of};
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function { name: "cat", parameters: &[], rest: Some(Any), run: cat },
    Function { name: "quote", parameters: &[], rest: Some(Any), run: quote },
    Function { name: "squote", parameters: &[], rest: Some(Any), run: squote },
    fixed("contains", &[Str, Str], contains),
    fixed("hasPrefix", &[Str, Str], has_prefix),
    fixed("hasSuffix", &[Str, Str], has_suffix),
    fixed("hello", &[], |_| Ok(Value::text("Hello!", Trace::default()))),
    fixed("indent", &[Int, Str], |arguments| indent(arguments, "")),
    fixed("nindent", &[Int, Str], |arguments| indent(arguments, "\n")),
    fixed("plural", &[Str, Str, Int], plural),
    fixed("repeat", &[Int, Str], repeat),
    fixed("replace", &[Str, Str, Str], replace),
    fixed("toString", &[Any], |arguments| Ok(Value::Text(string_of(&arguments.any(0))))),
];

/// The arguments that are not `nil`, each written in a way, with spaces between.
fn spaced(arguments: &Arguments, write: impl Fn(&Value, &mut TextBuilder)) -> Outcome {
    let mut builder = TextBuilder::default();
    let given = arguments.all().iter().filter(|one| !matches!(one, Value::Nil(_)));
    for (at, one) in given.enumerate() {
        if at > 0 {
            builder.push_made(" ");
        }
        write(one, &mut builder);
    }
    Ok(Value::Text(settled(builder.finish(), arguments, &[])))
}

fn quote(arguments: &Arguments) -> Outcome {
    spaced(arguments, |one, builder| builder.push(&quoted(&string_of(one))))
}

fn squote(arguments: &Arguments) -> Outcome {
    spaced(arguments, |one, builder| {
        let text = printed(one);
        if text.is_empty() {
            return builder.push(&text.rewritten("''"));
        }
        builder.push_made("'");
        builder.push(&text);
        builder.push_made("'");
    })
}

fn cat(arguments: &Arguments) -> Outcome {
    spaced(arguments, |one, builder| builder.push(&printed(one)))
}

fn contains(arguments: &Arguments) -> Outcome {
    let (part, text) = (arguments.text(0), arguments.text(1));
    answer(text.as_str().contains(part.as_str()), arguments)
}

fn has_prefix(arguments: &Arguments) -> Outcome {
    let (part, text) = (arguments.text(0), arguments.text(1));
    answer(text.as_str().starts_with(part.as_str()), arguments)
}

fn has_suffix(arguments: &Arguments) -> Outcome {
    let (part, text) = (arguments.text(0), arguments.text(1));
    answer(text.as_str().ends_with(part.as_str()), arguments)
}

/// What a function says that would make a text longer than the limit.
fn too_long(name: &str) -> Cause {
    format!("{name}: the text would be longer than {MOST} bytes").into()
}

/// A count of repetitions.
fn count_of(arguments: &Arguments) -> Result<usize, Cause> {
    usize::try_from(arguments.integer(0)).map_err(|_| "strings: negative Repeat count".into())
}

fn indent(arguments: &Arguments, before: &str) -> Outcome {
    let count = count_of(arguments)?;
    let text = arguments.text(1);
    let lines = text.as_str().matches('\n').count() + 1;
    if count.saturating_mul(lines) > MOST {
        return Err(too_long("indent"));
    }
    let padding = " ".repeat(count);
    let mut builder = TextBuilder::default();
    builder.push_made(before);
    let mut start = 0;
    for line in text.as_str().split_inclusive('\n') {
        builder.push_made(&padding);
        builder.push_slice(&text, start..start + line.len());
        start += line.len();
    }
    if text.is_empty() || text.as_str().ends_with('\n') {
        builder.push_made(&padding);
    }
    Ok(Value::Text(settled(builder.finish(), arguments, &[0])))
}

fn repeat(arguments: &Arguments) -> Outcome {
    let count = count_of(arguments)?;
    let text = arguments.text(1);
    if count.saturating_mul(text.as_str().len()) > MOST {
        return Err(too_long("repeat"));
    }
    let count = if text.is_empty() { 0 } else { count };
    let repeated = Text::joined(std::iter::repeat_n(&text, count));
    Ok(Value::Text(settled(repeated, arguments, &[0])))
}

fn replace(arguments: &Arguments) -> Outcome {
    let (old, new, text) = (arguments.text(0), arguments.text(1), arguments.text(2));
    let mut builder = TextBuilder::default();
    let mut done = 0;
    for (at, found) in text.as_str().match_indices(old.as_str()) {
        builder.push_slice(&text, done..at);
        builder.push(&new);
        done = at + found.len();
        if builder.len() > MOST {
            return Err(too_long("replace"));
        }
    }
    if done == 0 && builder.len() == 0 {
        return Ok(Value::Text(settled(text, arguments, &[0])));
    }
    builder.push_slice(&text, done..text.as_str().len());
    Ok(Value::Text(settled(builder.finish(), arguments, &[0])))
}

fn plural(arguments: &Arguments) -> Outcome {
    let chosen = arguments.text(usize::from(arguments.integer(2) != 1));
    let chosen = Value::Text(settled(chosen, arguments, &[2]));
    Ok(chosen.because_of([&arguments.any(2)]))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn texts_are_put_together() {
        check(
            r#"
            cat "a" 1 null true "b" => "a 1 true b"
            cat " a " "b " => " a  b "
            quote "a" null "b\"c\n\t\\" 1 => "\"a\" \"b\\\"c\\n\\t\\\\\" \"1\""
            quote "é\u0000\u007f\u00a0\u200b\u0301 😀\ufeff" => "\"é\\x00\\x7f\\u00a0\\u200b́ 😀\\ufeff\""
            quote null => ""
            quote => ""
            squote "it's" null 3 "" => "'it's' '3' ''"
            contains "b" "abc" => true
            contains "" "abc" => true
            hasPrefix "ab" "abc" => true
            hasSuffix "bc" "abc" => true
            hasSuffix "x" "abc" => false
            hello => "Hello!"
            indent 2 "a\nb\n" => "  a\n  b\n  "
            indent 0 "a\nb" => "a\nb"
            indent -1 "a" => ERR strings: negative Repeat count
            nindent 2 "" => "\n  "
            nindent 2 "a\n\nb" => "\n  a\n  \n  b"
            plural "one" "many" 1 => "one"
            plural "one" "many" 0 => "many"
            repeat 3 "ab" => "ababab"
            repeat 0 "ab" => ""
            repeat -2 "ab" => ERR strings: negative Repeat count
            replace "a" "b" "banana" => "bbnbnb"
            replace "" "-" "aéb" => "-a-é-b-"
            replace "x" "y" "banana" => "banana"
            replace "aa" "" "aaa" => "a"
            toString 3 => "3"
            toString null => "\u003cnil\u003e"
            toString true => "true"
            "#,
        );
    }
}
