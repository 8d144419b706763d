//! Masks every text of a report once, when the report is complete.
//!
//! INVARIANT: every member of every record is named here, without `..`. A new member does not compile
//! until it is decided here whether it contains text of an input.

use std::collections::BTreeMap;
use std::mem::take;
use std::sync::Arc;

use super::record::{
    ByteEdit, CheckSummary, ControlSummary, Covered, Embedded, Finding, Fix, InputSummary, LeftOut,
    Location, PhiMarkers, PolicySummary, ProblemRecord, RelatedLocation, ResourceIdentity,
    ResourceName, Suppressed, SuppressionEntry, Suppressions, UnknownPlace,
};
use super::{RenderedOrigin, Report};
use crate::engine::{Pool, each, parts};
use crate::mask::Mask;

/// A report whose texts are not masked yet. It must not be written or shown.
pub(super) struct Draft(pub(super) Report);

impl Draft {
    /// The masked report.
    pub(super) fn release(self, pool: &dyn Pool, mask: &Mask) -> Report {
        let mut report = self.0;
        let mut release = Release { mask, identities: None };
        let Report {
            // Texts of the program, the caller and the checks.
            schema_version: _,
            tool: _,
            policy,
            verdict: _,
            summary: _,
            inputs,
            findings,
            suppressed,
            suppressions,
            checks,
            controls,
            // Excerpts mask their own lines.
            texts: _,
            declared: _,
        } = &mut report;
        release.policy(policy);
        for input in inputs {
            release.input(input);
        }
        let size = findings.len().div_ceil(parts(pool, findings.len()).len()).max(1);
        each(pool, findings.chunks_mut(size).collect(), |findings: &mut [Finding]| {
            let mut release = Release { mask, identities: None };
            for finding in findings {
                release.finding(finding);
            }
        });
        for accepted in suppressed {
            release.suppressed(accepted);
        }
        release.suppressions(suppressions);
        for check in checks {
            release.check(check);
        }
        for control in controls {
            release.control(control);
        }
        report
    }
}

/// Masks the texts of inputs.
pub(super) fn release_inputs(inputs: &mut [InputSummary], mask: &Mask) {
    let release = Release { mask, identities: None };
    for input in inputs {
        release.input(input);
    }
}

/// Masks the places of a rendering.
pub(super) fn release_origins(origins: &mut [RenderedOrigin], mask: &Mask) {
    let release = Release { mask, identities: None };
    for RenderedOrigin { line: _, location, related } in origins {
        release.place(location);
        release.related(related);
    }
}

struct Release<'m> {
    mask: &'m Mask,
    /// The previous identity and its masked form, since findings share identities.
    identities: Option<(Arc<ResourceIdentity>, Arc<ResourceIdentity>)>,
}

