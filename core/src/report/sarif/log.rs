//! The parts of SARIF 2.1.0 that a report uses, borrowed from it. Names are the standard's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::report::record::{Covered, PolicySummary, ResourceName};

macro_rules! objects {
    ($($(#[doc = $doc:literal])+ $name:ident { $($member:ident: $type:ty,)+ })+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Default, Serialize)]
            #[serde(rename_all = "camelCase")]
            #[allow(clippy::struct_field_names, reason = "the names are the standard's")]
            pub(super) struct $name<'r> {
                $(#[serde(skip_serializing_if = "Absent::is_absent")] pub(super) $member: $type,)+
                #[serde(skip)]
                pub(super) of: std::marker::PhantomData<&'r ()>,
            }
        )+
    };
}

/// Whether a member is left out.
trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

objects! {
    /// One run of one tool.
    Run {
        tool: Option<Tool<'r>>,
        invocations: Vec<Invocation<'r>>,
        column_kind: Option<&'static str>,
        results: Option<Vec<Outcome<'r>>>,
        taxonomies: Vec<Component<'r>>,
        properties: Option<RunProperties<'r>>,
    }
    /// Data for which the standard has no member.
    RunProperties { policy: Option<&'r PolicySummary>, }
    /// The tool.
    Tool { driver: Option<Component<'r>>, }
    /// A tool, or a framework as a taxonomy.
    Component {
        name: Option<&'r str>,
        full_name: Option<String>,
        version: Option<&'r str>,
        semantic_version: Option<&'r str>,
        information_uri: Option<&'static str>,
        short_description: Option<Message<'r>>,
        rules: Vec<Descriptor<'r>>,
        notifications: Vec<Descriptor<'r>>,
        taxa: Vec<Descriptor<'r>>,
        supported_taxonomies: Vec<ComponentReference<'r>>,
    }
    /// A check, a control, or a kind of problem.
    Descriptor {
        id: Option<Cow<'r, str>>,
        short_description: Option<Message<'r>>,
        full_description: Option<Message<'r>>,
        help: Option<Message<'r>>,
        default_configuration: Option<Configuration<'r>>,
        relationships: Vec<Relationship<'r>>,
        properties: Option<RuleProperties<'r>>,
    }
    /// The severity of a check.
    Configuration { level: Option<&'r str>, }
    /// How a check relates to a control.
    Relationship {
        target: Option<Reference<'r>>,
        kinds: Vec<&'static str>,
        description: Option<Message<'r>>,
    }
    /// A check, control or problem by its id.
    Reference {
        id: Option<&'r str>,
        index: Option<usize>,
        tool_component: Option<ComponentReference<'r>>,
    }
    /// A framework by its name.
    ComponentReference { name: Option<&'r str>, index: Option<usize>, }
    /// A text.
    Message { text: Option<Cow<'r, str>>, markdown: Option<String>, }
    /// The run itself.
    Invocation {
        execution_successful: Option<bool>,
        tool_execution_notifications: Vec<Notification<'r>>,
    }
    /// A message for the reader of the results.
    Notification {
        descriptor: Option<Reference<'r>>,
        level: Option<&'static str>,
        message: Option<Message<'r>>,
        locations: Vec<Location<'r>>,
    }
    /// A finding; the standard calls it a result.
    Outcome {
        rule_id: Option<&'r str>,
        rule_index: Option<usize>,
        level: Option<&'static str>,
        message: Option<Message<'r>>,
        locations: Vec<Location<'r>>,
        related_locations: Vec<Location<'r>>,
        partial_fingerprints: Option<Fingerprints<'r>>,
        fixes: Vec<Fix<'r>>,
        suppressions: Option<Vec<Suppression<'r>>>,
        properties: Option<OutcomeProperties<'r>>,
    }
    /// A place.
    Location {
        id: Option<usize>,
        message: Option<Message<'r>>,
        physical_location: Option<PhysicalLocation<'r>>,
        logical_locations: Vec<LogicalLocation<'r>>,
        properties: Option<LocationProperties<'r>>,
    }
    /// Data for which the standard has no member.
    LocationProperties { role: Option<&'static str>, }
    /// A place in a file.
    PhysicalLocation {
        artifact_location: Option<ArtifactLocation<'r>>,
        region: Option<Region<'r>>,
    }
    /// A file.
    ArtifactLocation { uri: Option<String>, }
    /// Lines and columns.
    Region {
        start_line: Option<u32>,
        start_column: Option<u32>,
        end_line: Option<u32>,
        end_column: Option<u32>,
    }
    /// A resource, or a member of it.
    LogicalLocation {
        name: Option<&'r str>,
        fully_qualified_name: Option<String>,
        kind: Option<&'static str>,
    }
    /// A fix of a finding.
    Fix { description: Option<Message<'r>>, artifact_changes: Vec<ArtifactChange<'r>>, }
    /// The changes of one file.
    ArtifactChange {
        artifact_location: Option<ArtifactLocation<'r>>,
        replacements: Vec<Replacement<'r>>,
    }
    /// A change.
    Replacement { deleted_region: Option<Region<'r>>, inserted_content: Option<Message<'r>>, }
    /// Why a finding is accepted.
    Suppression {
        kind: Option<&'static str>,
        status: Option<&'static str>,
        justification: Option<&'r str>,
        properties: Option<SuppressionProperties<'r>>,
    }
    /// Who accepted a finding, and until when.
    SuppressionProperties { owner: Option<&'r str>, expires: Option<&'r str>, }
    /// Data for which the standard has no member.
    OutcomeProperties {
        severity: Option<&'static str>,
        confidence: Option<&'static str>,
        class: Option<&'r str>,
        group: Option<u32>,
        missing: Option<&'r str>,
        covers: Vec<&'r Covered>,
        environments: Vec<&'r str>,
        names: Option<&'r BTreeMap<Arc<str>, ResourceName>>,
        related_locations_left_out: Option<usize>,
    }
}

/// Properties of a check for code scanning.
#[derive(Default, Serialize)]
pub(super) struct RuleProperties<'r> {
    pub(super) tags: Vec<&'r str>,
    pub(super) precision: &'static str,
    #[serde(rename = "security-severity")]
    pub(super) security_severity: &'static str,
}

/// The identity of a finding across runs.
#[derive(Serialize)]
pub(super) struct Fingerprints<'r> {
    #[serde(rename = "asepsis/v1")]
    pub(super) asepsis: &'r str,
}

/// A file of results.
#[derive(Serialize)]
pub(super) struct Log<'r> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [Run<'r>; 1],
}
