//! The current position of a run.

use std::cell::Cell;
use std::sync::Arc;

use super::groups::Alternative;
use super::judgement::ContainerPart;
use super::rerun::Reruns;
use crate::frontends::environment::is_production;
use crate::inventory::EnvironmentSet;

/// The state for the resource that is judged now.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "they do not depend on each other")]
pub(super) struct Now {
    /// Whether several environments may judge the same subjects.
    pub(super) several: bool,
    /// Whether the files around the judged one are not available.
    pub(super) alone: bool,
    /// The environment of the set.
    pub(super) environment: EnvironmentSet,
    /// The environments of the resource's own file.
    pub(super) environments: Arc<[Arc<str>]>,
    pub(super) is_production: bool,
    /// Whether the resource is applied apart from the alternatives: its own file says for which
    /// environments it is.
    pub(super) is_apart: bool,
    /// Whether the check has read the environment.
    pub(super) production_asked: Cell<bool>,
    /// The number of the next subject of the resource.
    pub(super) ordinal: u32,
    pub(super) reruns: Reruns,
    pub(super) container: Option<Arc<ContainerPart>>,
    /// The namespace, if it is the subject.
    pub(super) namespace: Option<Arc<str>>,
}

impl Now {
    /// Begins what is judged for an alternative.
    pub(super) fn enter(&mut self, alternative: &Alternative) {
        self.environments = Arc::default();
        self.is_production = alternative.environment.as_deref().is_some_and(is_production);
        self.is_apart = false;
    }
}