impl Release<'_> {
    /// Masks a text of any type.
    fn text<T: AsRef<str> + From<String>>(&self, text: &mut T) {
        if let Some(masked) = self.mask.masked(text.as_ref()) {
            *text = T::from(masked);
        }
    }

    fn texts<T: AsRef<str> + From<String>>(&self, text: &mut Option<T>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    /// Masks prose.
    fn prose<T: AsRef<str> + From<String>>(&self, text: &mut T) {
        if let Some(masked) = self.mask.masked_prose(text.as_ref()) {
            *text = T::from(masked);
        }
    }

    fn policy(&self, policy: &mut PolicySummary) {
        // The file is the caller's name.
        let PolicySummary { file: _, no_config: _, no_inline_suppressions: _, left_out, phi } =
            policy;
        let PhiMarkers { resources, paths } = phi;
        for pattern in resources.iter_mut().chain(paths) {
            self.text(pattern);
        }
        for LeftOut { kind: _, name } in left_out {
            self.text(name);
        }
    }

    fn input(&self, input: &mut InputSummary) {
        let InputSummary {
            // The caller's names, and counts.
            path: _,
            kind: _,
            bytes: _,
            documents: _,
            technology: _,
            role: _,
            resources: _,
            status: _,
            bundle: _,
            environments: _,
            other_kinds,
            problems,
        } = input;
        if other_kinds.keys().any(|kind| self.mask.masked(kind).is_some()) {
            let mut masked: BTreeMap<String, u64> = BTreeMap::new();
            for (mut kind, count) in take(other_kinds) {
                self.text(&mut kind);
                *masked.entry(kind).or_default() += count;
            }
            *other_kinds = masked;
        }
        for ProblemRecord { code: _, message, location } in problems {
            self.text(message);
            self.places(location);
        }
    }

    fn finding(&mut self, finding: &mut Finding) {
        let Finding {
            check: _,
            severity: _,
            confidence: _,
            class: _,
            group: _,
            fingerprint: _,
            environments: _,
            // Not part of the output.
            file: _,
            covers,
            message,
            location,
            missing,
            resource,
            related,
            fixes,
            names,
        } = finding;
        self.text(message);
        self.places(location);
        self.texts(missing);
        self.identity(resource);
        for Covered { check: _, severity: _, fingerprint: _, resource } in covers {
            self.identity(resource);
        }
        self.related(related);
        for fix in fixes {
            self.fix(fix);
        }
        for ResourceName { namespace, name } in names.values_mut() {
            self.texts(namespace);
            self.texts(name);
        }
    }

    /// A masked edit would write the mask into a file.
    fn fix(&self, fix: &mut Fix) {
        let Fix { edits, refused } = fix;
        self.texts(refused);
        let shows = |edit: &ByteEdit| {
            let ByteEdit { path: _, start: _, end: _, text } = edit;
            self.mask.masked(text).is_some()
        };
        if edits.iter().any(shows) {
            edits.clear();
            *refused = Some("the edit would contain a secret".into());
        }
    }

    fn identity(&mut self, shared: &mut Option<Arc<ResourceIdentity>>) {
        let Some(identity) = shared else { return };
        if let Some((_, known)) =
            self.identities.as_ref().filter(|(of, _)| Arc::ptr_eq(of, identity))
        {
            *identity = Arc::clone(known);
            return;
        }
        let before = Arc::clone(identity);
        let mut masked = (**identity).clone();
        let ResourceIdentity {
            technology: _,
            unused: _,
            api_version,
            kind,
            namespace,
            name,
            container,
        } = &mut masked;
        self.text(api_version);
        self.text(kind);
        for text in [namespace, name, container] {
            self.texts(text);
        }
        if masked != **identity {
            *identity = Arc::new(masked);
        }
        self.identities = Some((before, Arc::clone(identity)));
    }

    fn suppressed(&mut self, accepted: &mut Suppressed) {
        let Suppressed { finding, reason, owner, expires, by: _, implied_by: _ } = accepted;
        self.finding(finding);
        self.prose(reason);
        self.texts(owner);
        self.texts(expires);
    }

    fn suppressions(&self, suppressions: &mut Suppressions) {
        let Suppressions { matched: _, unused, expired, refused, expiry_unknown } = suppressions;
        for entry in [unused, expired, refused, expiry_unknown].into_iter().flatten() {
            let SuppressionEntry { check, reason, owner, expires, by: _, location, refused } =
                entry;
            self.text(check);
            self.prose(reason);
            self.texts(owner);
            self.texts(expires);
            self.places(location);
            self.texts(refused);
        }
    }

    fn check(&self, check: &mut CheckSummary) {
        let CheckSummary {
            // What the check declares, and counts.
            declared: _,
            examined: _,
            failed: _,
            passed: _,
            unknown: _,
            not_applicable: _,
            evidence_more: _,
            unknown_more: _,
            evidence,
            unknown_at,
        } = check;
        for location in evidence {
            self.place(location);
        }
        for UnknownPlace { why, location } in unknown_at {
            self.text(why);
            self.places(location);
        }
    }

    fn control(&self, control: &mut ControlSummary) {
        let ControlSummary {
            // What the framework declares, and counts.
            framework: _,
            id: _,
            title: _,
            status: _,
            checks: _,
            own_reading: _,
            examined: _,
            failed: _,
            passed: _,
            unknown: _,
            not_applicable: _,
            shown: _,
            evidence_more: _,
            failed_more: _,
            unknown_more: _,
            obligation: _,
            shown_by: _,
            not_shown: _,
            note: _,
            reasons,
            failed_at,
            evidence,
            unknown_at,
        } = control;
        for reason in reasons {
            self.text(reason);
        }
        for location in failed_at.iter_mut().chain(evidence).chain(unknown_at) {
            self.place(location);
        }
    }

    fn related(&self, related: &mut [RelatedLocation]) {
        for RelatedLocation { role: _, message, location } in related {
            self.text(message);
            self.place(location);
        }
    }

    fn places(&self, location: &mut Option<Location>) {
        if let Some(location) = location {
            self.place(location);
        }
    }

    fn place(&self, location: &mut Location) {
        // The path is the caller's name.
        let Location { path: _, document: _, start: _, end: _, pointer, embedded } = location;
        self.texts(pointer);
        if let Some(Embedded { document: _, pointer }) = embedded.as_deref_mut() {
            self.text(pointer);
        }
    }
}
