//! What this library and the API machinery say of a selector and labels, in one form. Also a part
//! of `cargo dev oracle selectors`.

use asepsis::internal::frontends::kubernetes::read_documents;
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin};
use asepsis::inventory::{Labels, Matches, Reason, Selector, WhenUnset};
use asepsis::model::{Body, Resource};
use serde_json::{Value, json};

/// Whether a selector selects labels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// It does.
    Selects,
    /// It does not.
    DoesNotSelect,
    /// The selector is not valid.
    Refused,
    /// Nothing of the above, in words: never the answer of the API machinery.
    Other(String),
}

/// Our answer to the same request, read from text as manifests are.
pub(crate) fn ours(request: &Value) -> Answer {
    let (selector, labels) = (request.get("selector"), request.get("labels"));
    let text = json!({"apiVersion": "v1", "kind": "List", "items": [
        {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "NetworkPolicy",
            "metadata": {"name": "policy"},
            "spec": {"podSelector": selector},
        },
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "pod", "labels": labels},
            "spec": {"containers": [{"name": "app"}]},
        },
    ]});
    let source = Source::new("request.json", text.to_string());
    let (tree, problems) = parse(source, Format::JSON, Origin::Text, Limits::default());
    let mut resources = Vec::new();
    read_documents(0, &tree, &mut resources);
    match (resources.as_slice(), problems.as_slice()) {
        ([policy, pod], []) => judge(policy, pod),
        _ => Answer::Other(format!("{} resources, {problems:?}", resources.len())),
    }
}

fn judge(policy: &Resource<'_>, pod: &Resource<'_>) -> Answer {
    let Body::NetworkPolicy(policy) = &policy.body else {
        return Answer::Other("the policy was not read as one".into());
    };
    // The API machinery's selector of nothing selects nothing; the policy's own default is another.
    let selector = Selector::new(&policy.pod_selector, WhenUnset::SelectsNone);
    match selector.matches(&Labels::of_object(&pod.metadata.labels)) {
        Matches::Yes => Answer::Selects,
        Matches::No => Answer::DoesNotSelect,
        Matches::Unknown(doubt) => match doubt.reason {
            Reason::InvalidSelector(_) => Answer::Refused,
            _ => Answer::Other(doubt.to_string()),
        },
    }
}
