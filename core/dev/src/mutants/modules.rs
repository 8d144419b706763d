//! The modules whose tests are judged, and which tests are their own.

/// A module with the tests that are written for it.
pub(super) struct Module {
    /// Its folder below `core/src`.
    pub(super) name: &'static str,
    /// What the names of its unit tests begin with.
    pub(super) unit: &'static [&'static str],
    /// Its programs in `core/tests`.
    pub(super) programs: &'static [&'static str],
}

/// All of them. Resources are tested where they are read and where they are asked.
pub(super) const MODULES: [Module; 5] = [
    Module { name: "checks", unit: &["checks::"], programs: &["fixtures", "pss"] },
    Module { name: "credentials", unit: &["credentials::"], programs: &["fixtures"] },
    Module {
        name: "derivation",
        unit: &["derivation::"],
        programs: &["compose_oracle", "compose_properties", "written_out", "engine"],
    },
    Module {
        name: "inventory",
        unit: &["inventory::"],
        programs: &["inventory", "inventory_properties", "selector_oracle", "fixtures"],
    },
    Module {
        name: "model",
        unit: &["model::", "frontends::", "inventory::"],
        programs: &["inventory", "pss", "fixtures"],
    },
];

/// The module that a file of the library is of.
pub(super) fn of(file: &str) -> Option<&'static Module> {
    MODULES.iter().find(|module| {
        let rest = file.strip_prefix("core/src/").and_then(|rest| rest.strip_prefix(module.name));
        rest.is_some_and(|rest| rest.starts_with(['/', '.']))
    })
}

/// Every program that some module names, once.
pub(super) fn programs() -> Vec<&'static str> {
    let mut all: Vec<_> = MODULES.iter().flat_map(|module| module.programs).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}
