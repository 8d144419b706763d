//! Many objects, in several kinds of files and commands.

use super::{Files, Shape, one, repeated, separate};
use crate::small_pods::pod;

pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "pods", about: "small Pods, each in its file, with many findings", files: pods },
    Shape { name: "documents", about: "small Pods in one file between `---`", files: documents },
    Shape { name: "list-yaml", about: "Pods as `kubectl get -o yaml` prints them", files: list },
    Shape { name: "list-json", about: "the same as JSON on one line", files: list_json },
    Shape { name: "list-flow", about: "Pods in brackets on one line of YAML", files: list_flow },
    Shape { name: "equal-objects", about: "Pods of one name and namespace", files: equal },
    Shape { name: "templates", about: "objects of one OpenShift template", files: template },
    Shape { name: "custom-objects", about: "objects of kinds of one's own", files: custom },
    Shape {
        name: "definitions",
        about: "properties of one CustomResourceDefinition",
        files: definition,
    },
    Shape {
        name: "kustomizations",
        about: "kustomizations, each with a Pod",
        files: kustomizations,
    },
    Shape {
        name: "kustomization-resources",
        about: "files of one kustomization",
        files: resources,
    },
    Shape { name: "kustomization-patches", about: "patches of one kustomization", files: patches },
    Shape {
        name: "kustomization-generators",
        about: "generators of one kustomization",
        files: generators,
    },
    Shape { name: "flux", about: "Flux objects, each with its folder and variables", files: flux },
    Shape { name: "namespaces", about: "namespaces with a Pod each", files: namespaces },
    Shape {
        name: "limit-ranges",
        about: "LimitRanges and Pods of one namespace",
        files: limit_ranges,
    },
];

/// A Pod with one finding or two.
fn quiet(index: usize) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: quiet-{index}, namespace: ward, labels: {{app: a{index}}}}}\n\
         spec:\n  containers:\n  - name: app\n    image: registry.example/app:1.{index}\n"
    )
}

fn pods(count: usize) -> Files {
    separate(count, |index| (format!("{:03}/pod-{index}.yaml", index / 500), pod(index)))
}

fn documents(count: usize) -> Files {
    one("pods.yaml", repeated("", count, |index| format!("---\n{}", pod(index))))
}

fn list(count: usize) -> Files {
    let head = "apiVersion: v1\nitems:\n";
    let mut text = repeated(head, count, |index| {
        let pod = pod(index);
        let mut lines = pod.lines();
        let first = format!("- {}\n", lines.next().unwrap_or_default());
        lines.fold(first, |text, line| text + "  " + line + "\n")
    });
    text.push_str("kind: List\nmetadata:\n  resourceVersion: \"\"\n");
    one("list.yaml", text)
}

/// A Pod in brackets.
fn flow(index: usize) -> String {
    format!(
        "{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"p{index}\",\"namespace\":\"ward\"}},\
         \"spec\":{{\"containers\":[{{\"name\":\"app\",\"image\":\"registry.example/app:1.{index}\",\
         \"securityContext\":{{\"privileged\":true}}}}]}}}}"
    )
}

fn list_json(count: usize) -> Files {
    let items: Vec<String> = (0..count).map(flow).collect();
    let items = items.join(",");
    one("list.json", format!("{{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{items}]}}\n"))
}

fn list_flow(count: usize) -> Files {
    let items: Vec<String> = (0..count)
        .map(|index| flow(index).replace('"', "").replace(':', ": ").replace("app: 1", "app:1"))
        .collect();
    one("list.yaml", format!("{{apiVersion: v1, kind: List, items: [{}]}}\n", items.join(", ")))
}

fn equal(count: usize) -> Files {
    one("pods.yaml", repeated("", count, |_| format!("---\n{}", quiet(0))))
}

fn template(count: usize) -> Files {
    let head = "apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: {name: ward}\nparameters:\n\
                - {name: TAG, value: '1.2'}\nobjects:\n";
    one(
        "template.yaml",
        repeated(head, count, |index| {
            format!(
                "- apiVersion: v1\n  kind: Pod\n  metadata: {{name: p{index}}}\n  spec:\n    containers:\n    \
             - name: app\n      image: registry.example/app:${{TAG}}\n"
            )
        }),
    )
}

