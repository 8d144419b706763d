//! The texts of the robustness cases. Nearly all contain a privileged container.

use std::fmt::Write;

/// A Pod with a privileged container.
pub(crate) const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: probe
spec:
  containers:
  - name: app
    image: registry.example/app:1.4.2
    securityContext:
      privileged: true
";

/// A Pod that is privileged in nothing.
pub(crate) const HARMLESS: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: probe
spec:
  containers:
  - name: app
    image: registry.example/app:1.4.2
    securityContext:
      privileged: false
";

/// The same as the first one in JSON, on one line.
pub(crate) const JSON: &str = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"probe"},"spec":{"containers":[{"name":"app","securityContext":{"privileged":true}}]}}"#;

/// The Pod with one piece of its text replaced.
pub(crate) fn with(from: &str, to: &str) -> Vec<u8> {
    assert!(POD.contains(from), "{from}");
    POD.replacen(from, to, 1).into_bytes()
}

/// The Pod between two others, as documents.
pub(crate) fn documents(documents: &[&str]) -> Vec<u8> {
    documents.join("---\n").into_bytes()
}

/// The Pod as UTF-16 with a mark.
pub(crate) fn utf16(mark: bool, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = if mark { format!("\u{FEFF}{POD}") } else { POD.to_owned() };
    text.encode_utf16().flat_map(bytes_of).collect()
}

/// The Pod with another value for `privileged`.
pub(crate) fn privileged(value: &str) -> Vec<u8> {
    with("privileged: true", &format!("privileged: {value}"))
}

/// The Pod as a list's only item.
pub(crate) fn list(kind: &str) -> Vec<u8> {
    format!("apiVersion: v1\nkind: {kind}\nitems:\n- {}", indented(POD, 2)).into_bytes()
}

/// A kind that carries a pod template.
pub(crate) fn template(api_version: &str, kind: &str) -> Vec<u8> {
    let pod = indented(&POD[POD.find("metadata").unwrap()..], 4);
    let head = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: probe}}\n");
    format!("{head}spec:\n  template:\n    {pod}").into_bytes()
}

/// A Pod whose container takes its settings by a merge key.
pub(crate) fn merged(merge: &str) -> Vec<u8> {
    let anchors = "x-one: &one {privileged: true}\nx-two: &two {runAsUser: 1000}\n";
    let pod = POD.replace("privileged: true", &format!("<<: {merge}"));
    format!("{anchors}{pod}").into_bytes()
}

/// Aliases of aliases: nine levels of nine.
pub(crate) fn alias_bomb() -> Vec<u8> {
    let mut text = String::from("metadata:\n  labels:\n    l0: &l0 [a, a, a, a, a, a, a, a, a]\n");
    for level in 1..=9 {
        let aliases = vec![format!("*l{}", level - 1); 9].join(", ");
        writeln!(text, "    l{level}: &l{level} [{aliases}]").unwrap();
    }
    let rest = POD.replace("metadata:\n  name: probe\n", &text);
    rest.into_bytes()
}

/// A Pod behind a mapping in a mapping in a mapping.
pub(crate) fn deep_block(depth: usize) -> Vec<u8> {
    let mut text = String::from("x-deep:\n");
    for level in 1..=depth {
        text.push_str(&" ".repeat(level));
        text.push_str("a:\n");
    }
    text.push_str(POD);
    text.into_bytes()
}

/// A Pod behind a list in a list in a list.
pub(crate) fn deep_flow(depth: usize) -> Vec<u8> {
    format!("x-deep: {}{}\n{POD}", "[".repeat(depth), "]".repeat(depth)).into_bytes()
}

/// The Pod behind anchors, each of which an alias names.
pub(crate) fn many_anchors(count: usize) -> Vec<u8> {
    let mut text = String::from("x-anchors:\n");
    for number in 0..count {
        writeln!(text, "- &a{number} [1]\n- *a{number}").unwrap();
    }
    text.push_str(POD);
    text.into_bytes()
}

/// The Pod on one line of `length` bytes.
pub(crate) fn long_line(length: usize) -> Vec<u8> {
    let filler = "x".repeat(length - JSON.len());
    JSON.replace(r#""name":"probe""#, &format!(r#""name":"probe","uid":"{filler}""#)).into_bytes()
}

fn indented(text: &str, by: usize) -> String {
    text.trim_end().replace('\n', &format!("\n{}", " ".repeat(by))) + "\n"
}
