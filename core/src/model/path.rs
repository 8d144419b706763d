//! Paths of files in texts.

/// The folder of a file; empty for one at the top.
pub(crate) fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| if folder.is_empty() { "/" } else { folder })
}

/// A path below a folder, without `.`, `..` and doubled separators where they can go. A path from
/// the root stays one.
pub(crate) fn join(folder: &str, path: &str) -> String {
    if path.starts_with('/') {
        return clean(path);
    }
    if folder.is_empty() { clean(path) } else { clean(&format!("{folder}/{path}")) }
}

/// A path in a file, as seen from where the file is.
pub(crate) fn beside(file: &str, path: &str) -> String {
    join(folder(file), path)
}

/// The shortest form of a path; `.` for an empty one.
pub(crate) fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            ".." if rooted => {}
            _ => steps.push(step),
        }
    }
    let joined = steps.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// The relative path from one folder to another.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let (from, to) = (clean(from), clean(to));
    let steps = |path: &str| -> Vec<String> {
        path.split('/').filter(|step| !step.is_empty() && *step != ".").map(str::to_owned).collect()
    };
    let (from, to) = (steps(&from), steps(&to));
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    let down = to.iter().skip(shared).map(String::as_str);
    clean(&up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Variables that every session sets, and their folders.
const FOLDERS: &[(&str, &str)] =
    &[("PWD", "."), ("HOME", "~"), ("XDG_RUNTIME_DIR", "/run/user/1000")];

/// A path in which a leading variable that every session sets is replaced by its folder:
/// `${HOME}/x` is `~/x`.
pub(crate) fn in_folder_of_session(written: &str) -> Option<String> {
    let name = written.strip_prefix('$')?;
    FOLDERS.iter().find_map(|(variable, folder)| {
        let braced = name.strip_prefix('{').and_then(|rest| rest.strip_prefix(variable));
        let rest = match braced {
            Some(rest) => rest.strip_prefix('}'),
            None => name.strip_prefix(variable),
        };
        let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some(format!("{folder}{rest}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_and_relate() {
        assert_eq!(join("a/b", "../c/./d"), "a/c/d");
        assert_eq!(join("", "./x"), "x");
        assert_eq!(join("a", "../../x"), "../x");
        assert_eq!(join("a", "/x/../y"), "/y");
        assert_eq!(join("", "../../x/../y"), "../../y");
        assert_eq!(join(".", "."), ".");
        assert_eq!(["a", "/a", "/a/b", "a/b"].map(folder), ["", "/", "/a", "a"]);
        assert_eq!(relative("a/b", "a/c/d"), "../c/d");
        assert_eq!(relative("a", "a"), ".");
        assert_eq!(relative("", "a"), "a");
    }

    #[test]
    fn folders_that_every_session_has_are_known() {
        let rows = [
            ("${PWD}/data", Some("./data")),
            ("$HOME", Some("~")),
            ("${XDG_RUNTIME_DIR}/docker.sock", Some("/run/user/1000/docker.sock")),
            ("$HOMES/x", None),
            ("${DATA}/x", None),
            ("/x", None),
        ];
        for (written, expected) in rows {
            assert_eq!(in_folder_of_session(written).as_deref(), expected, "{written}");
        }
    }
}
