//! Checks a model built in code, without manifests: for programs that know the platform from another
//! source.
//!
//! `cargo run -p asepsis-examples --bin model_in_code`

use asepsis::model::Resource;
use asepsis::model::pods::{Container, Pod, Workload};
use asepsis::{Checker, Field};

fn main() {
    let mut container = Container::default();
    container.name = Field::from("gateway");
    container.image = Field::from("registry.example/gateway:3.1.0");
    container.security.privileged = Field::from(true);

    let mut pod = Pod::default();
    pod.containers = Field::from(vec![container]);
    pod.security.run_as_user = Field::from(10_001);

    let mut workload = Workload::default();
    workload.pod = Field::from(pod);

    let mut resource = Resource::default();
    resource.api_version = "apps/v1";
    resource.kind = "Deployment";
    resource.metadata.name = Field::from("device-gateway");
    resource.body = workload.into();

    let report = Checker::default().check_resources(vec![resource]);
    for finding in report.findings() {
        println!("{}: {} [{}]", finding.severity, finding.message, finding.check);
    }
}
