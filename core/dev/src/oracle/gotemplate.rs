//! What a template is read as: `text/template/parse` of Go.

use std::path::{Path, PathBuf};

use asepsis::internal::syntax::gotemplate::FUNCTIONS;
use fastrand::Rng;
use serde_json::{Value, json};

use super::gotemplate_answers::{Answer, ours, reference};
use super::yaml::{options, shrink};
use super::{Oracle, corpus_folder};
use crate::workspace::{below, root};
use crate::{Failure, Words};

/// How many disagreements are printed.
const SHOWN: usize = 12;
/// How many cases are recorded.
const RECORDED: usize = 400;

/// Pieces that a valid template may have anywhere.
const VALID: &[&str] = &[
    "a: ",
    "\n",
    "  ",
    "- x",
    "\u{e9}",
    "$",
    ".",
    "{{/* c */}}",
    "{{- /* c */ -}}",
    "{{ if .A }}",
    "{{- if and .A (not .B) -}}",
    "{{ with .Values.a }}",
    "{{ range .L }}",
    "{{ range $i, $e := .L }}{{ $e.A }}",
    "{{ range $e := .L -}}{{ break }}",
    "{{ range .L }}{{ continue }}",
    "{{ if .A }}b{{ else if .B }}",
    "{{ with .A }}b{{ else with .B }}",
    "{{ if .A }}b{{ else }}",
    "{{ block \"b\" . }}",
    "{{ template \"d\" . }}",
    "{{ template \"d\" }}",
    "{{ include \"d\" . | nindent 4 }}",
    "{{ $x := .A }}{{ $x }}",
    "{{ $x := 1 }}{{ $x = 2 }}",
    "{{ $.Values.a }}",
    "{{ . }}",
    "{{ .Values.a.b }}",
    "{{ .A | default \"x\" | quote }}",
    "{{ (index .L 0).name }}",
    "{{ (.A).B.C }}",
    "{{ eq nil .A }}",
    "{{ 1 }}",
    "{{ -1.5e3 }}",
    "{{ 0x1F }}",
    "{{ 0x1.8p3 }}",
    "{{ 'a' }}",
    "{{ '\\n' }}",
    "{{ \"a\\tb\\x41\\u00e9\" }}",
    "{{ `raw` }}",
    "{{ true }}",
    "{{ printf \"%d\" 1 }}",
    "{{ toYaml .A | nindent 2 }}",
    "{{ 1_000 }}",
    "{{ 1i }}",
    "{{ .5 }}",
    "{{ print.A }}",
    "{{\n  .A\n}}",
    "{{- .A -}}",
    "{{ print (print (print .A) | quote) }}",
    "{{ .é }}",
    "{{ 017 }}",
];

/// Pieces that are not valid, or not everywhere.
const DOUBTFUL: &[&str] = &[
    "{{",
    "{{- ",
    "}}",
    " -}}",
    "{{/* c",
    "{{ end }}",
    "{{- end }}",
    "{{ else }}",
    "{{ else if .B }}",
    "{{ else with .B }}",
    "{{ break }}",
    "{{ continue }}",
    "{{ define \"d\" }}",
    "{{ $x = 1 }}",
    "{{ $y }}",
    "{{ nil }}",
    "{{ unknown }}",
    "{{ . | 1 }}",
    "{{ 1 | print }}",
    "{{ \"a\".B }}",
    "{{ print (print }}",
    "{{ ) }}",
    "{{ .a-b }}",
    "{{ a: }}",
    "{{ = }}",
    "{{ 1a }}",
    "{{ \"\\q\" }}",
    "{{ \"open }}",
    "{{ 'ab' }}",
    "{{ @ }}",
    "{{ | }}",
    "{{ print | }}",
    "{{ if }}",
    "{{ range }}",
    "{{ define d }}",
    "{{ template }}",
    "{{ template .A }}",
    "(",
    ")",
    "|",
    ":=",
    ",",
    "\"s\"",
    "print",
    " ",
    "{{ $a, $b := .L }}",
    "{{ 089 }}",
    "{{ 99999999999999999999 }}",
    "{{ true.A }}",
    "{{ $x.A.B }}",
    "{{ \"a\n\" }}",
    "{{ range $a, $b, $c := .L }}",
    "{{ 1+2i }}",
    "{{ 0b2 }}",
    "{{ 1__0 }}",
    "{{ 1e }}",
    "{{ \u{1} }}",
];