fn custom(count: usize) -> Files {
    one(
        "wards.yaml",
        repeated("", count, |index| {
            format!(
                "---\napiVersion: example.org/v1\nkind: Ward\nmetadata: {{name: w{index}}}\nspec:\n  beds: {index}\n  \
             template:\n    spec:\n      containers:\n      - name: app\n        image: registry.example/app\n"
            )
        }),
    )
}

fn definition(count: usize) -> Files {
    let head = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: wards.example.org}\n\
                spec:\n  group: example.org\n  scope: Namespaced\n  names: {kind: Ward, plural: wards}\n  versions:\n  \
                - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        \
                type: object\n        properties:\n";
    one(
        "definition.yaml",
        repeated(head, count, |index| {
            format!(
                "          field{index}:\n            type: string\n            description: Number {index}.\n"
            )
        }),
    )
}

fn kustomizations(count: usize) -> Files {
    let each = |index: usize| {
        let list = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: ward\nresources: [pod.yaml]\n";
        [
            (format!("k{index}/kustomization.yaml"), list.to_owned()),
            (format!("k{index}/pod.yaml"), quiet(index)),
        ]
    };
    (0..count).flat_map(each).collect()
}

/// One kustomization with a line for each file, and the files.
fn listed(
    count: usize,
    head: &str,
    line: fn(usize) -> String,
    file: fn(usize) -> (String, String),
) -> Files {
    let head = format!("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n{head}");
    let mut files = one("kustomization.yaml", repeated(&head, count, line));
    files.extend((0..count).map(file));
    files
}

fn resources(count: usize) -> Files {
    listed(
        count,
        "resources:\n",
        |index| format!("- pod-{index}.yaml\n"),
        |index| (format!("pod-{index}.yaml"), quiet(index)),
    )
}

fn patches(count: usize) -> Files {
    listed(
        count,
        "patches:\n",
        |index| format!("- path: patch-{index}.yaml\n"),
        |index| (format!("patch-{index}.yaml"), quiet(index)),
    )
}

fn generators(count: usize) -> Files {
    listed(
        count,
        "secretGenerator:\n",
        |index| format!("- name: s{index}\n  envs: [s{index}.env]\n"),
        |index| (format!("s{index}.env"), format!("PASSWORD={}\n", super::drawn(index))),
    )
}

fn flux(count: usize) -> Files {
    let each = |index: usize| {
        let object = format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: v{index}, namespace: flux-system}}\ndata: {{tag: \"{index}\"}}\n---\n\
             apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {{name: a{index}, namespace: flux-system}}\n\
             spec:\n  path: ./apps/a{index}\n  targetNamespace: ward\n  sourceRef: {{kind: GitRepository, name: fleet}}\n  \
             postBuild: {{substituteFrom: [{{kind: ConfigMap, name: v{index}}}]}}\n"
        );
        let pod = quiet(index).replace(&format!("1.{index}"), "1.${tag}");
        [(format!("clusters/a{index}.yaml"), object), (format!("apps/a{index}/pod.yaml"), pod)]
    };
    (0..count).flat_map(each).collect()
}

fn namespaces(count: usize) -> Files {
    one(
        "namespaces.yaml",
        repeated("", count, |index| {
            format!(
                "---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: n{index}}}\n---\n{}",
                quiet(index).replace("namespace: ward", &format!("namespace: n{index}"))
            )
        }),
    )
}

fn limit_ranges(count: usize) -> Files {
    one(
        "limits.yaml",
        repeated("", count, |index| {
            format!(
                "---\napiVersion: v1\nkind: LimitRange\nmetadata: {{name: l{index}, namespace: ward}}\nspec:\n  limits:\n  \
             - type: Container\n    default: {{memory: {}Mi}}\n---\n{}",
                index % 900 + 100,
                quiet(index)
            )
        }),
    )
}
