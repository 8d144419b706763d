//! From a compressed archive to the files in it.
//!
//! An archive may be hostile: its size, its ratio of compression and the number of its files are limited,
//! and only regular files with a path below the archive's own folder are taken. Helm rejects a chart for
//! most of what is refused here; what is sound beside it is returned all the same.

use std::io::{self, Read};

use flate2::bufread::DeflateDecoder;
use tar::{Archive, Entry, EntryType};

use super::Unpacked;
use crate::source::{Problem, ProblemCode};

/// Maximum size of a file in an archive, as in Helm.
const FILE: u64 = 5 << 20;
/// Maximum number of files.
const FILES: usize = 10_000;
/// Maximum ratio of the unpacked size to that of the archive; charts have 5 to 20.
const RATIO: u64 = 250;
/// An unpacked size that is not compared with that of the archive: padding alone gives high ratios.
const SMALL: u64 = 1 << 20;

/// Unpacks a tar archive that is compressed with gzip, up to a size.
pub(crate) fn unpack(bytes: &[u8], limit: u64) -> Unpacked {
    let mut unpacked = Unpacked::default();
    let Some(data) = without_header(bytes) else {
        unpacked.refuse("file is not compressed with gzip".to_owned());
        return unpacked;
    };
    let most = SMALL.max((bytes.len() as u64).saturating_mul(RATIO));
    // Headers and padding count too: the reader ends soon after the limit, whatever they say.
    let reader = DeflateDecoder::new(data).take(most.min(limit).saturating_add(1));
    let mut archive = Archive::new(reader);
    let result = unpacked.read(&mut archive);
    let mut reader = archive.into_inner();
    let result = result.and_then(|()| io::copy(&mut reader, &mut io::sink()));
    unpacked.size = most.min(limit).saturating_add(1) - reader.limit();
    if reader.limit() == 0 {
        let (code, message) = if most < limit {
            (ProblemCode::Archive, format!("archive is compressed more than {RATIO} to 1"))
        } else {
            (ProblemCode::TooLarge, format!("unpacked size exceeds the limit of {limit} bytes"))
        };
        let message = format!("{message}: the rest of its files was not unpacked");
        unpacked.problems.push(Problem::new(code, message));
    } else if let Err(error) = result {
        let message = format!("archive cannot be read: {error}");
        unpacked.refuse(message);
    } else {
        // A checksum and the size are behind the data.
        let end = usize::try_from(reader.get_ref().total_in()).map_or(usize::MAX, |end| end + 8);
        if data.get(end..).is_none_or(|rest| rest.iter().any(|byte| *byte != 0)) {
            unpacked.refuse("archive does not end with its compressed data".to_owned());
        }
    }
    unpacked
}

