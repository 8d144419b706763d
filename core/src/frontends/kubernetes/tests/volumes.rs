use super::{each, pod, show};
use crate::frontends::kubernetes::volumes::SOURCES;
use crate::model::pods::VolumeDetail;

#[test]
fn every_source_of_a_volume_is_known_and_nothing_else_is_one() {
    let sources = |volume: &str| {
        let volumes = pod(&format!("{{volumes: [{volume}]}}")).volumes;
        each(&volumes, |volume| each(&volume.sources, |source| source.kind.to_owned()))
    };
    for kind in SOURCES {
        assert_eq!(sources(&format!("{{name: v, {kind}: {{}}}}")), kind);
        assert_eq!(sources(&format!("{{name: v, {kind}: null}}")), "");
    }
    assert_eq!(sources("{name: v}"), "");
    assert_eq!(sources("{name: v, hostpath: {path: /}}"), "");
    assert_eq!(sources("{name: v, emptyDir: {}, hostPath: {path: /}}"), "hostPath, emptyDir");
    assert_eq!(sources("text"), "? the value is not a mapping");
    assert_eq!(sources("'{{ x }}'"), "? a template expression has to be rendered first");
}

#[test]
fn what_a_volume_names_is_read() {
    let cases = [
        ("hostPath: {path: /etc}", "\"/etc\""),
        ("hostPath: text", "? the value is not a mapping"),
        ("hostPath: {}", "- path"),
        ("secret: {secretName: s}", "\"s\""),
        ("configMap: {name: c}", "\"c\""),
        ("persistentVolumeClaim: {claimName: p}", "\"p\""),
        ("csi: {driver: d}", "\"d\""),
        ("emptyDir: {medium: Memory, sizeLimit: 1Gi}", "\"Memory\" 1073741824.0"),
        ("emptyDir: {sizeLimit: 5}", "- medium 5.0"),
        ("ephemeral: {volumeClaimTemplate: {spec: {storageClassName: fast}}}", "\"fast\""),
        (
            "projected: {sources: [{secret: {name: s}}, {configMap: {name: c}}, \
             {serviceAccountToken: {audience: a, expirationSeconds: 60}}]}",
            "\"s\" - configMap.name - serviceAccountToken, \
             - secret.name \"c\" - serviceAccountToken, \
             - secret.name - configMap.name \"\\\"a\\\" 60\"",
        ),
        ("projected: {}", "- sources"),
        ("nfs: {server: s}", "other"),
    ];
    for (text, expected) in cases {
        let volumes = pod(&format!("{{volumes: [{{name: v, {text}}}]}}")).volumes;
        let shown = each(&volumes, |volume| {
            each(&volume.sources, |source| match &source.detail {
                VolumeDetail::HostPath(field)
                | VolumeDetail::HostFile(field)
                | VolumeDetail::Device(field)
                | VolumeDetail::Secret(field)
                | VolumeDetail::ConfigMap(field)
                | VolumeDetail::Claim(field)
                | VolumeDetail::Csi(field) => show(field),
                VolumeDetail::EmptyDir(medium, limit) => {
                    format!("{} {}", show(medium), show(&limit.clone().map(|l| l.value())))
                }
                VolumeDetail::Ephemeral(claim) => show(&claim.class),
                VolumeDetail::Projected(sources) => each(sources, |source| {
                    let token = source.token.clone().map(|token| {
                        format!("{} {}", show(&token.audience), show(&token.expiration_seconds))
                    });
                    let (secret, map) = (show(&source.secret), show(&source.config_map));
                    format!("{secret} {map} {}", show(&token))
                }),
                VolumeDetail::Other => "other".to_owned(),
            })
        });
        assert_eq!(shown, expected, "{text}");
    }
}
