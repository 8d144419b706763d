//! Files that are neither manifests nor Compose files.

use super::{Files, Shape, drawn, one, repeated, separate};

pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "dotenv", about: "variables of one `.env`", files: dotenv },
    Shape {
        name: "dotenv-references",
        about: "variables of one `.env` that name the one before",
        files: dotenv_references,
    },
    Shape { name: "dotenv-files", about: "files of variables", files: dotenv_files },
    Shape { name: "properties", about: "lines of a properties file", files: properties },
    Shape { name: "json-settings", about: "keys of a program's settings in JSON", files: json },
    Shape { name: "json-line", about: "the same on one line", files: json_line },
    Shape { name: "helm-values", about: "keys of a chart's values", files: values },
    Shape {
        name: "helm-environments",
        about: "keys of a chart's values in three environments",
        files: helm_environments,
    },
    Shape { name: "helm-templates", about: "templates of one chart", files: templates },
    Shape { name: "helm-range", about: "items of a list that a template repeats", files: range },
    Shape { name: "helm-includes", about: "inclusions of one template", files: includes },
    Shape { name: "helm-copied", about: "keys of values that a template prints", files: copied },
    Shape { name: "charts", about: "charts", files: charts },
    Shape { name: "terraform-blocks", about: "blocks of one Terraform file", files: terraform },
    Shape { name: "terraform-attributes", about: "attributes of one block", files: attributes },
    Shape {
        name: "terraform-files",
        about: "Terraform files of one folder",
        files: terraform_files,
    },
    Shape { name: "dockerfile", about: "instructions of one Dockerfile", files: dockerfile },
    Shape { name: "dockerfile-stages", about: "stages of one Dockerfile", files: stages },
    Shape {
        name: "dockerfile-variables",
        about: "variables of one instruction",
        files: dockerfile_variables,
    },
    Shape { name: "workflow-steps", about: "steps of one job", files: steps },
    Shape { name: "workflow-jobs", about: "jobs of one workflow", files: jobs },
    Shape { name: "gitlab-jobs", about: "jobs of one GitLab pipeline", files: gitlab },
    Shape { name: "nginx-blocks", about: "servers of one nginx file", files: nginx },
    Shape { name: "ini-sections", about: "sections of one INI file", files: ini },
    Shape {
        name: "git-ignore",
        about: "lines of a `.gitignore` above ten files of variables",
        files: ignore,
    },
];

fn dotenv(count: usize) -> Files {
    one(".env", repeated("", count, |index| format!("DB{index}_PASSWORD={}\n", drawn(index))))
}

fn dotenv_references(count: usize) -> Files {
    one(".env", repeated("V0=a\n", count, |index| format!("V{}=${{V{index}}}\n", index + 1)))
}

fn dotenv_files(count: usize) -> Files {
    separate(count, |index| (format!("p{index}/.env"), format!("DB_PASSWORD={}\n", drawn(index))))
}

fn properties(count: usize) -> Files {
    one(
        "application.properties",
        repeated("", count, |index| format!("db{index}.password={}\n", drawn(index))),
    )
}

fn json(count: usize) -> Files {
    let mut text = repeated("{\n", count, |index| {
        format!("  \"db{index}\": {{\"password\": \"{}\"}},\n", drawn(index))
    });
    text.push_str("  \"end\": 1\n}\n");
    one("appsettings.json", text)
}

fn json_line(count: usize) -> Files {
    json(count).into_iter().map(|(name, text)| (name, text.replace('\n', ""))).collect()
}

/// A chart's own file.
fn chart(folder: &str) -> (String, String) {
    (format!("{folder}Chart.yaml"), "apiVersion: v2\nname: ward\nversion: 1.0.0\n".to_owned())
}

fn keys(head: &str, count: usize) -> String {
    repeated(head, count, |index| {
        format!("db{index}:\n  user: app\n  password: {}\n", drawn(index))
    })
}

fn values(count: usize) -> Files {
    vec![chart(""), ("values.yaml".to_owned(), keys("", count))]
}

fn helm_environments(count: usize) -> Files {
    let mut files = values(count);
    for name in ["dev", "prod", "test"] {
        files.push((format!("values-{name}.yaml"), keys(&format!("stage: {name}\n"), count)));
    }
    files
}

fn templates(count: usize) -> Files {
    let mut files = vec![chart(""), ("values.yaml".to_owned(), "tag: '1.0'\n".to_owned())];
    files.extend(separate(count, |index| {
        let text = format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p{index}\nspec:\n  containers:\n  - name: app\n    \
             image: registry.example/app:{{{{ .Values.tag }}}}\n"
        );
        (format!("templates/pod-{index}.yaml"), text)
    }));
    files
}

const HELPERS: &str = "{{- define \"ward.labels\" -}}\nchart: {{ .Chart.Name }}\ntag: {{ .Values.tag | quote }}\n{{- end }}\n";

