//! The technologies that are compiled in, each by a feature of the crate. Files of the others are
//! still recognised, and a report says that they were not read.
//!
//! The features are values here and not conditions of the compilation: all code is checked in every
//! build, and the linker leaves out what nothing refers to.

use super::frontend::{Read, Reading, Settings, Uncovered};

/// The rendering of charts.
pub(crate) const CHARTS: bool = cfg!(feature = "charts");
/// Compose files, and the projects that they are merged into.
pub(crate) const COMPOSE: bool = cfg!(feature = "compose");
/// Dockerfiles.
pub(super) const DOCKERFILE: bool = cfg!(feature = "dockerfile");
/// HCL of programs that are not known.
pub(super) const HCL: bool = cfg!(feature = "hcl");
/// Terraform and OpenTofu.
pub(super) const TERRAFORM: bool = cfg!(feature = "terraform");
/// Vault and OpenBao.
pub(super) const VAULT: bool = cfg!(feature = "vault");
/// Files of CI systems.
pub(super) const WORKFLOWS: bool = cfg!(feature = "workflows");

/// The function that reads the settings of files, if their technology is compiled in.
pub(super) const fn read(is_compiled: bool, read: Read) -> Option<Read> {
    if is_compiled { Some(read) } else { None }
}

/// How files are read: as given, if their technology is compiled in. The names are for files that
/// are not read.
pub(super) const fn reading(
    is_compiled: bool,
    reading: Reading,
    one: &'static str,
    many: &'static str,
) -> Reading {
    if is_compiled { reading } else { Reading::Uncovered(Uncovered { one, many, settings: None }) }
}

/// The function that lists the settings of resources, if their technology is compiled in: without
/// it there are no such resources.
pub(super) const fn settings(is_compiled: bool, settings: Settings) -> Settings {
    if is_compiled { settings } else { |_, _| {} }
}