/// What is behind the header of gzip, by RFC 1952. A decoder with it has tables for checksums of 16 KiB, which
/// cannot be compressed; Helm does not come to the checksum either.
fn without_header(bytes: &[u8]) -> Option<&[u8]> {
    let [0x1F, 0x8B, 8, flags, _, _, _, _, _, _, rest @ ..] = bytes else { return None };
    let mut rest = rest;
    if flags & 4 != 0 {
        let (length, extra) = rest.split_first_chunk()?;
        rest = extra.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    // A name and a comment, each with a zero at its end.
    for _ in 0..u32::from(flags & 8 != 0) + u32::from(flags & 16 != 0) {
        let end = rest.iter().position(|byte| *byte == 0)?;
        rest = rest.get(end + 1..)?;
    }
    if flags & 2 != 0 { rest.get(2..) } else { Some(rest) }
}

impl Unpacked {
    fn read(&mut self, archive: &mut Archive<impl Read>) -> io::Result<()> {
        for entry in archive.entries()? {
            if self.files.len() >= FILES {
                self.refuse(format!(
                    "archive has more than {FILES} files: the rest was not unpacked"
                ));
                break;
            }
            self.entry(entry?)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry<'_, impl Read>) -> io::Result<()> {
        let written = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let what = match entry.header().entry_type() {
            // Headers of extensions, which say nothing about files.
            EntryType::Directory | EntryType::XGlobalHeader => return Ok(()),
            EntryType::Regular | EntryType::Continuous => None,
            EntryType::Link | EntryType::Symlink => Some("a link"),
            EntryType::Char | EntryType::Block | EntryType::Fifo => Some("a device or a pipe"),
            _ => Some("not a regular file"),
        };
        let path = match what {
            Some(what) => Err(what),
            None => path(&written),
        };
        let path = match path {
            Ok(path) => path,
            Err(why) => {
                self.refuse(format!("`{written}` was not unpacked: {why}"));
                return Ok(());
            }
        };
        if entry.size() > FILE {
            self.refuse(format!(
                "`{written}` was not unpacked: larger than {FILE} bytes, which Helm rejects"
            ));
            return Ok(());
        }
        let mut bytes = Vec::new();
        let length = entry.size();
        entry.take(FILE).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if self.files.insert(path, bytes).is_some() {
            self.refuse(format!("`{written}` is in the archive twice: only the last one was read"));
        }
        Ok(())
    }

    fn refuse(&mut self, message: String) {
        // One of each is enough to see what an archive is like.
        if self.problems.len() < 20 {
            self.problems.push(Problem::new(ProblemCode::Archive, message));
        }
    }
}

/// The path of a file, with `/`.
///
/// # Errors
/// With the reason for which such a file is not taken.
fn path(written: &str) -> Result<String, &'static str> {
    let path = written.replace('\\', "/");
    let drive =
        path.split('/').any(|part| matches!(part.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z', b':']));
    if path.starts_with('/') || drive {
        return Err("its path is absolute");
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return Err("its path refers to a parent folder");
    }
    if parts.len() < 2 {
        return Err("it is not in the folder of a chart");
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::GzEncoder;
    use flate2::{Compression, GzBuilder};
    use tar::{Builder, Header};

    use super::*;

    /// An archive with these entries, whose names may be ones that no archiver writes.
    fn archive(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
        let mut builder = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
        for (name, kind, content) in entries {
            let mut header = Header::new_ustar();
            for (to, from) in header.as_old_mut().name.iter_mut().zip(name.bytes()) {
                *to = from;
            }
            header.set_entry_type(*kind);
            header.set_mode(0o644);
            header.set_size(content.len() as u64);
            header.set_cksum();
            builder.append(&header, *content).unwrap();
        }
        builder.into_inner().unwrap().finish().unwrap()
    }

    fn files(unpacked: &Unpacked) -> Vec<&str> {
        unpacked.files.keys().map(String::as_str).collect()
    }

    fn messages(unpacked: &Unpacked) -> Vec<&str> {
        unpacked.problems.iter().map(|problem| &*problem.message).collect()
    }

    const MANY: u64 = 64 << 20;

    #[test]
    fn files_are_unpacked_and_what_is_not_one_is_refused() {
        use EntryType::{Char, Directory, Fifo, Link, Regular, Symlink, XGlobalHeader};
        let bytes = archive(&[
            ("pax", XGlobalHeader, b"14 comment=abc\n"),
            ("a", Directory, b""),
            ("a/Chart.yaml", Regular, b"name: a"),
            ("./a//templates/x.yaml", Regular, b"x"),
            ("a\\templates\\y.yaml", Regular, b"y"),
            ("a/../../etc/passwd", Regular, b"z"),
            ("/etc/passwd", Regular, b"z"),
            ("a/c:/z", Regular, b"z"),
            ("alone.yaml", Regular, b"z"),
            ("a/link", Symlink, b""),
            ("a/hard", Link, b""),
            ("a/device", Char, b""),
            ("a/pipe", Fifo, b""),
            ("a/Chart.yaml", Regular, b"name: b"),
        ]);
        let unpacked = unpack(&bytes, MANY);
        assert_eq!(files(&unpacked), ["a/Chart.yaml", "a/templates/x.yaml", "a/templates/y.yaml"]);
        assert_eq!(unpacked.files["a/Chart.yaml"], b"name: b");
        let expected = [
            "`a/../../etc/passwd` was not unpacked: its path refers to a parent folder",
            "`/etc/passwd` was not unpacked: its path is absolute",
            "`a/c:/z` was not unpacked: its path is absolute",
            "`alone.yaml` was not unpacked: it is not in the folder of a chart",
            "`a/link` was not unpacked: a link",
            "`a/hard` was not unpacked: a link",
            "`a/device` was not unpacked: a device or a pipe",
            "`a/pipe` was not unpacked: a device or a pipe",
            "`a/Chart.yaml` is in the archive twice: only the last one was read",
        ];
        assert_eq!(messages(&unpacked), expected);
    }

    #[test]
    fn a_header_may_have_a_name_a_comment_and_more() {
        let mut builder = Builder::new(
            GzBuilder::new()
                .filename("a.tar")
                .comment("of a chart")
                .extra(vec![1, 2, 3])
                .write(Vec::new(), Compression::best()),
        );
        let mut header = Header::new_gnu();
        header.set_size(1);
        builder.append_data(&mut header, "a/b", &b"x"[..]).unwrap();
        let bytes = builder.into_inner().unwrap().finish().unwrap();
        let unpacked = unpack(&bytes, MANY);
        assert_eq!((files(&unpacked), messages(&unpacked)), (vec!["a/b"], vec![]));
        for end in 0..bytes.len() {
            let cut = unpack(&bytes[..end], MANY);
            assert_eq!(cut.problems.len(), 1, "{end}");
        }
    }

    #[test]
    fn what_is_too_large_is_refused_and_the_rest_is_unpacked() {
        let large = vec![b'x'; usize::try_from(FILE).unwrap() + 1];
        let noise: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(200_000).collect();
        let bytes = archive(&[
            ("a/noise", EntryType::Regular, &noise),
            ("a/large", EntryType::Regular, &large),
            ("a/after", EntryType::Regular, b"x"),
        ]);
        let unpacked = unpack(&bytes, MANY);
        assert_eq!(files(&unpacked), ["a/after", "a/noise"]);
        let expected = "`a/large` was not unpacked: larger than 5242880 bytes, which Helm rejects";
        assert_eq!(messages(&unpacked), [expected]);
        let limited = unpack(&bytes, 1 << 20);
        assert_eq!(files(&limited), ["a/noise"]);
        let expected = "unpacked size exceeds the limit of 1048576 bytes: the rest of its files was not unpacked";
        assert_eq!(messages(&limited).last(), Some(&expected));
        assert_eq!(
            limited.problems.last().map(|problem| problem.code),
            Some(ProblemCode::TooLarge)
        );
    }

    #[test]
    fn a_bomb_is_recognised_by_its_ratio() {
        let zeros = vec![0; 4 << 20];
        let entry = ("a/zeros", EntryType::Regular, &*zeros);
        let unpacked =
            unpack(&archive(&[("a/b", EntryType::Regular, b"x"), entry, entry, entry]), MANY);
        assert!(unpacked.size < 16 << 20, "{}", unpacked.size);
        let expected =
            "archive is compressed more than 250 to 1: the rest of its files was not unpacked";
        assert_eq!(messages(&unpacked).last(), Some(&expected));
        assert!(unpacked.files.contains_key("a/b"));
    }

    #[test]
    fn of_a_damaged_archive_the_files_before_the_damage_are_read() {
        let noise: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(100_000).collect();
        let bytes = archive(&[
            ("a/first", EntryType::Regular, b"x"),
            ("a/second", EntryType::Regular, &noise),
        ]);
        let unpacked = unpack(&bytes[..bytes.len() / 2], MANY);
        assert_eq!(files(&unpacked), ["a/first"]);
        assert!(messages(&unpacked)[0].starts_with("archive cannot be read: "));
        for other in [&b"apiVersion: v2"[..], b"", b"\x1f\x8b\x08"] {
            let unpacked = unpack(other, MANY);
            assert_eq!((unpacked.files.len(), unpacked.problems.len()), (0, 1), "{other:?}");
        }
        let whole = archive(&[("a/first", EntryType::Regular, b"x")]);
        let twice = unpack(&[&*whole, &*whole].concat(), MANY);
        assert_eq!(files(&twice), ["a/first"]);
        assert_eq!(messages(&twice), ["archive does not end with its compressed data"]);
        assert_eq!(messages(&unpack(&[&*whole, &[0; 512]].concat(), MANY)), [""; 0]);
        let mut plain = GzEncoder::new(Vec::new(), Compression::best());
        plain.write_all(b"apiVersion: v2\nname: a\n").unwrap();
        let unpacked = unpack(&plain.finish().unwrap(), MANY);
        assert_eq!((unpacked.files.len(), unpacked.problems.len()), (0, 1));
    }
}
