//! Charts whose subcharts are in archives, as `helm dependency build` leaves them.

use std::collections::BTreeMap;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tar::{Builder, Header};

use crate::Failure;

/// The same case with each subchart in an archive, and those in it as well; `None` without subcharts.
pub(super) fn packed(case: &Value) -> Result<Option<Value>, Failure> {
    let files = case.get("files").and_then(Value::as_array).into_iter().flatten();
    let files = files.filter_map(|file| {
        let text = |key| file.get(key).and_then(Value::as_str);
        Some((text("path")?.to_owned(), text("text")?.as_bytes().to_vec()))
    });
    let files: Vec<(String, Vec<u8>)> = files.collect();
    let count = files.len();
    let files = with_archives(files)?;
    if files.len() == count {
        return Ok(None);
    }
    let files = files.into_iter().map(|(path, bytes)| match String::from_utf8(bytes) {
        Ok(text) => json!({"path": path, "text": text}),
        Err(error) => json!({"path": path, "bytes": STANDARD.encode(error.as_bytes())}),
    });
    let mut case = case.clone();
    let name = case.get("name").and_then(Value::as_str).unwrap_or_default();
    let name = format!("{name}, packed");
    if let Some(members) = case.as_object_mut() {
        members.insert("files".into(), files.collect());
        members.insert("name".into(), name.into());
    }
    Ok(Some(case))
}

// Charts are in each other as deep as they were written.
fn with_archives(files: Vec<(String, Vec<u8>)>) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut own = Vec::new();
    let mut charts: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for (path, bytes) in files {
        let below = path.strip_prefix("charts/").and_then(|below| below.split_once('/'));
        match below {
            Some((name, path)) => {
                charts.entry(name.to_owned()).or_default().push((path.to_owned(), bytes));
            }
            None => own.push((path, bytes)),
        }
    }
    for (name, files) in charts {
        let is_chart = files.iter().any(|(path, _)| path == "Chart.yaml");
        if !is_chart || name.starts_with(['_', '.']) {
            let inner = format!("charts/{name}/");
            own.extend(files.into_iter().map(|(path, bytes)| (inner.clone() + &path, bytes)));
        } else {
            let bytes = archive(&name, with_archives(files)?)?;
            own.push((format!("charts/{name}-1.0.0.tgz"), bytes));
        }
    }
    Ok(own)
}

fn archive(folder: &str, files: Vec<(String, Vec<u8>)>) -> io::Result<Vec<u8>> {
    let mut builder = Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, format!("{folder}/{path}"), &*bytes)?;
    }
    builder.into_inner()?.finish()
}
