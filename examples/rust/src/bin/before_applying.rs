//! Checks Kubernetes objects that a program has built, before it applies them.
//!
//! `cargo run -p asepsis-examples --bin before_applying`

use asepsis::{Checker, Error, Input};
use k8s_openapi::api::core::v1::{Container, Pod, PodSpec, SecurityContext};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

fn main() -> Result<(), Error> {
    let pod = Pod {
        metadata: ObjectMeta { name: Some("import".to_owned()), ..ObjectMeta::default() },
        spec: Some(PodSpec {
            containers: vec![Container {
                name: "import".to_owned(),
                image: Some("registry.example/import:1.4.0".to_owned()),
                security_context: Some(SecurityContext {
                    privileged: Some(true),
                    ..SecurityContext::default()
                }),
                ..Container::default()
            }],
            ..PodSpec::default()
        }),
        ..Pod::default()
    };

    // Objects have no lines: findings have RFC 6901 pointers.
    let report = Checker::default().check([Input::object("the import pod", &pod)?]);
    for finding in report.findings() {
        let pointer = finding.location.as_ref().and_then(|location| location.pointer.as_deref());
        println!("{} {}: {}", finding.severity, pointer.unwrap_or("/"), finding.message);
    }
    Ok(())
}
