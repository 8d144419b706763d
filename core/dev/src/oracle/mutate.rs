//! Small changes near the boundary between right and wrong.

use fastrand::Rng;

const PIECES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "?",
    ", ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "#",
    " # note",
    "&a ",
    "*a",
    "&b",
    "*b ",
    "<<: *a\n",
    "<<",
    "!!str ",
    "!!int ",
    "!Ref ",
    "! ",
    "!!float ",
    "!!bool ",
    "!!null ",
    "!e!x ",
    "!<x> ",
    "|",
    ">",
    "|-",
    ">+",
    "|2\n",
    "|\n",
    ">-\n",
    "'",
    "\"",
    "''",
    "\\",
    "\\n",
    "\\x41",
    "\\u12",
    "---\n",
    "\n---\n",
    "...\n",
    "\n...\n",
    "--- ",
    "%YAML 1.1\n",
    "%",
    "@",
    "`",
    "~",
    "null",
    "yes",
    "n",
    "0755",
    "1_000",
    "0x1f",
    "1e3",
    ".5",
    "0b11",
    "-1",
    "+1",
    "1.",
    ".inf",
    "-.INF",
    ".nan",
    "true",
    "a",
    "b: c",
    "é",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{7}",
    "\u{A0}",
    "\u{FFFD}",
    "{{ x }}",
    "x: y\n",
    "- z\n",
    "  - q\n",
    "[a, b]",
    "{c: d}",
    "\"k\": v",
    "!!binary ",
    "=",
];

/// A text with one to three small changes.
pub(super) fn mutate(text: &str, random: &mut Rng) -> String {
    let mut text = text.to_owned();
    for _ in 0..random.usize(1..=3) {
        text = change(&text, random);
    }
    text
}

/// A short text of pieces only, for what no sample comes near.
pub(super) fn pieces(random: &mut Rng) -> String {
    let count = random.usize(1..=10);
    (0..count).filter_map(|_| random.choice(PIECES)).copied().collect()
}

fn change(text: &str, random: &mut Rng) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return random.choice(PIECES).copied().unwrap_or("a").to_owned();
    }
    let at = random.usize(..lines.len());
    let line = lines.get(at).copied().unwrap_or_default();
    let indentation = line.len() - line.trim_start_matches(' ').len();
    let changed = match random.u8(..16) {
        // Indentation, up or down.
        0 | 1 => format!("{}{line}", " ".repeat(random.usize(1..=4))),
        2 | 3 => line.get(random.usize(0..=indentation)..).unwrap_or_default().to_owned(),
        4 => format!("{}\t{}", &" ".repeat(indentation), line.trim_start_matches(' ')),
        // Whole lines.
        5 => String::new(),
        6 => format!("{line}{line}"),
        7 => {
            let other = random.usize(..lines.len());
            lines.swap(at, other);
            return lines.concat();
        }
        // The last line break, or joining two lines.
        8 => line.trim_end_matches('\n').to_owned(),
        // Quoting what is after the colon.
        9 => quote(line, random),
        // A piece in any place, or instead of something.
        _ => splice(line, random),
    };
    if let Some(line) = lines.get_mut(at) {
        *line = &changed;
    }
    lines.concat()
}

fn quote(line: &str, random: &mut Rng) -> String {
    let mark = if random.bool() { '"' } else { '\'' };
    match line.split_once(": ") {
        Some((key, value)) => format!("{key}: {mark}{}{mark}\n", value.trim_end()),
        None => format!("{mark}{}{mark}\n", line.trim_end()),
    }
}

fn splice(line: &str, random: &mut Rng) -> String {
    let mut boundaries: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    boundaries.push(line.len());
    let start = random.choice(&boundaries).copied().unwrap_or_default();
    let rest = boundaries.iter().filter(|end| **end >= start).copied().collect::<Vec<_>>();
    let removed = if random.bool() { 0 } else { random.usize(..rest.len().min(4)) };
    let end = rest.get(removed).copied().unwrap_or(start);
    let piece = if random.u8(..8) == 0 { "" } else { random.choice(PIECES).copied().unwrap_or("") };
    let before = line.get(..start).unwrap_or_default();
    let after = line.get(end..).unwrap_or_default();
    format!("{before}{piece}{after}")
}
