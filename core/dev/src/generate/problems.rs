//! The page of the problem codes.

use std::fmt::Write as _;

use asepsis::report::ProblemCode;

use crate::lists::Generated;

pub(super) fn problems() -> Generated {
    let mut text = String::from(
        "# Problems\n\n\
         Reasons why an input could not be read in full. The report lists each problem with its \
         input and position.\n\n| code | meaning | what to do |\n|---|---|---|\n",
    );
    for code in ProblemCode::ALL {
        let (meaning, remedy) = (code.description().trim(), code.remedy());
        let _ = writeln!(text, "| `{code}` | {meaning} | {remedy} |");
    }
    Generated::new("core/docs/problems.md", text)
}
