//! The program that a container starts, as far as its command shows.

use super::Outcome;
use crate::credentials;
use crate::model::pods::Container;
use crate::tree::{Field, HOLE, Place, State, with_holes};

/// The program that a container starts.
pub(super) enum Started<'c> {
    /// One of the programs in question, with these arguments; the program of the image if there is no
    /// command.
    Program(Vec<(&'c str, Place)>),
    /// Something else.
    Other,
    /// The word at this place decides, and its value is not known.
    Unknown(Place),
}

/// The words of a container's command and arguments. A word that is only a reference to a variable of
/// the container is replaced by its value.
pub(super) fn words<'c>(container: &'c Container, out: &mut Outcome) -> Vec<(&'c str, Place)> {
    let lists = [&container.command, &container.args];
    let words = lists.into_iter().flat_map(|list| texts(list, out)).collect::<Vec<_>>();
    words.into_iter().map(|(word, place)| (expanded(word, container), place)).collect()
}

fn texts<'a>(words: &Field<Vec<Field<&'a str>>>, out: &mut Outcome) -> Vec<(&'a str, Place)> {
    let words = out.read(words).map_or(&[][..], Vec::as_slice);
    words.iter().filter_map(|word| Some((*out.read(word)?, word.place()))).collect()
}

/// Replaces `$(NAME)` by the value of the container's variable, if it is set in the container.
fn expanded<'c>(word: &'c str, container: &'c Container) -> &'c str {
    let name = word.strip_prefix("$(").and_then(|rest| rest.strip_suffix(')'));
    let (Some(name), State::Set(variables, _)) = (name, container.env.state()) else { return word };
    let named =
        |known: &Field<&str>| matches!(known.state(), State::Set(known, _) if *known == name);
    let variable = variables.iter().rev().find(|variable| named(&variable.name));
    match variable.map(|variable| (variable.value.state(), variable.source.state())) {
        Some((State::Set(value, _), State::Unset(..))) => value,
        _ => word,
    }
}

/// Whether a container starts one of these programs. The first one is the program of the image.
pub(super) fn started<'c>(
    programs: &[&str],
    tools: &[&str],
    container: &'c Container,
    out: &mut Outcome,
) -> Started<'c> {
    let words = words(container, out);
    let has_command = matches!(container.command.state(), State::Set(list, _) if !list.is_empty());
    let Some((first, place)) = words.first().copied() else { return Started::Program(words) };
    // An option or a configuration file as first word is an argument of the program of the image.
    if !has_command && (first.starts_with('-') || first.strip_suffix(".conf").is_some()) {
        return Started::Program(words);
    }
    let texts: Vec<&str> = words.iter().map(|(text, _)| *text).collect();
    // A word that is only a variable may be any program, or a shell that runs the rest as a script.
    let is_open = |word: &str| with_holes(word).chars().all(|letter| letter == HOLE);
    let open = words.iter().find(|(word, _)| !word.is_empty() && is_open(word));
    let mut unknown = open.map(|(_, place)| *place);
    for command in credentials::commands(&texts) {
        let at = |number: usize| words.get(number).map_or(place, |(_, place)| *place);
        let mut rest = command.as_slice();
        while let [(number, word), others @ ..] = rest {
            let name = word.rsplit('/').next().unwrap_or(word);
            rest = others;
            if programs.contains(&name) {
                return Started::Program(rest.iter().map(|(n, text)| (*text, at(*n))).collect());
            }
            if starts_another(name, word) {
                continue;
            }
            if !is_tool(name) && !tools.contains(&name) {
                unknown = unknown.or(Some(at(*number)));
            }
            break;
        }
    }
    unknown.map_or(Started::Other, Started::Unknown)
}

/// Whether another word names the program: this one is an assignment, an option, or a wrapper.
fn starts_another(name: &str, word: &str) -> bool {
    const WORDS: [&str; 21] = [
        "exec",
        "env",
        "nohup",
        "nice",
        "ionice",
        "time",
        "sudo",
        "tini",
        "dumb-init",
        "su-exec",
        "gosu",
        "setpriv",
        "docker-entrypoint.sh",
        "timeout",
        "if",
        "then",
        "else",
        "do",
        "while",
        "until",
        "!",
    ];
    WORDS.contains(&name) || word.starts_with('-') || word.contains('=') && !word.starts_with('=')
}

/// Whether a program is not a server: shells and the commands of their scripts.
fn is_tool(name: &str) -> bool {
    const NAMES: [&str; 48] = [
        "sh", "bash", "ash", "dash", "zsh", "busybox", "sleep", "tail", "cat", "echo", "printf",
        "true", "false", "test", "[", "[[", "set", "cd", "export", "source", "mkdir", "rm", "cp",
        "mv", "ln", "chown", "chmod", "touch", "ls", "grep", "sed", "awk", "cut", "tr", "head",
        "date", "wait", "kill", "curl", "wget", "nc", "done", "fi", "for", "read", "exit", "trap",
        "sysctl",
    ];
    NAMES.contains(&name)
}
