//! What a file can be, by its name alone.

/// What a file of some name can be. Its content decides whether it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum FileKind {
    /// YAML that may hold manifests of Kubernetes.
    Yaml,
    /// JSON that may hold manifests of Kubernetes.
    Json,
}

/// What a file of this name can be; nothing where no reader takes such files. The name may be a
/// path with `/` or `\`; case does not matter.
pub fn recognise(name: &str) -> Option<FileKind> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    // A hidden file like `.yaml` has no extension.
    let (stem, extension) = file.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    match extension.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(FileKind::Yaml),
        "json" => Some(FileKind::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_in_any_case() {
        let cases = [
            ("deploy.yaml", Some(FileKind::Yaml)),
            ("charts/app/values-prod.YML", Some(FileKind::Yaml)),
            ("C:\\work\\pod.Json", Some(FileKind::Json)),
            ("tsconfig.json", Some(FileKind::Json)),
            ("deploy.yaml.bak", None),
            ("yaml", None),
            (".yaml", None),
            ("a.yaml/README", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(recognise(name), expected, "{name}");
        }
    }
}
