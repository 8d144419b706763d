#[test]
fn sizes() {
    use asepsis::model::*;
    macro_rules! p { ($($t:ty),*) => { $( println!("{} {}", std::mem::size_of::<$t>(), stringify!($t)); )* } }
    p!(Resource, Body, meta::Metadata, pods::Workload, pods::Pod, pods::PodSecurity, pods::Container, pods::ContainerSecurity, pods::Resources, secrets::Secret, secrets::ConfigMap, network::Service, network::Ingress, network::NetworkPolicy, network::Gateway, network::HttpRoute, storage::PersistentVolume, storage::Claim, access::Role, access::Binding, access::ServiceAccount, settings::Settings, namespaces::LimitRange, Configurations, pods::Volume, pods::EnvVar, meta::StringEntry, asepsis::fields::Cursor, asepsis::fields::Field<bool>, asepsis::fields::Field<&str>, asepsis::fields::Field<Vec<u8>>, asepsis::fields::Spot, asepsis::report::Finding, asepsis::report::Location);
}
