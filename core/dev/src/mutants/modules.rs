//! The modules whose tests are judged, and which tests are their own.

use super::programs::UNIT;
use crate::workspace::root;

/// A module with the tests that are written for it.
pub(super) struct Module {
    /// Its folder below `core/src`.
    pub(super) name: &'static str,
    /// What the names of its unit tests begin with.
    pub(super) unit: &'static [&'static str],
    /// Its programs in `core/tests`.
    pub(super) programs: &'static [Program],
}

/// A program of tests.
pub(super) struct Program {
    pub(super) name: &'static str,
    /// What the names of its tests begin with that are the module's; none for all.
    pub(super) tests: &'static [&'static str],
    /// The family of checks whose cases are enough; none for all.
    pub(super) family: Option<&'static str>,
}

const fn whole(name: &'static str) -> Program {
    Program { name, tests: &[], family: None }
}

/// What every check says of every case. The other tests of the program are of the checks alone, each with
/// its own cases.
const FIXTURES: Program = Program {
    name: CASES,
    tests: &["marks::every_fixture_has_the_marks_of_its_results"],
    family: None,
};

/// The same of the checks that ask what a credential is.
const SECRETS: Program = Program { family: Some("secrets/"), ..FIXTURES };

/// That what is taken for a secret is all of it and nothing else.
const PLACES: Program =
    Program { name: "engine", tests: &["masking::", "planted::", "spans::"], family: None };

/// What layers of resources answer together: environments, files alone, kinds without a model.
const LAYERS: Program = Program {
    name: "engine",
    tests: &["alone::", "environments::", "estates::", "joins::"],
    family: None,
};

/// The program of the cases beside the checks.
pub(super) const CASES: &str = "fixtures";

/// All of them. Resources are tested where they are read and where they are asked.
pub(super) const MODULES: [Module; 5] = [
    Module { name: "checks", unit: &["checks::"], programs: &[whole(CASES), whole("pss")] },
    Module { name: "credentials", unit: &["credentials::"], programs: &[SECRETS, PLACES] },
    Module {
        name: "derivation",
        unit: &["derivation::"],
        programs: &[
            whole("compose_oracle"),
            whole("compose_properties"),
            whole("written_out"),
            Program {
                name: "engine",
                tests: &[
                    "context::",
                    "derived::",
                    "embedded::",
                    "kustomized::",
                    "made::",
                    "named::",
                    "overlaid::",
                    "templated::",
                    "unrendered::",
                    "valued::",
                ],
                family: None,
            },
        ],
    },
    Module {
        name: "inventory",
        unit: &["inventory::"],
        programs: &[
            whole("inventory"),
            whole("inventory_properties"),
            whole("selector_oracle"),
            FIXTURES,
            LAYERS,
        ],
    },
    Module {
        name: "model",
        unit: &["model::", "frontends::", "inventory::"],
        programs: &[whole("inventory"), whole("pss"), FIXTURES],
    },
];

/// The module that a file of the library is of.
pub(super) fn of(file: &str) -> Option<&'static Module> {
    MODULES.iter().find(|module| {
        let rest = file.strip_prefix("core/src/").and_then(|rest| rest.strip_prefix(module.name));
        rest.is_some_and(|rest| rest.starts_with(['/', '.']))
    })
}

/// The tests of a program by whose run it is seen what they reach; none for all. Those of the cases of
/// single checks are not among them: they are run in any event.
pub(super) fn seen(program: &str) -> Vec<&'static str> {
    if program == UNIT {
        return MODULES.iter().flat_map(|module| module.unit).copied().collect();
    }
    let programs = MODULES.iter().flat_map(|module| module.programs);
    let own = programs.filter(|own| own.name == program);
    own.flat_map(|own| own.tests).copied().collect()
}

/// The checks whose cases are the own ones of a file, as the tests of cases take it.
pub(super) fn cases(file: &str) -> Option<String> {
    let (family, name) =
        file.strip_prefix("core/src/checks/")?.strip_suffix(".rs")?.split_once('/')?;
    let folder = root().join("core/src/checks").join(family);
    let is_check = std::fs::read_dir(folder).ok()?.flatten().any(|entry| {
        let own = entry.file_name();
        let own = own.to_string_lossy();
        own.split_once('.').is_some_and(|(stem, end)| stem == name && end != "rs")
    });
    let id = if is_check { name.replace('_', "-") } else { String::new() };
    Some(format!("{family}/{id}"))
}

/// Every program that some module names, once.
pub(super) fn programs() -> Vec<&'static str> {
    let programs = MODULES.iter().flat_map(|module| module.programs);
    let mut all: Vec<_> = programs.map(|program| program.name).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_has_its_own_cases_and_what_a_family_shares_has_all_of_it() {
        let of = |file: &str| cases(&format!("core/src/checks/{file}.rs"));
        assert_eq!(of("host/unsafe_sysctl").as_deref(), Some("host/unsafe-sysctl"));
        assert_eq!(of("host/devices").as_deref(), Some("host/"));
        assert_eq!(of("outcome"), None);
    }
}
