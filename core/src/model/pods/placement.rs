//! Scheduling of pods, host aliases and tolerations.

use crate::model::selector::LabelSelector;
use crate::tree::Field;

/// Affinity of a pod.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Affinity<'a> {
    /// The place of the node affinity, if any.
    pub node: Field<()>,
    /// Pod affinity, required and preferred.
    pub pod: Field<Vec<AffinityTerm<'a>>>,
    /// Pod anti-affinity, required and preferred.
    pub pod_anti: Field<Vec<AffinityTerm<'a>>>,
}

/// A pod affinity term.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AffinityTerm<'a> {
    /// Whether the term is only preferred.
    pub preferred: bool,
    /// Which pods; unset selects none.
    pub selector: Field<LabelSelector<'a>>,
    /// The topology key.
    pub topology_key: Field<&'a str>,
    /// Namespaces by name; unset means the pod's own.
    pub namespaces: Field<Vec<Field<&'a str>>>,
    /// Namespaces by label.
    pub namespace_selector: Field<LabelSelector<'a>>,
}

/// A topology spread constraint.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TopologySpread<'a> {
    /// The maximum skew.
    pub max_skew: Field<i64>,
    /// The topology key.
    pub topology_key: Field<&'a str>,
    /// The action if the constraint cannot be satisfied.
    pub when_unsatisfiable: Field<&'a str>,
    /// Which pods are counted; unset selects none.
    pub selector: Field<LabelSelector<'a>>,
}

/// An entry of the hosts file.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct HostAlias<'a> {
    /// The address.
    pub ip: Field<&'a str>,
    /// Its names.
    pub hostnames: Field<Vec<Field<&'a str>>>,
}

/// A taint that a pod tolerates.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Toleration<'a> {
    /// The taint's key; unset with `Exists` means every taint.
    pub key: Field<&'a str>,
    /// `Exists` or `Equal`.
    pub operator: Field<&'a str>,
    /// The taint's effect; unset means every effect.
    pub effect: Field<&'a str>,
}