fn range(count: usize) -> Files {
    let values = repeated("names:\n", count, |index| format!("- name-{index}\n"));
    let template = "{{- range $at, $name := .Values.names }}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: \
                    {{ $name }}\nspec:\n  containers:\n  - name: app\n    image: registry.example/app:{{ $at }}\n{{- end }}\n";
    let file = |path: &str, text: String| (path.to_owned(), text);
    vec![chart(""), file("values.yaml", values), file("templates/pods.yaml", template.to_owned())]
}

fn includes(count: usize) -> Files {
    let file = |path: &str, text: String| (path.to_owned(), text);
    let template = repeated("", count, |index| {
        format!(
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m{index}\n  labels:\n    \
             {{{{- include \"ward.labels\" . | nindent 4 }}}}\n"
        )
    });
    vec![
        chart(""),
        file("values.yaml", "tag: '1.0'\n".to_owned()),
        file("templates/_helpers.tpl", HELPERS.to_owned()),
        file("templates/maps.yaml", template),
    ]
}

fn copied(count: usize) -> Files {
    let file = |path: &str, text: String| (path.to_owned(), text);
    let template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: many\ndata:\n  {{- toYaml .Values.data | nindent 2 }}\n";
    let values = repeated("data:\n", count, |index| format!("  key{index}: value {index}\n"));
    vec![chart(""), file("values.yaml", values), file("templates/map.yaml", template.to_owned())]
}

fn charts(count: usize) -> Files {
    let each = |index: usize| {
        let folder = format!("charts-{index}/");
        [chart(&folder), (format!("{folder}values.yaml"), keys("", 1))]
    };
    (0..count).flat_map(each).collect()
}

fn block(index: usize) -> String {
    format!(
        "resource \"aws_db_instance\" \"db{index}\" {{\n  identifier = \"db{index}\"\n  password   = \"{}\"\n}}\n",
        drawn(index)
    )
}

fn terraform(count: usize) -> Files {
    one("main.tf", repeated("", count, block))
}

fn attributes(count: usize) -> Files {
    let text = repeated("locals {\n", count, |index| {
        format!("  db{index}_password = \"{}\"\n", drawn(index))
    });
    one("main.tf", text + "}\n")
}

fn terraform_files(count: usize) -> Files {
    separate(count, |index| (format!("f{index}.tf"), block(index)))
}

fn dockerfile(count: usize) -> Files {
    one(
        "Dockerfile",
        repeated("FROM registry.example/base:1.0\n", count, |index| {
            format!("ENV DB{index}_PASSWORD={}\n", drawn(index))
        }),
    )
}

fn stages(count: usize) -> Files {
    one(
        "Dockerfile",
        repeated("FROM registry.example/base:1.0 AS s0\n", count, |index| {
            format!("FROM s{index} AS s{}\nCOPY --from=s{index} /a /b\n", index + 1)
        }),
    )
}

fn dockerfile_variables(count: usize) -> Files {
    one(
        "Dockerfile",
        repeated("FROM registry.example/base:1.0\nENV A=1", count, |index| {
            format!(" \\\n  DB{index}_PASSWORD={}", drawn(index))
        }) + "\n",
    )
}

fn steps(count: usize) -> Files {
    let head = "name: build\non: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n";
    one(
        ".github/workflows/build.yaml",
        repeated(head, count, |index| {
            format!("    - name: step {index}\n      run: deploy --password={}\n", drawn(index))
        }),
    )
}

fn jobs(count: usize) -> Files {
    one(
        ".github/workflows/build.yaml",
        repeated("name: build\non: push\njobs:\n", count, |index| {
            format!(
                "  j{index}:\n    runs-on: ubuntu-24.04\n    needs: [j{}]\n    env: {{DB_PASSWORD: {}}}\n    steps:\n    - run: make\n",
                index.saturating_sub(1),
                drawn(index)
            )
        }),
    )
}

fn gitlab(count: usize) -> Files {
    one(
        ".gitlab-ci.yml",
        repeated("", count, |index| {
            format!("j{index}:\n  script: [make]\n  variables: {{DB_PASSWORD: {}}}\n", drawn(index))
        }),
    )
}

fn nginx(count: usize) -> Files {
    let text = repeated("http {\n", count, |index| {
        format!(
            "  server {{\n    listen 80;\n    server_name h{index}.example.org;\n    location / {{ proxy_set_header Authorization \"Bearer {}\"; }}\n  }}\n",
            drawn(index)
        )
    });
    one("nginx.conf", text + "}\n")
}

fn ini(count: usize) -> Files {
    one(
        "config.ini",
        repeated("", count, |index| format!("[db{index}]\nuser=app\npassword={}\n", drawn(index))),
    )
}

fn ignore(count: usize) -> Files {
    let mut files =
        one(".gitignore", repeated("", count, |index| format!("p{index}/secret.env\n")));
    files.extend(dotenv_files(10));
    files
}
