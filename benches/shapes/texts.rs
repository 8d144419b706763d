//! Texts with particular syntax, independent of their meaning.

use super::{Files, Shape, drawn, one, repeated, separate};

pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "long-scalar", about: "lines of one scalar", files: long_scalar },
    Shape { name: "long-word", about: "letters of one scalar", files: long_word },
    Shape { name: "quoted-escapes", about: "escapes of one scalar", files: escapes },
    Shape { name: "comments", about: "comments of one Pod", files: comments },
    Shape { name: "anchors", about: "anchors, each with its alias", files: anchors },
    Shape { name: "aliases", about: "aliases of one anchor", files: aliases },
    Shape { name: "merge-list", about: "mappings that one mapping merges in", files: merge_list },
    Shape { name: "nested", about: "brackets in brackets", files: nested },
    Shape { name: "deep-leaves", about: "keys below four hundred others", files: deep },
    Shape { name: "broken-documents", about: "documents that cannot be read", files: broken },
    Shape { name: "no-manifests", about: "documents without kind", files: no_kind },
    Shape {
        name: "unknown-kinds",
        about: "documents of kinds that do not exist",
        files: unknown_kinds,
    },
    Shape { name: "separators", about: "empty documents", files: separators },
    Shape { name: "blank-lines", about: "blank lines", files: blank },
    Shape {
        name: "template-lines",
        about: "lines with template expressions",
        files: template_lines,
    },
    Shape { name: "json-lines", about: "objects of JSON, one on each line", files: json_lines },
    Shape { name: "empty-files", about: "empty files", files: empty },
    Shape { name: "other-files", about: "files that are not judged", files: other },
    Shape { name: "same-name", about: "files of one name", files: same_name },
    Shape { name: "wide-characters", about: "letters of two bytes on one line", files: wide },
    Shape { name: "tags", about: "tags of scalars", files: tags },
];

const MAP: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n";

fn long_scalar(count: usize) -> Files {
    one(
        "map.yaml",
        repeated(&format!("{MAP}  notes: |\n"), count, |index| {
            format!("    line {index} of the notes\n")
        }),
    )
}

fn long_word(count: usize) -> Files {
    one("map.yaml", format!("{MAP}  notes: {}\n", drawn(0).repeat(count)))
}

fn escapes(count: usize) -> Files {
    one("map.yaml", format!("{MAP}  notes: \"{}\"\n", "a\\n\\u00e9 ".repeat(count)))
}

fn comments(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n";
    let text = repeated(head, count, |index| format!("  # number {index}\n"));
    one("pod.yaml", text + "  - {name: app, image: registry.example/app} # the last\n")
}

fn anchors(count: usize) -> Files {
    one(
        "map.yaml",
        repeated(MAP, count, |index| {
            format!("  a{index}: &a{index} v{index}\n  b{index}: *a{index}\n")
        }),
    )
}

fn aliases(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: app\n    \
                image: registry.example/app\n    securityContext: &s {privileged: true}\n";
    one(
        "pod.yaml",
        repeated(head, count, |index| {
            format!(
                "  - name: c{index}\n    image: registry.example/app\n    securityContext: *s\n"
            )
        }),
    )
}

fn merge_list(count: usize) -> Files {
    let mut text = repeated(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\nx-parts:\n",
        count,
        |index| format!("- &m{index} {{k{index}: v}}\n"),
    );
    text.push_str("data:\n  <<:\n");
    one("map.yaml", repeated(&text, count, |index| format!("  - *m{index}\n")))
}

fn nested(count: usize) -> Files {
    one("map.yaml", format!("{MAP}  notes: {}{}\n", "[".repeat(count), "]".repeat(count)))
}

fn deep(count: usize) -> Files {
    let mut text =
        "apiVersion: example.org/v1\nkind: Ward\nmetadata: {name: a}\nspec:\n".to_owned();
    for depth in 1..400 {
        text.push_str(&" ".repeat(depth));
        text.push_str("s:\n");
    }
    let indent = " ".repeat(400);
    // The indentation alone would be most of the text otherwise.
    one(
        "ward.yaml",
        repeated(&text, count / 10, |index| format!("{indent}password{index}: {}\n", drawn(index))),
    )
}

fn broken(count: usize) -> Files {
    one("all.yaml", repeated("", count, |index| format!("---\nkind: [Pod {index}\nspec: }}\n")))
}

fn no_kind(count: usize) -> Files {
    one(
        "deploy/all.yaml",
        repeated("", count, |index| format!("---\nmetadata: {{name: a{index}}}\nspec: {{}}\n")),
    )
}

fn unknown_kinds(count: usize) -> Files {
    one(
        "all.yaml",
        repeated("", count, |index| {
            format!("---\napiVersion: v1\nkind: Podd\nmetadata: {{name: a{index}}}\n")
        }),
    )
}

fn separators(count: usize) -> Files {
    one("all.yaml", "---\n".repeat(count))
}

fn blank(count: usize) -> Files {
    one("all.yaml", "\n".repeat(count) + "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n")
}

fn template_lines(count: usize) -> Files {
    one(
        "all.yaml",
        repeated(MAP, count, |index| format!("  k{index}: {{{{ .Values.v{index} }}}}\n")),
    )
}

fn json_lines(count: usize) -> Files {
    one(
        "all.json",
        repeated("", count, |index| {
            format!(
                "{{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{{\"name\":\"m{index}\"}}}}\n"
            )
        }),
    )
}

fn empty(count: usize) -> Files {
    separate(count, |index| (format!("f{index}.yaml"), String::new()))
}

fn other(count: usize) -> Files {
    separate(count, |index| (format!("f{index}.txt"), format!("note {index}\n")))
}

fn same_name(count: usize) -> Files {
    separate(count, |index| {
        (
            format!("d{index}/pod.yaml"),
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}}}\nspec:\n  hostPID: true\n"
            ),
        )
    })
}

fn wide(count: usize) -> Files {
    let items = repeated("", count, |index| format!(", é{index}: {{password: {}}}", drawn(index)));
    one("appsettings.yaml", format!("{{start: 1{items}}}\n"))
}

fn tags(count: usize) -> Files {
    one("map.yaml", repeated(MAP, count, |index| format!("  k{index}: !!str {index}\n")))
}
