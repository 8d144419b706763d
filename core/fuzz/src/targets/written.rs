//! The formats of a report.

use asepsis::Report;
use asepsis::report::{Format, TextOptions};

/// Each format can be written, none contains terminal control sequences, and JSON that is read back
/// gives the same report.
pub(super) fn check(report: &Report) -> String {
    let json = report.to_json();
    let read = Report::from_json(&json).expect("what was written is read");
    assert!(read.to_json() == json, "JSON read and written again is another");
    for format in Format::ALL {
        let mut bytes = Vec::new();
        report.write(*format, &mut bytes).unwrap();
        let text = std::str::from_utf8(&bytes).expect("a report is text");
        // Formats for programs are escaped as JSON requires.
        let is_for_programs = matches!(format, Format::Json | Format::Sarif);
        let steers = |sign: char| sign.is_control() && !(is_for_programs && sign >= '\u{7f}');
        let wrong = text.chars().find(|sign| steers(*sign) && *sign != '\n');
        assert!(wrong.is_none(), "{format:?} has {wrong:?}");
    }
    let all = TextOptions::default();
    let narrow = TextOptions::of(&asepsis::Options::default());
    for mut options in [all, narrow] {
        options.all = true;
        options.width = 60;
        let text = report.to_text(&options);
        let wrong = text.chars().find(|sign| sign.is_control() && *sign != '\n');
        assert!(wrong.is_none(), "text has {wrong:?}");
    }
    json
}
