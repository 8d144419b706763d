//! What is judged, as YAML.

use std::sync::LazyLock;

use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin};
use asepsis::report::RenderOptions;
use asepsis::{Checker, Input};

use super::files;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

/// Files in any order are rendered as the same YAML, which is read without a problem.
pub(super) fn ask(bytes: &[u8]) {
    let files = files::split(bytes);
    let mut shown = RenderOptions::default();
    (shown.origins, shown.show_secrets) = (true, true);
    for options in [RenderOptions::default(), shown] {
        let text =
            CHECKER.render(files::inputs(&files), &options).expect("no environment is named");
        let mut reversed: Vec<Input> = files::inputs(&files);
        reversed.reverse();
        let other = CHECKER.render(reversed, &options).expect("no environment is named");
        assert!(text == other, "another order, another output");
        let wrong = text.text.chars().find(|sign| sign.is_control() && *sign != '\n');
        assert!(wrong.is_none(), "the output has {wrong:?}");
        // Environments are texts by themselves.
        for (number, part) in text.text.split("\n# environment: ").enumerate() {
            let part = if number == 0 { part.to_owned() } else { format!("# environment: {part}") };
            let source = Source::new("rendered.yaml", part.as_str());
            let (_, problems) = parse(source, Format::YAML, Origin::Text, Limits::default());
            assert!(problems.is_empty(), "{problems:?} in\n{part}");
        }
    }
}
