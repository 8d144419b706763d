//! The page of the problem codes.

use std::fmt::Write as _;

use asepsis::report::ProblemCode;

use crate::lists::Generated;

pub(super) fn problems() -> Generated {
    let mut text = String::from(
        "# Problems\n\n\
         Reasons why an input could not be read in full. The report lists each problem with its \
         input and position.\n\n| code | meaning |\n|---|---|\n",
    );
    for code in ProblemCode::ALL {
        let _ = writeln!(text, "| `{code}` | {} |", code.description().trim());
    }
    Generated::new("core/docs/problems.md", text)
}
