//! The parts of a report as frozen classes: the same members, under the same names, as in its JSON.

use asepsis::report;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::failure;
use crate::show::{self, Show};

/// Declares a class for a part of a report. A member is named as in Rust, save where Python keeps
/// the word for itself: `class_ = class`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident($part:ty) $(shown by $display:ident)? {
            $($(#[doc = $about:literal])+ $field:ident $(= $member:ident)?,)+
        }
    ) => {
        $(#[doc = $doc])+
        #[pyclass(frozen, eq, module = "asepsis")]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name(pub(crate) $part);

        #[pymethods]
        impl $name {
            $(
                $(#[doc = $about])+
                #[getter]
                fn $field<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    member!(self, $field $(, $member)?).show(py)
                }
            )+

            #[classattr]
            fn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
                PyTuple::new(py, [$(stringify!($field)),+])
            }

            $(
                fn __str__(&self) -> String {
                    show::$display(&self.0)
                }
            )?

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let values = [$(self.$field(py)?),+];
                show::repr(stringify!($name), &[$(stringify!($field)),+], &values)
            }

            fn __hash__(&self) -> u64 {
                show::hash(&self.0)
            }

            fn __reduce__<'py>(
                &self,
                py: Python<'py>,
            ) -> PyResult<(Bound<'py, PyAny>, (String,))> {
                let restore = py.get_type::<Self>().getattr("_from_json")?;
                Ok((restore, (show::json(&self.0),)))
            }

            #[classmethod]
            fn _from_json(_: &Bound<'_, PyType>, json: &str) -> PyResult<Self> {
                serde_json::from_str(json).map(Self).map_err(|error| failure::not_ours(&error))
            }

            /// The same as a dict, with the members of the report's JSON.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                show::loads(py, &show::json(&self.0))
            }
        }

        impl Show for $part {
            fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                $name(self.clone()).into_bound_py_any(py)
            }
        }
    };
}

macro_rules! member {
    ($this:ident, $field:ident) => {
        $this.0.$field
    };
    ($this:ident, $field:ident, $member:ident) => {
        $this.0.$member
    };
}

record! {
    /// A fault. What is the same for all findings of a check is in `report.checks[check]`. As text
    /// it is a line with its place, severity, message and check.
    Finding(report::Finding) shown by line {
        /// The check's id.
        check,
        /// How bad it is: `info`, `low`, `medium`, `high` or `critical`.
        severity,
        /// What is wrong here: lower case, no full stop.
        message,
        /// Where; `None` for what was built in code and has no name.
        location,
        /// Whose fault it is, where it is that of one resource.
        resource,
        /// The path that is missing at the place.
        missing,
        /// How sure it is: `low`, `medium` or `high`.
        confidence,
        /// The class of a credential.
        class_ = class,
        /// Findings of other checks that have the same cause, and are part of this one.
        covers,
        /// Other places that it rests on.
        related,
        /// Ways to mend it.
        fixes,
        /// The environments that have it; empty where there is only one.
        environments,
        /// What the resource is called in those of the environments that call it otherwise.
        names,
        /// The same for the same fault in a changed file.
        fingerprint,
    }
}

record! {
    /// A finding that is part of another one.
    Covered(report::Covered) {
        /// The check's id.
        check,
        /// How bad it is: `info`, `low`, `medium`, `high` or `critical`.
        severity,
        /// Whose fault it is; `None` where that is the resource and container of the finding itself.
        resource,
        /// The fingerprint that it has as a finding by itself; empty in a report that was recorded in
        /// version 1.
        fingerprint,
    }
}

record! {
    /// A place in an input. As text it is `path:line:column`.
    Location(report::Location) shown by line {
        /// The input's name.
        path,
        /// Where it begins; `None` where there is no text.
        start,
        /// Where it ends, one past its last character.
        end,
        /// RFC 6901 pointer in the document.
        pointer,
        /// The document in the input, from 0.
        document,
        /// The place in a document inside the scalar at `pointer`.
        embedded,
    }
}

record! {
    /// A place as people and editors count it.
    Position(asepsis::report::Position) {
        /// Line, from 1.
        line,
        /// Column in code points, from 1.
        column,
        /// Offset in bytes of the decoded text, from 0.
        byte,
    }
}

record! {
    /// A place in a document inside a scalar.
    Embedded(report::Embedded) {
        /// The document in the scalar, from 0.
        document,
        /// RFC 6901 pointer in it.
        pointer,
    }
}

