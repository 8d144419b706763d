//! Scalar values as Compose parses them.

use crate::model::Quantity;
use crate::tree::{Cursor, Expected, Field, Format, NodeRef, Scalar, Why};

/// A boolean, which may be a string.
pub(super) fn flag(value: &Cursor<'_>) -> Field<bool> {
    let Some(Scalar::Text(_)) = value.node().map(NodeRef::scalar) else {
        return value.bool();
    };
    value.text().parse(|text| match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" | "t" => Ok(true),
        "false" | "no" | "off" | "n" | "0" | "f" => Ok(false),
        _ => Err(Why::WrongType(Expected::Boolean)),
    })
}

/// A number of CPUs. Zero or less means no limit.
pub(super) fn amount<'a>(value: &Cursor<'a>) -> Field<Quantity<'a>> {
    value.any_text().parse(|text| {
        let number: f64 = text.parse().map_err(|_| Why::Invalid(Format::Number))?;
        Ok(Quantity::new(text, number.max(0.0)))
    })
}

/// An amount of memory: a number with one of the units `b`, `k`, `m`, `g`, `t`, also `kb`, `kib`.
/// Zero or less means no limit.
pub(super) fn bytes<'a>(value: &Cursor<'a>) -> Field<Quantity<'a>> {
    value.any_text().parse(|text| {
        let size = size(text).ok_or(Why::Invalid(Format::Size))?;
        Ok(Quantity::new(text, size.max(0.0)))
    })
}

fn size(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (number, unit) = (text.get(..end)?, text.get(end..)?.trim().to_ascii_lowercase());
    let power = match unit.as_str() {
        "" | "b" => 0,
        "k" | "kb" | "ki" | "kib" => 1,
        "m" | "mb" | "mi" | "mib" => 2,
        "g" | "gb" | "gi" | "gib" => 3,
        "t" | "tb" | "ti" | "tib" => 4,
        "p" | "pb" | "pi" | "pib" => 5,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * 1024f64.powi(power))
}

/// The UID in `user[:group]`. The image determines the UID of a name, except for `root`.
pub(super) fn user(value: &Cursor<'_>) -> Field<i64> {
    value.any_text().parse(|text| {
        let user = text.split(':').next().unwrap_or_default();
        match user {
            "root" => Ok(0),
            _ => user.parse().map_err(|_| Why::Image),
        }
    })
}

/// The strings of a list; a single string is a list of one.
pub(super) fn list_of<'a>(value: &Cursor<'a>) -> Field<Vec<Field<&'a str>>> {
    if value.is_sequence() {
        return value.list(Cursor::open_text);
    }
    let alone = value.open_text();
    alone.clone().map(|_| vec![alone])
}

/// The kernel's name of a capability. Compose accepts any case, with and without `CAP_`.
pub(super) fn capability(name: &str) -> &str {
    let bare = match name.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("CAP_") => name.get(4..).unwrap_or_default(),
        _ => name,
    };
    let known = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(bare));
    known.copied().unwrap_or(bare)
}

/// Source: capabilities(7) of Linux, and `ALL`.
const KNOWN: &[&str] = &[
    "ALL",
    "AUDIT_CONTROL",
    "AUDIT_READ",
    "AUDIT_WRITE",
    "BLOCK_SUSPEND",
    "BPF",
    "CHECKPOINT_RESTORE",
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "IPC_LOCK",
    "IPC_OWNER",
    "KILL",
    "LEASE",
    "LINUX_IMMUTABLE",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "MKNOD",
    "NET_ADMIN",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_RAW",
    "PERFMON",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_CHROOT",
    "SYS_MODULE",
    "SYS_NICE",
    "SYS_PACCT",
    "SYS_PTRACE",
    "SYS_RAWIO",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "SYSLOG",
    "WAKE_ALARM",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_binary_units() {
        assert_eq!(size("512m"), Some(536_870_912.0));
        assert_eq!(size("1.5 GB"), Some(1_610_612_736.0));
        assert_eq!(size("64"), Some(64.0));
        assert_eq!(size("-1"), Some(-1.0));
        for text in ["", "m", "12x", "1 2"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn capabilities_are_the_same_in_any_case_with_and_without_their_prefix() {
        for name in ["CAP_SYS_ADMIN", "sys_admin", "Cap_Sys_Admin"] {
            assert_eq!(capability(name), "SYS_ADMIN");
        }
        assert_eq!(capability("all"), "ALL");
        assert_eq!(capability("wings"), "wings");
    }
}
