use std::fmt::Write as _;

use super::{one, read};
use crate::frontends::kubernetes::read_documents;
use crate::model::Resource;
use crate::model::pods::Container;
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Limits, Origin, State};

fn containers(resource: &Resource<'static>) -> Vec<Vec<String>> {
    let names = |container: &Container<'_>| match (container.name.state(), container.image.state())
    {
        (State::Set(name, _), _) => (*name).to_owned(),
        (_, State::Set(image, _)) => (*image).to_owned(),
        _ => "-".to_owned(),
    };
    let of_pod = |workload: &crate::model::pods::Workload<'_>| {
        let State::Set(pod, _) = workload.pod.state() else { return Vec::new() };
        let mut found = Vec::new();
        for list in pod.container_lists() {
            if let State::Set(list, _) = list.state() {
                found.extend(list.iter().map(names));
            }
        }
        found
    };
    resource.workloads().map(of_pod).collect()
}

#[test]
fn a_pod_is_told_by_its_shape() {
    let cases: [(&str, &[&[&str]]); 17] = [
        ("a: {b: {containers: [{name: x, image: img}]}}", &[&["x"]]),
        (
            "a: [[{containers: [{name: x, image: img}]}], {steps: [{name: z, image: img}]}]",
            &[&["x"], &["z"]],
        ),
        (
            "containers: [{name: x, image: img}], initContainers: [{name: w, image: img}]",
            &[&["w", "x"]],
        ),
        ("containers: [{name: x, env: [{name: A, value: b}]}]", &[&["x"]]),
        ("container: {image: img, args: [a]}", &[&["img"]]),
        ("container: {image: img, args: [a]}, sidecars: [{name: z, image: img}]", &[&["z", "img"]]),
        ("container: {image: 'img:1'}, volumes: [{name: v, hostPath: {path: /}}]", &[&["img:1"]]),
        ("image: 'img:1', env: []", &[&["img:1"]]),
        ("template: {kafkaContainer: {securityContext: {privileged: true}}}", &[&["-"]]),
        ("hostNetwork: true", &[&[]]),
        ("image: img", &[]),
        ("image: 'https://a.example/y.png'", &[]),
        ("image: {repository: img, tag: latest}, env: production", &[]),
        ("containers: {x: {image: img}}", &[]),
        ("containers: [{image: 'img/*', securityContext: {}}]", &[]),
        ("pattern: {containers: [{name: x, image: img}]}", &[]),
        ("values: {image: 'img:1', hostNetwork: true}", &[]),
    ];
    for (spec, expected) in cases {
        let text = format!("{{apiVersion: hospital.example/v1, kind: A, spec: {{{spec}}}}}");
        assert_eq!(containers(&one(&text)), expected, "{spec}");
    }
}

#[test]
fn what_others_demand_of_pods_is_no_pod() {
    let policy =
        "{apiVersion: kyverno.io/v1, kind: Policy, spec: {hostNetwork: true, image: 'img:1'}}";
    assert!(one(policy).embedded.is_empty());
    let old = "{apiVersion: policy/v1beta1, kind: PodSecurityPolicy, spec: {hostNetwork: true}}";
    assert!(one(old).embedded.is_empty());
}

#[test]
fn objects_inside_of_an_object_are_resources_and_references_are_none() {
    let text = "{apiVersion: hospital.example/v1, kind: A, spec: {
        owner: {apiVersion: v1, kind: ConfigMap, name: a},
        items: [{apiVersion: v1, kind: Pod, spec: {containers: [{name: x, image: img}]}},
                {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, data: {}}]}]}}";
    let (resources, _) = read(text);
    let kinds: Vec<_> = resources.iter().map(|one| (one.kind, one.is_carried)).collect();
    assert_eq!(kinds, [("A", false), ("Pod", true), ("Secret", true)]);
    assert_eq!(resources[0].carried.len(), 2);
}

#[test]
fn aliases_are_looked_into_once() {
    let mut text = "apiVersion: hospital.example/v1\nkind: A\nspec:\n  a0: &a0 [x]\n".to_owned();
    for level in 1..12 {
        writeln!(text, "  a{level}: &a{level} [*a{0}, *a{0}]", level - 1).unwrap();
    }
    let source = Source::new("test.yaml", text);
    let (tree, _) = parse(source, Format::YAML, Origin::Text, Limits::default());
    let mut resources = Vec::new();
    read_documents(0, &tree, &mut resources);
    assert_eq!(resources.len(), 1);
}
