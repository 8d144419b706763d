//! Devices that are disks or memory of the host.

use super::host_paths::{KnownPath, Root};

/// Name prefixes of disks, and what follows the prefix.
const DISKS: [(&str, Rest); 17] = [
    ("sd", Rest::Letter),
    ("hd", Rest::Letter),
    ("vd", Rest::Letter),
    ("xvd", Rest::Letter),
    ("nvme", Rest::Digit),
    ("mmcblk", Rest::Digit),
    ("dm-", Rest::Digit),
    ("md", Rest::Digit),
    ("loop", Rest::Digit),
    ("nbd", Rest::Digit),
    ("rbd", Rest::Digit),
    ("zd", Rest::Digit),
    ("zram", Rest::Digit),
    ("bcache", Rest::Digit),
    ("pmem", Rest::Digit),
    ("dasd", Rest::Letter),
    ("raw", Rest::Digit),
];

/// What follows the prefix of a disk's name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Letter,
    Digit,
}

/// Directories of disks below `/dev`.
const FOLDERS: [&str; 4] = ["mapper", "disk", "block", "raw"];

/// Devices that give access to the memory of the host or its kernel.
const MEMORY: [&str; 6] = ["mem", "kmem", "port", "kmsg", "core", "oldmem"];

/// Whether a path is a disk, memory, or all of `/dev`.
pub(super) fn is_device(path: &KnownPath) -> bool {
    if path.root != Root::Machine || !path.is_known {
        return false;
    }
    let steps: Vec<&str> = path.steps.iter().map(String::as_str).collect();
    match steps.as_slice() {
        ["dev"] => true,
        ["dev", folder, ..] if FOLDERS.contains(folder) => true,
        ["dev", name] => MEMORY.contains(name) || is_disk(name),
        _ => false,
    }
}

fn is_disk(name: &str) -> bool {
    DISKS.iter().any(|(begin, rest)| {
        let next = name.strip_prefix(begin).and_then(|end| end.bytes().next());
        next.is_some_and(|next| match rest {
            Rest::Letter => next.is_ascii_lowercase(),
            Rest::Digit => next.is_ascii_digit(),
        })
    })
}

/// What a device cgroup rule allows, if it is all devices, disks or memory: `b 8:* rwm`.
///
/// Source: <https://docs.kernel.org/admin-guide/devices.html>
pub(super) fn allows_disks_or_memory(rule: &str) -> Option<Allowed> {
    let mut words = rule.split_whitespace();
    let kind = words.next()?;
    let (major, minor) = words.next().and_then(|numbers| numbers.split_once(':')).unzip();
    match (kind, major.unwrap_or("*"), minor.unwrap_or("*")) {
        ("a", ..) => Some(Allowed::All),
        // Drives with removable media are not disks of the host.
        ("b", "2" | "11", _) => None,
        ("b", ..) => Some(Allowed::Disks),
        ("c", "*", _) | ("c", "1", "*" | "1" | "2" | "4" | "11") => Some(Allowed::Memory),
        _ => None,
    }
}

/// What a device cgroup rule allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Allowed {
    All,
    Disks,
    Memory,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_and_memory_are_distinguished_from_other_devices() {
        for path in [
            "/dev",
            "/dev/",
            "/dev/sda",
            "/dev/../dev/sdb1",
            "/dev/nvme0n1",
            "/dev/mapper/vg-x",
            "/dev/disk/by-id/x",
            "/dev/mem",
            "/dev/kmsg",
            "/dev/loop0",
            "/dev/md127",
            "/dev/dm-0",
        ] {
            assert!(is_device(&KnownPath::new(path)), "{path}");
        }
        for path in [
            "/dev/null",
            "/dev/snd",
            "/dev/shm",
            "/dev/dri",
            "/dev/ttyUSB0",
            "/dev/random",
            "/dev/loop-control",
            "/dev/mdev",
            "/dev/video0",
            "/dev/net/tun",
            "./dev",
            "/devices",
        ] {
            assert!(!is_device(&KnownPath::new(path)), "{path}");
        }
    }

    #[test]
    fn rules_allow_by_type_and_number() {
        let rows = [
            ("a *:* rwm", Some(Allowed::All)),
            ("a", Some(Allowed::All)),
            ("b 8:* r", Some(Allowed::Disks)),
            ("b *:* m", Some(Allowed::Disks)),
            ("b 11:0 r", None),
            ("c 1:1 rw", Some(Allowed::Memory)),
            ("c 1:3 rw", None),
            ("c 189:* rmw", None),
            ("", None),
        ];
        for (rule, expected) in rows {
            assert_eq!(allows_disks_or_memory(rule), expected, "{rule}");
        }
    }
}
