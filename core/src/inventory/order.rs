//! Which services of a project wait for which.

use std::collections::HashMap;

use crate::model::{Resource, Technology};
use crate::tree::{Field, State};

/// The services that others wait for until they have ended, by name; unresolved where nobody knows
/// what is waited for.
pub(super) fn awaited(resources: &[&Resource<'_>]) -> HashMap<String, Field<bool>> {
    let mut awaited = HashMap::new();
    let services = resources.iter().filter(|resource| resource.technology == Technology::Compose);
    for service in services {
        let dependencies = service.at("depends_on").entries();
        let State::Set(dependencies, _) = dependencies.state() else { continue };
        for dependency in dependencies {
            let condition = dependency.value.get("condition").text();
            let ends = condition.map(|condition| condition == "service_completed_successfully");
            match ends.state() {
                State::Set(true, _) => {
                    awaited.insert(dependency.key.to_string(), ends);
                }
                State::Unresolved(..) => {
                    awaited.entry(dependency.key.to_string()).or_insert(ends);
                }
                State::Set(false, _) | State::Unset(..) => {}
            }
        }
    }
    awaited
}
