//! `cargo dev new-check`: the pair of files of a new check.

mod cited;
mod facets;
mod trial;

use std::path::Path;

pub(crate) use trial::trial;

use super::sync;
use crate::workspace::root;
use crate::{Failure, Words};
use facets::{SCAFFOLDS, Scaffold};

const CHECK: &str = include_str!("check.rs.txt");
const CASES: &str = include_str!("cases.yaml.txt");

/// Makes the pair and lists it wherever checks are listed, or says what there is to choose from.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let root = root();
    let words: Vec<&str> = words.collect();
    match *words.as_slice() {
        ["--list"] => {
            println!("{}", cited::list(&root)?);
            Ok(())
        }
        [family, id, facet] => {
            let Some(scaffold) = facets::find(facet) else {
                return Err(format!("unknown facet `{facet}`; {}", facet_names()).into());
            };
            new(&root, family, id, scaffold)
        }
        [_, _] => Err(format!("a facet is required; {}", facet_names()).into()),
        _ => Err(format!(
            "usage: cargo dev new-check FAMILY ID FACET\n       cargo dev new-check --list\n{}",
            facet_names()
        )
        .into()),
    }
}

fn facet_names() -> String {
    let names: Vec<&str> = SCAFFOLDS.iter().map(|scaffold| scaffold.facet).collect();
    format!("the facets are {}", names.join(", "))
}

fn new(root: &Path, family: &str, id: &str, scaffold: &Scaffold) -> Result<(), Failure> {
    validate_family(family)?;
    validate_id(root, id)?;
    for path in write(root, family, id, scaffold)? {
        println!("wrote {path}");
    }
    sync::sync()?;
    let name = id.replace('-', "_");
    println!(
        "\nnext:\n\
         1. say in core/src/checks/{family}/{name}.rs what is wrong, why and what to do, and judge it;\n   \
         `cargo dev new-check --list` shows concerns, controls, bearings and tools to cite\n\
         2. show it in core/src/checks/{family}/{name}.yaml; `cargo test` fails as long as a TODO is there\n\
         3. cargo dev sync && cargo test"
    );
    Ok(())
}

/// Writes the two files of a check, and says where.
fn write(root: &Path, family: &str, id: &str, scaffold: &Scaffold) -> Result<[String; 2], Failure> {
    let folder = format!("core/src/checks/{family}");
    if !root.join(&folder).is_dir() {
        std::fs::create_dir_all(root.join(&folder))?;
        let about = format!("//! TODO: say what the checks of `{family}` are about.\n");
        std::fs::write(root.join(&folder).join("mod.rs"), about)?;
    }
    let name = id.replace('-', "_");
    let files = [("rs", check(id, scaffold)), ("yaml", cases(scaffold))];
    let mut paths = [String::new(), String::new()];
    for (path, (end, text)) in paths.iter_mut().zip(files) {
        *path = format!("{folder}/{name}.{end}");
        std::fs::write(root.join(&*path), text)?;
    }
    Ok(paths)
}

fn check(id: &str, scaffold: &Scaffold) -> String {
    let Scaffold { rule, subject, imports, before, field, bad, .. } = scaffold;
    let read = match *field {
        "field" => (*before).to_owned(),
        field => format!("{before}    let field = {field};\n"),
    };
    let values = [
        ("{id}", id),
        ("{since}", env!("CARGO_PKG_VERSION")),
        ("{imports}", imports),
        ("{rule}", rule),
        ("{subject}", subject),
        ("{read}", &read),
        ("{bad}", bad),
        ("{noun}", &noun(scaffold)),
    ];
    filled(CHECK, &values)
}

fn cases(scaffold: &Scaffold) -> String {
    let [bad, good] = scaffold.values;
    let of = |value: &str| format!("{} {value}", scaffold.document);
    let values = [
        ("{bad}", of(bad)),
        ("{good}", of(good)),
        ("{unknown}", of("\"{{ .Values.todo }}\"")),
        ("{noun}", noun(scaffold)),
    ];
    filled(CASES, &values)
}

fn noun(scaffold: &Scaffold) -> String {
    scaffold.facet.replace('-', " ")
}

fn filled(template: &str, values: &[(&str, impl AsRef<str>)]) -> String {
    let fill = |text: String, (name, value): &(&str, _)| text.replace(name, AsRef::as_ref(value));
    values.iter().fold(template.to_owned(), fill)
}

/// A family is a module: lower-case words with `_` between them.
fn validate_family(family: &str) -> Result<(), Failure> {
    if is_words(family, '_') {
        return Ok(());
    }
    Err(format!("family `{family}` must be lower-case words separated by `_`").into())
}

/// An id is lower-case words with `-` between them, and no check has or had it.
fn validate_id(root: &Path, id: &str) -> Result<(), Failure> {
    if !is_words(id, '-') || !id.contains('-') {
        let why = "must name the problem: lower-case words separated by `-`";
        return Err(format!("id `{id}` {why}").into());
    }
    let name = format!("{}.rs", id.replace('-', "_"));
    for entry in std::fs::read_dir(root.join("core/src/checks"))? {
        let path = entry?.path();
        if path.join(&name).exists() {
            return Err(format!("id `{id}` is taken: {}", path.join(&name).display()).into());
        }
    }
    let renamed = std::fs::read_to_string(root.join("core/src/checks/renamed.rs"))?;
    if renamed.contains(&format!("(\"{id}\", ")) {
        return Err(format!("id `{id}` is taken: it is the former id of a check").into());
    }
    Ok(())
}

fn is_words(text: &str, separator: char) -> bool {
    text.split(separator).all(|word| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.chars().all(|each| each.is_ascii_lowercase() || each.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_with_hyphens() {
        let root = root();
        assert!(validate_id(&root, "a-new-problem-2").is_err(), "a word begins with a letter");
        assert!(validate_id(&root, "a-new-problem").is_ok());
        for id in ["", "one", "Upper-case", "two--hyphens", "ends-", "under_score", "umläut-x"] {
            assert!(validate_id(&root, id).is_err(), "{id}");
        }
    }

    #[test]
    fn an_id_of_any_family_is_taken_and_so_is_one_of_before() {
        for id in ["privileged-container", "low-user-id"] {
            let failure = validate_id(&root(), id).unwrap_err().to_string();
            assert!(failure.contains("is taken"), "{failure}");
        }
    }

    #[test]
    fn families_are_names_of_modules() {
        assert!(validate_family("supply_chain").is_ok());
        for family in ["", "supply-chain", "../pods", "Pods", "_x"] {
            assert!(validate_family(family).is_err(), "{family}");
        }
    }

    #[test]
    fn a_facet_that_is_missing_or_unknown_is_asked_for_with_the_list() {
        let asked = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let words = words.iter().map(String::as_str as fn(&String) -> &str);
            run(words).unwrap_err().to_string()
        };
        for words in [&[][..], &["network", "a-problem"], &["network", "a-problem", "bucket"]] {
            assert!(asked(words).contains("the facets are container, pod,"), "{words:?}");
        }
    }

    #[test]
    fn a_template_leaves_no_gap() {
        for scaffold in SCAFFOLDS {
            for text in [check("a-problem", scaffold), cases(scaffold)] {
                let gaps = ["{id}", "{rule}", "{read}", "{bad}", "{good}", "{noun}", "{unknown}"];
                assert!(gaps.iter().all(|gap| !text.contains(gap)), "{text}");
            }
        }
    }
}
