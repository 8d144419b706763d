//! Where this library differs from Kustomize on purpose.

use serde_json::{Value, json};

use super::super::kustomize_answers::Answer;

/// A difference on purpose.
pub(super) struct Difference {
    /// What differs, and why.
    pub(super) reason: &'static str,
    /// A case that shows it.
    pub(super) fixture: fn() -> Value,
    /// Whether the answers on a case differ for this reason.
    pub(super) explains: fn(case: &Value, ours: &Answer, reference: &Answer) -> bool,
}

pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "plugins, charts, and configurations of transformers are not read, which is a problem here",
        fixture: || {
            let text = "buildMetadata: [transformerAnnotations]\nconfigMapGenerator: [{name: a}]\n";
            json!({"files": [{"path": "kustomization.yaml", "text": text}], "root": ""})
        },
        explains: |_, ours, _| matches!(ours, Answer::Refused(why) if why.ends_with("is not read")),
    },
    Difference {
        reason: "the label of `managedByLabel` has the version of the program, which is not known here",
        fixture: || {
            let text = "buildMetadata: [managedByLabel]\nconfigMapGenerator: [{name: a}]\n";
            json!({"files": [{"path": "kustomization.yaml", "text": text}], "root": ""})
        },
        explains: |_, ours, reference| match (ours, reference) {
            (Answer::Objects(ours), Answer::Objects(reference)) => {
                without_program(ours) == without_program(reference)
            }
            _ => false,
        },
    },
    Difference {
        reason: "a key that is no string, `yes: 1`: the reference cannot write the object; here the key is what Kubernetes reads",
        fixture: || {
            let text = "commonAnnotations: {yes: a}\nconfigMapGenerator: [{name: a}]\n";
            json!({"files": [{"path": "kustomization.yaml", "text": text}], "root": ""})
        },
        explains: |_, _, reference| matches!(reference, Answer::Refused(why) if why.contains("unsupported type: map[interface {}]interface {}")),
    },
    Difference {
        reason: "in the file system of the reference, the folder above its root is the root",
        fixture: || {
            let text = "resources: [../a]\n";
            let inner = "configMapGenerator: [{name: a}]\n";
            json!({
                "files": [{"path": "kustomization.yaml", "text": text}, {"path": "a/kustomization.yaml", "text": inner}],
                "root": "",
            })
        },
        explains: |_, ours, _| matches!(ours, Answer::Refused(why) if why.contains("`../") && why.ends_with("not found in the input")),
    },
];

/// Objects without the label of the program.
fn without_program(objects: &[Value]) -> Vec<Value> {
    let mut objects = objects.to_vec();
    for object in &mut objects {
        let labels = object.pointer_mut("/metadata/labels").and_then(Value::as_object_mut);
        labels.and_then(|labels| labels.remove("app.kubernetes.io/managed-by"));
    }
    objects
}