record! {
    /// What a resource is called.
    Resource(report::ResourceIdentity) {
        /// Kind.
        kind,
        /// Name, where one is written.
        name,
        /// Namespace, where one is written.
        namespace,
        /// The container in it.
        container,
        /// Group and version.
        api_version,
        /// What runs it: `kubernetes`, `compose`, `helm`, ...
        technology,
    }
}

record! {
    /// How an environment calls a resource.
    ResourceName(report::ResourceName) {
        /// Name, where one is written.
        name,
        /// Namespace, where one is written.
        namespace,
    }
}

record! {
    /// Another place that a finding rests on.
    RelatedLocation(report::RelatedLocation) {
        /// What kind of thing it is: `base`, `override`, `anchor`, `alias`, `variable`, `extended`,
        /// `included`, `condition`, `environment` or `other`.
        role,
        /// What it has to do with the finding.
        message,
        /// Where.
        location,
    }
}

record! {
    /// A change that mends a fault.
    Fix(report::Fix) {
        /// Edits, to be made together; empty where the fix has to be made by hand.
        edits,
        /// Why it cannot be made by an edit.
        refused,
    }
}

record! {
    /// A replacement of bytes.
    Edit(report::ByteEdit) {
        /// The input's name.
        path,
        /// First byte that is replaced.
        start,
        /// One past the last byte that is replaced.
        end,
        /// What is written instead.
        text,
    }
}

record! {
    /// What was switched off, and in which file.
    Policy(report::PolicySummary) {
        /// The policy file, as the caller named it.
        file,
        /// Whether somebody asked that no policy file is looked for.
        no_config,
        /// Whether somebody asked that no comment or annotation accepts a finding.
        no_inline_suppressions,
        /// What the policy and the caller left out: checks of the library that did not run, by id, then
        /// patterns of paths that were not read.
        left_out,
    }
}

record! {
    /// Something that was left out.
    LeftOut(report::LeftOut) {
        /// What it is: `check` or `path`.
        kind,
        /// The check's id, or the pattern.
        name,
    }
}

record! {
    /// An input and how far it was read.
    Input(report::InputSummary) {
        /// Its name, as the caller gave it.
        path,
        /// How far it was read: `analysed`, `partial`, `unparsable`, `unsupported`, `uncovered`,
        /// `unreadable`, `over_limit`, `excluded` or `other`.
        status,
        /// What it is written in: a language, `object` or `unread`.
        kind,
        /// Its size.
        bytes,
        /// Documents that were read, those inside others among them.
        documents,
        /// Resources that were read.
        resources,
        /// Resources of kinds that the library does not model, by kind.
        other_kinds,
        /// The bundle that it belongs to; empty for the one without a name.
        bundle,
        /// The environments that it belongs to; empty for all.
        environments,
        /// What was wrong with it.
        problems,
    }
}

record! {
    /// Something that was wrong with an input.
    Problem(report::ProblemRecord) {
        /// What kind of problem; `None` for an input that was left out on purpose.
        code,
        /// The sentence for people.
        message,
        /// Where.
        location,
    }
}

record! {
    /// A fault that was accepted.
    Suppressed(report::Suppressed) {
        /// The fault.
        finding,
        /// Why it is accepted.
        reason,
        /// Who answers for it.
        owner,
        /// The last day on which it is accepted, as `2027-06-30`.
        expires,
        /// How it was said: `policy`, `annotation` or `comment`.
        by,
    }
}

record! {
    /// What became of the suppressions.
    Suppressions(report::Suppressions) {
        /// How many findings were accepted.
        matched,
        /// Suppressions that suppress nothing.
        unused,
        /// Suppressions that have expired.
        expired,
        /// Suppressions that are not accepted, and why.
        refused,
        /// Suppressions with an expiry date, in a run that was given no date.
        expiry_unknown,
    }
}

record! {
    /// A suppression.
    Suppression(report::SuppressionEntry) {
        /// The check that it names.
        check,
        /// Its reason.
        reason,
        /// Who answers for it.
        owner,
        /// The last day on which it is in force, as `2027-06-30`.
        expires,
        /// How it was said: `policy`, `annotation` or `comment`.
        by,
        /// Where; the policy file is no input and has no pointer.
        location,
        /// Why it is not accepted.
        refused,
    }
}

