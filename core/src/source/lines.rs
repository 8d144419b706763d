//! From an offset to line and column.

/// The interval in bytes of marks that record the number of characters before them.
const STEP: usize = 512;

/// The line starts of a text, and marks for the columns of long lines.
#[derive(Debug)]
pub(super) struct Lines {
    /// The offsets at which lines begin.
    pub(super) starts: Vec<u32>,
    /// For a text with multi-byte characters and a long line: the number of bytes before each mark
    /// that do not begin a character.
    inner: Vec<u32>,
    is_ascii: bool,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (index, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
            if ends {
                starts.push(u32::try_from(index + 1).unwrap_or(u32::MAX));
            }
        }
        let is_ascii = text.is_ascii();
        let ends =
            starts.iter().skip(1).copied().chain([u32::try_from(bytes.len()).unwrap_or(u32::MAX)]);
        let is_long = starts.iter().zip(ends).any(|(start, end)| (end - start) as usize > 2 * STEP);
        let mut inner = Vec::new();
        if is_long && !is_ascii {
            let mut sum = 0;
            for piece in bytes.chunks(STEP) {
                inner.push(sum);
                sum += continued(piece);
            }
            inner.push(sum);
        }
        Self { starts, inner, is_ascii }
    }

    /// The line of an offset, from 0.
    pub(super) fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// How many characters begin between two offsets of one line.
    pub(super) fn characters(&self, text: &str, start: u32, end: u32) -> u32 {
        let bytes = end.saturating_sub(start);
        if self.is_ascii {
            return bytes;
        }
        let (start, end) = (start as usize, end as usize);
        if self.inner.is_empty() || bytes as usize <= STEP {
            let within = text.as_bytes().get(start..end).unwrap_or_default();
            return bytes - continued(within);
        }
        bytes.saturating_sub(
            self.continued_before(text, end).saturating_sub(self.continued_before(text, start)),
        )
    }

    /// The number of bytes before an offset that do not begin a character.
    fn continued_before(&self, text: &str, offset: usize) -> u32 {
        let mark = offset / STEP;
        let after = text.as_bytes().get(mark * STEP..offset).unwrap_or_default();
        self.inner.get(mark).copied().unwrap_or_default() + continued(after)
    }
}

/// The number of bytes that do not begin a character.
fn continued(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|byte| (**byte & 0xC0) == 0x80).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use crate::source::Source;

    #[test]
    fn columns_of_long_lines_count_characters() {
        for part in ["a", "é", "日本", "a😀b", "xx\u{300}"] {
            for line in [10, 500, 511, 512, 513, 3000] {
                let text = format!("{0}\n{0}\r\n{0}", part.repeat(line));
                let source = Source::new("a", text.as_str());
                for (offset, _) in text.char_indices().step_by(7) {
                    let before = &text[..offset];
                    let start = before.rfind('\n').map_or(0, |at| at + 1);
                    let column = u32::try_from(text[start..offset].chars().count() + 1).unwrap();
                    let position = source.position(u32::try_from(offset).unwrap());
                    assert_eq!(position.column, column, "{part} {line} {offset}");
                }
            }
        }
    }
}
