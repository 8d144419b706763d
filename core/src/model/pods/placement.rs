//! Where pods are placed, and what they know of other machines.

use crate::model::selector::LabelSelector;
use crate::tree::Field;

/// Rules for placing a pod.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Affinity<'a> {
    /// Where the rules about nodes are, if there are any.
    pub node: Field<()>,
    /// Pods to be near to, required and preferred.
    pub pod: Field<Vec<AffinityTerm<'a>>>,
    /// Pods to be away from, required and preferred.
    pub pod_anti: Field<Vec<AffinityTerm<'a>>>,
}

/// One rule about other pods.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct AffinityTerm<'a> {
    /// Whether the rule only prefers.
    pub preferred: bool,
    /// Which pods; unset selects none.
    pub selector: Field<LabelSelector<'a>>,
    /// The node label whose values tell places apart.
    pub topology_key: Field<&'a str>,
    /// Namespaces by name; unset means the pod's own.
    pub namespaces: Field<Vec<Field<&'a str>>>,
    /// Namespaces by label.
    pub namespace_selector: Field<LabelSelector<'a>>,
}

/// A rule for spreading pods.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TopologySpread<'a> {
    /// Largest difference in the number of pods.
    pub max_skew: Field<i64>,
    /// The node label whose values tell places apart.
    pub topology_key: Field<&'a str>,
    /// What happens to a pod that does not fit.
    pub when_unsatisfiable: Field<&'a str>,
    /// Which pods are counted; unset selects none.
    pub selector: Field<LabelSelector<'a>>,
}

/// A line of the hosts file.
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
