//! The subcommands, one file each.

mod audit;
mod check;
mod checks;
mod explain;
mod files;
mod render;

pub(crate) use audit::audit;
pub(crate) use check::check;
pub(crate) use checks::checks;
pub(crate) use explain::explain;
pub use explain::write_explanation;
pub(crate) use render::render;

use clap::CommandFactory;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Prints a shell completion script.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "asepsis", &mut script);
    Output::default().write(|to| to.write_all(&script))?;
    Ok(Exit::Pass)
}

/// Prints the manual page.
pub(crate) fn manual() -> Result<Exit, Failure> {
    let page = clap_mangen::Man::new(Arguments::command());
    Output::default().write(|mut to| page.render(&mut to))?;
    Ok(Exit::Pass)
}
