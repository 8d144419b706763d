//! Bar charts as inline SVG.

use std::io::{self, Write};

use super::text::escape;

/// The longest bar and the height of a row, in units of the picture.
const LONGEST: u64 = 230;
const ROW: u64 = 28;

/// A bar of a chart: its class, its name and its value.
pub(super) type Bar = (&'static str, String, u64);

/// Writes a chart with its caption; the numbers are also text for readers without a picture.
pub(super) fn bars(to: &mut dyn Write, caption: &str, bars: &[Bar]) -> io::Result<()> {
    let most = bars.iter().map(|(_, _, value)| *value).max().unwrap_or_default().max(1);
    let height = ROW.saturating_mul(u64::try_from(bars.len()).unwrap_or(u64::MAX));
    let said: Vec<String> = bars.iter().map(|(_, name, value)| format!("{value} {name}")).collect();
    let (caption, said) = (escape(caption), escape(&said.join(", ")));
    writeln!(to, "<figure><figcaption>{caption}</figcaption>")?;
    writeln!(
        to,
        "<svg viewBox=\"0 0 400 {height}\" role=\"img\" aria-label=\"{caption}: {said}\">"
    )?;
    for (row, (class, name, value)) in (0u64..).zip(bars) {
        let top = row.saturating_mul(ROW);
        let width = value.saturating_mul(LONGEST) / most;
        let (base, end) = (top + 18, 120 + width.max(1) + 8);
        writeln!(
            to,
            "<text x=\"0\" y=\"{base}\">{}</text><rect class=\"{class}\" x=\"120\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"2\"/><text x=\"{end}\" y=\"{base}\">{value}</text>",
            escape(name),
            top + 5,
            width.max(1),
        )?;
    }
    writeln!(to, "</svg></figure>")
}