record! {
    /// A check that ran, and what it examined. Counts are exact; lists of places are cut.
    CheckSummary(report::CheckSummary) {
        /// The id.
        id,
        /// The family: a topic, as `containers` or `network`.
        family,
        /// The problem in a few words.
        title,
        /// What can happen.
        why,
        /// What to do, in every technology.
        fix,
        /// The same for technologies in which things have other names.
        fix_by_technology,
        /// How bad it is, unless a finding says otherwise.
        severity,
        /// Controls that it bears on, as `framework:id`, by what it shows of them.
        controls,
        /// Where it is described.
        documentation,
        /// Evaluations.
        examined,
        /// Evaluations that found a fault.
        failed,
        /// Evaluations that found everything as it should be.
        passed,
        /// Evaluations that could not be decided.
        unknown,
        /// Evaluations of something to which the check does not apply.
        not_applicable,
        /// Places that prove that something is as it should be.
        evidence,
        /// How many more there are.
        evidence_more,
        /// Places that could not be decided.
        unknown_at,
        /// How many more there are.
        unknown_more,
    }
}

record! {
    /// A place that could not be decided, and why.
    UnknownPlace(report::UnknownPlace) {
        /// Why.
        why,
        /// Where; `None` for what was built in code and has no name.
        location,
    }
}

record! {
    /// Names by what a check shows of a control: the controls of a check, the checks of a control.
    Bearings(asepsis::checks::Bearings) {
        /// Pass and failure both count.
        decides,
        /// A pass that points at a place is evidence.
        supports,
        /// A failure counts.
        refutes,
        /// A pass that points at a place is evidence, and a failure counts.
        supports_and_refutes,
    }
}

record! {
    /// A control of a framework, and what the checks say toward it.
    Control(report::ControlSummary) {
        /// The framework's id.
        framework,
        /// The control's id in it.
        id,
        /// What it is about.
        title,
        /// Where it stands: `pass`, `fail`, `weak`, `absent`, `unknown`, `manual` or
        /// `not_applicable`.
        status,
        /// Why the status is what it is, where the counts do not say so.
        reasons,
        /// The checks that bear on it and ran, by what they show of it.
        checks,
        /// Whether only asepsis lets these checks bear on it: a reading of its own.
        own_reading,
        /// Evaluations of these checks.
        examined,
        /// Evaluations that found a fault, also one that is accepted.
        failed,
        /// Evaluations that found everything as it should be.
        passed,
        /// Evaluations that could not be decided.
        unknown,
        /// Evaluations of something to which the check does not apply.
        not_applicable,
        /// Passed evaluations that are evidence.
        shown,
        /// Places that speak for it.
        evidence,
        /// How many more there are.
        evidence_more,
        /// What must be said with it.
        note,
    }
}

record! {
    /// Counts over everything.
    Summary(report::Summary) {
        /// Inputs by their status.
        inputs,
        /// Documents that were read.
        documents,
        /// Resources that were read from them.
        resources,
        /// Findings by severity, those that were accepted not among them.
        findings,
        /// Evaluations of all checks.
        examined,
        /// Evaluations that found a fault.
        failed,
        /// Evaluations that found everything as it should be.
        passed,
        /// Evaluations that could not be decided.
        unknown,
        /// Evaluations of something to which the check does not apply.
        not_applicable,
        /// Findings that fail the run.
        at_or_above_threshold,
        /// From which severity on a finding fails the run.
        fail_on,
        /// The version of Kubernetes that was assumed.
        kubernetes,
        /// The date that was given, by which suppressions expire.
        date,
    }
}

record! {
    /// What made a report.
    Tool(report::Tool) {
        /// `asepsis`.
        name,
        /// The version of the library.
        version,
        /// Changes whenever the set of checks or one of their declarations changes.
        checks_digest,
    }
}

record! {
    /// A text without its secrets, or why it cannot be had.
    Redacted(report::Redacted) {
        /// The input's name.
        path,
        /// The text without its secrets; `None` where one of them cannot be taken out.
        text,
        /// What took the place of secrets, in the order of the text.
        changes,
        /// Why there is no text.
        refused,
    }
}

record! {
    /// A word in the place of a secret.
    Redaction(report::Redaction) {
        /// The line of the secret in the text that was given.
        line,
        /// The key whose value it is or is a part of; `None` in a comment.
        key,
        /// Where the word begins, in the text without secrets.
        start,
        /// One past the word's last character.
        end,
    }
}

record! {
    /// Why a text is not given.
    Refused(report::Refused) {
        /// The line that it is about, where it is about one.
        line,
        /// The reason: what is the matter with the text.
        why,
    }
}