/// Asks and compares.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut oracle = Oracle::start("gotemplate")?;
    let mut random = Rng::with_seed(options.seed);
    if options.record {
        return record(&mut oracle, &mut random);
    }
    let mut different = 0;
    let mut compare = |what: &str, texts: &mut dyn Iterator<Item = String>| {
        let (mut read, mut refused) = (0, 0);
        for text in texts {
            let reference = ask(&mut oracle, &text)?;
            match reference {
                Answer::Templates(_) => read += 1,
                Answer::Refused(_) => refused += 1,
            }
            if ours(&text) == reference {
                continue;
            }
            different += 1;
            if different <= SHOWN {
                let mut pieces: Vec<String> = text.chars().map(String::from).collect();
                shrink(&mut pieces, &mut |text| Ok(ours(text) != ask(&mut oracle, text)?))?;
                let text = pieces.concat();
                let reference = ask(&mut oracle, &text)?;
                println!("---- {text:?}\n  ours      {:?}\n  reference {reference:?}", ours(&text));
            }
        }
        println!("{} {what}: {read} read, {refused} refused", read + refused);
        Ok::<(), Failure>(())
    };
    compare("templates of the corpus", &mut corpus(options.corpus.as_deref()).into_iter())?;
    let mut generated = (0..options.cases).map(|_| template(&mut random));
    compare("generated templates", &mut generated)?;
    println!("seed {}\n{different} unexplained differences", options.seed);
    if different > 0 {
        return Err("the reference disagrees".into());
    }
    Ok(())
}

fn ask(oracle: &mut Oracle, text: &str) -> Result<Answer, Failure> {
    Ok(reference(&oracle.ask(&json!({"text": text, "functions": FUNCTIONS}))?))
}

/// A template that is valid more often than not.
fn template(random: &mut Rng) -> String {
    let doubt = *random.choice(&[0, 0, 0, 1, 3]).unwrap_or(&0);
    let mut text = String::new();
    let mut open = 0;
    if random.u8(..4) == 0 {
        text.push_str("{{ define \"d\" }}");
        open += 1;
    }
    for _ in 0..random.usize(1..12) {
        let pieces = if random.u8(..8) < doubt { DOUBTFUL } else { VALID };
        let piece = random.choice(pieces).copied().unwrap_or_default();
        let opens = ["{{ if .", "{{- if", "{{ with", "{{ range", "{{ block", "{{ define \""];
        open += usize::from(opens.iter().any(|begin| piece.starts_with(begin)));
        text.push_str(piece);
    }
    if doubt == 0 || random.u8(..4) > 0 {
        text.push_str(&"{{ end }}".repeat(open));
    }
    text
}

/// The templates of charts below a folder.
fn corpus(given: Option<&Path>) -> Vec<String> {
    let Some(folder) = corpus_folder(given, "generated templates") else {
        return Vec::new();
    };
    let is_template =
        |path: &PathBuf| path.components().any(|part| part.as_os_str() == "templates");
    let paths = below(&folder, usize::MAX).into_iter().filter(is_template);
    paths.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Writes texts and answers for the test that needs no Go.
fn record(oracle: &mut Oracle, random: &mut Rng) -> Result<(), Failure> {
    let mut lines = String::new();
    let mut count = 0;
    while count < RECORDED {
        let text = template(random);
        let answer = oracle.ask(&json!({"text": text, "functions": FUNCTIONS}))?;
        if ours(&text) != reference(&answer) {
            continue;
        }
        count += 1;
        lines.push_str(&json!({"text": Value::from(text), "answer": answer}).to_string());
        lines.push('\n');
    }
    let path = root().join("core/tests/oracle/gotemplate.jsonl");
    std::fs::write(&path, &lines)?;
    println!("{count} cases, {} bytes in {}", lines.len(), path.display());
    Ok(())
}
