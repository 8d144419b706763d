//! No written form shows the value of a secret.

use crate::checker::Checker;
use crate::engine::Input;
use crate::report::TextOptions;

const SECRET: &str = "hq7Lw0-s3cr3t-Zp9";

#[test]
fn no_form_shows_a_secret_beside_a_finding() {
    let pod = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: probe}}\nspec:\n  containers:\n  - name: app\n    \
         image: app:1\n    env: [{{name: DB_PASSWORD, value: {SECRET}}}]\n    \
         securityContext: {{privileged: true}}\n  - {{env: [{{name: DB_PASSWORD, value: {SECRET}}}], \
         securityContext: {{privileged: true}}, name: b}}\n"
    );
    let checker = Checker::builder().select("privileged-container").build().unwrap();
    let report = checker.check([Input::text("pod.yaml", pod)]);
    assert_eq!(report.findings().len(), 2);
    let text = report.to_text(&TextOptions { all: true, ..TextOptions::default() });
    // The second container's line contains both, so the mask itself must be seen.
    assert!(text.contains("value: ********"), "{text}");
    let forms = [
        text,
        report.to_json(),
        report.to_sarif(),
        report.to_markdown(),
        format!("{report:?}"),
        format!("{report:#?}"),
    ];
    for form in forms {
        assert!(!form.contains(SECRET), "{form}");
        assert!(!form.contains(&SECRET[..8]), "{form}");
    }
}
