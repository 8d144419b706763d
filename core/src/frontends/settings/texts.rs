//! Settings in multi-line texts that do not consist only of keys and values.

use std::ops::Range;

use crate::credentials;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::{Anchor, Dialect, Field, NodeRef, Part, Place, State};

/// A multi-line text without a known format: each line that contains a secret, or the whole text if
/// no single line does.
pub(super) fn lines<'s>(whole: Setting<'s>, text: &'s str) -> Vec<Setting<'s>> {
    let mut lines = Vec::new();
    let mut end = 0;
    for secret in credentials::secret_ranges(&whole.key, text) {
        if secret.start < end {
            continue;
        }
        let line = lines_of(text, &secret);
        end = line.end;
        lines.push(line);
    }
    let says_so = |line: &Range<usize>| {
        let line = text.get(line.clone()).unwrap_or_default();
        credentials::classify(&whole.key, line).class.is_exposed()
    };
    if lines.is_empty() || !lines.iter().all(says_so) {
        return vec![whole];
    }
    let place = whole.value.spot().place;
    let setting = |line: Range<usize>| {
        let value = Field::set(text.get(line.clone()).unwrap_or_default(), place);
        let setting = Setting::new(whole.kind, whole.key.clone(), whole.key_place, value);
        setting.within(Part::only(line))
    };
    lines.into_iter().map(setting).collect()
}

/// The named credentials in the lines of a text, except those that were found before.
pub(super) fn assigned<'s>(
    kind: SettingKind,
    place: Place,
    text: &'s str,
    found: &[Setting<'s>],
) -> Vec<Setting<'s>> {
    let is_exposed = |setting: &Setting<'_>| match setting.value.state() {
        State::Set(value, _) => credentials::classify(&setting.key, value).class.is_exposed(),
        State::Unset(..) | State::Unresolved(..) => false,
    };
    if found.iter().any(|setting| setting.part.is_none() && is_exposed(setting)) {
        return Vec::new();
    }
    let is_found = |range: &Range<usize>| {
        let parts = found.iter().filter_map(|setting| setting.part.as_ref());
        parts.into_iter().any(|part| part.range.start <= range.start && range.end <= part.range.end)
    };
    let lines = credentials::assigned_in_lines(text).into_iter();
    let named = lines.filter(|(name, range)| {
        let value = text.get(range.clone()).unwrap_or_default();
        !is_found(range) && credentials::classify(name, value).class.is_exposed()
    });
    let setting = |(name, range): (&'s str, Range<usize>)| {
        let value = Field::set(text.get(range.clone()).unwrap_or_default(), place);
        Setting::new(kind, name, place, value).within(Part::new(range, name))
    };
    named.map(setting).collect()
}

/// The range of the lines that contain a part of a text, without the last line break.
fn lines_of(text: &str, part: &Range<usize>) -> Range<usize> {
    let head = text.get(..part.start).unwrap_or_default();
    let tail = text.get(part.end..).unwrap_or_default();
    let start = head.rfind('\n').map_or(0, |at| at + 1);
    start..part.end + tail.find('\n').unwrap_or(tail.len())
}

/// The lines of a configuration file that contain a secret outside of its values: in a comment, or
/// in a directive with several words.
pub(super) fn rest<'s>(
    whole: &Setting<'s>,
    text: &'s str,
    documents: impl Iterator<Item = NodeRef<'s>>,
) -> Vec<Setting<'s>> {
    let mut found = Vec::new();
    let secrets = credentials::secret_ranges("", text);
    if secrets.is_empty() {
        return found;
    }
    let documents: Vec<_> = documents.collect();
    // The text of JSON besides its values is comments, which set nothing.
    let is_json = text.trim_start().starts_with(['{', '['])
        && documents.iter().all(|root| root.tree().dialect() == Dialect::Json);
    let scalars = documents.into_iter().flat_map(NodeRef::keyed_scalars);
    let mut spans: Vec<_> = scalars.map(|keyed| keyed.scalar.span().range()).collect();
    spans.sort_unstable_by_key(|span| span.start);
    let mut end = 0;
    for secret in secrets {
        let before = spans.partition_point(|span| span.start <= secret.start);
        let holder = before.checked_sub(1).and_then(|index| spans.get(index));
        if secret.start < end || holder.is_some_and(|span| secret.end <= span.end) {
            continue;
        }
        let lines = lines_of(text, &secret);
        end = lines.end;
        let value = text.get(lines.clone()).unwrap_or_default();
        if is_json && !credentials::contains_known("", value) {
            continue;
        }
        let value = Field::set(value, whole.value.spot().place);
        let (key, place) = (whole.key.clone(), whole.key_place);
        let setting = Setting::new(SettingKind::EmbeddedEntry, key, place, value);
        found.push(setting.within(Part::only(lines)));
    }
    found
}

/// Whether a file contains texts of a user interface, by its name: `messages_de.properties`,
/// `en.json`.
pub(super) fn is_translation(name: &str) -> bool {
    const LANGUAGES: [&str; 28] = [
        "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hu", "it", "ja",
        "ko", "lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "uk", "zh",
    ];
    const WORDS: [&str; 9] = [
        "messages",
        "labels",
        "strings",
        "translation",
        "translations",
        "locale",
        "locales",
        "i18n",
        "l10n",
    ];
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let stem = stem.to_ascii_lowercase();
    let mut words = stem.split(['.', '_', '-']);
    let is_text = matches!(extension, "properties" | "json" | "yaml" | "yml" | "po" | "ini");
    let first = words.clone().next().unwrap_or_default();
    is_text
        && (LANGUAGES.contains(&first) && stem.len() <= 5
            || words.any(|word| WORDS.contains(&word)))
}

/// Whether an entry is a shell script.
pub(super) fn is_script(name: &str, text: &str) -> bool {
    let text = text.trim_start();
    let shell = text.lines().next().unwrap_or_default();
    let has_shebang = shell.starts_with("#!") && shell.trim_end().ends_with("sh");
    text.contains('\n')
        && (has_shebang || name.rsplit_once('.').is_some_and(|(_, extension)| extension == "sh"))
}
