//! asepsis reads the configuration files of a health platform and answers three questions about them,
//! with exact locations:
//!
//! * **What is wrong?** [`Report::findings`]: each finding with file, line, column and pointer, its
//!   severity, and, where possible, a fix.
//! * **What is correct?** [`Report::checks`]: each check with its evaluations and the locations of
//!   evidence; [`Report::controls`]: the same by control of HIPAA, the Pod Security Standards, CIS
//!   and NSA.
//! * **What is unknown?** [`Report::inputs`]: each file and how far it was read, and each evaluation
//!   that could not be decided. Unknown is neither pass nor fail.
//!
//! ```
//! use asepsis::{Checker, Input, Verdict};
//!
//! let deployment = "
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: fhir-api
//! spec:
//!   selector: {matchLabels: {app: fhir-api}}
//!   template:
//!     metadata: {labels: {app: fhir-api}}
//!     spec:
//!       hostNetwork: true
//!       containers:
//!         - name: api
//!           image: registry.example/fhir-api:2.4.1
//! ";
//!
//! let report = Checker::default().check([Input::text("deploy/fhir-api.yaml", deployment)]);
//!
//! assert_eq!(report.verdict(), Verdict::Fail);
//! let finding = report.findings().iter().find(|finding| &*finding.check == "host-network").unwrap();
//! let place = finding.location.as_ref().unwrap();
//! assert_eq!(place.pointer.as_deref(), Some("/spec/template/spec/hostNetwork"));
//! assert_eq!(place.start.unwrap().line, 11);
//! ```
//!
//! # How it works
//!
//! [`Checker::parse`] turns an [`Input`] into a [`Parsed`]: a pure function, in any thread.
//! [`Checker::judge`] reads the resources of all of them into the [`model`], indexes them in an
//! [`inventory`], passes each to the checks for its kind, and returns a [`Report`]. [`Checker::check`]
//! does both. [`Checker::render`] returns what is judged as YAML.
//!
//! Bad *input* is never an error: its problems are in the report. A bad *request*, for example an
//! unknown check, is an [`Error`] with a hint. The crate does not access files, the network, the clock
//! or the environment; in the browser it runs the same code and returns the same bytes.
//!
//! # Modules
//!
//! | module | purpose |
//! |---|---|
//! | [`checks`] | add checks, or list the checks of this crate |
//! | [`fields`] | read values in a check, each with its place, and offer edits |
//! | [`model`] | inspect resources in a check, or check resources that are built in code |
//! | [`inventory`] | find related resources in a check: what selects, binds, mounts or limits it |
//! | [`frameworks`] | list the controls of a framework, or cite them |
//! | [`policy`] | read a policy file, or get its schema |
//! | [`report`] | read a report, and convert it to another format |
//! | [`files`] | choose the files to check |
//!
//! Everything else, including the parsers and readers, is private.
//!
//! # Features
//!
//! All are enabled by default. Kubernetes is always compiled in, with what manifests refer to or contain:
//! kustomizations, charts and their values, files of variables and of settings. A file of a technology
//! that is left out is reported as [uncovered](InputStatus::Uncovered).
//!
//! | feature | reads |
//! |---|---|
//! | `compose` | Compose files and their projects |
//! | `dockerfile` | Dockerfiles |
//! | `hcl` | HCL of other programs; without it, HCL in a ConfigMap is read line by line |
//! | `terraform` | Terraform and OpenTofu; enables `hcl` |
//! | `vault` | Vault and OpenBao; enables `hcl` |
//! | `workflows` | files of CI systems |
//!
//! # Custom checks
//!
//! ```
//! use asepsis::checks::{Check, Rule, Severity};
//! use asepsis::{Checker, Input};
//!
//! let owner_missing = Check::builder("owner-label-missing")
//!     .title("workload has no owner")
//!     .severity(Severity::Low)
//!     .rule(Rule::Workload(|_, scope, out| {
//!         let Some(resource) = scope.resource else { return };
//!         let owner = asepsis::model::meta::lookup(&resource.metadata.labels, "owner");
//!         if out.is_unset(&owner) {
//!             out.fail(&owner, "the label `owner` is missing");
//!         }
//!     }));
//! let checker = Checker::builder().check(owner_missing).select("owner-label-missing").build()?;
//! let report = checker.check([Input::text("pod.yaml", "
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: probe, labels: {app: probe}}
//! spec: {containers: []}
//! ")]);
//! assert_eq!(&*report.findings()[0].message, "the label `owner` is missing");
//! # Ok::<(), asepsis::Error>(())
//! ```

#![forbid(unsafe_code)]
// What the library must not use is listed in clippy.toml; its tests read files.
#![cfg_attr(
    not(test),
    deny(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)
)]

pub mod checks;
pub mod frameworks;
pub mod inventory;
pub mod model;
pub mod policy;
pub mod report;

mod checker;
mod credentials;
mod derivation;
mod edit;
mod engine;
mod error;
mod frontends;
mod mask;
mod source;
mod syntax;
mod tree;

// For tests and tools of this project, not for embedding programs.
#[doc(hidden)]
pub mod internal;

/// Values of documents, each with its place: checks read them, and edits change them.
pub mod fields {
    #[doc(inline)]
    pub use crate::tree::{
        Anchor, Cursor, Edit, Entry, Expected, Field, Format, MissingPath, NewValue, Part, Place,
        Spot, State, Why,
    };
}

/// Which files belong to a platform, by their names.
pub mod files {
    #[doc(inline)]
    pub use crate::frontends::{
        FileKind, Recognised, is_package, is_passed_over, is_vendored, is_walked, recognise,
    };
    #[doc(inline)]
    pub use crate::syntax::Format as Language;
}

#[doc(inline)]
pub use checker::{Checker, CheckerBuilder};
#[doc(inline)]
pub use checks::{
    AnyCheck, Bearing, Check, Citation, Confidence, Date, Outcome, Rule, Scope, Severity,
};
#[doc(inline)]
pub use engine::{
    Cancelled, InTurn, Input, NamedFile, NamedFiles, NotRead, Parsed, Pool, Progress,
};
#[doc(inline)]
pub use error::{Error, Handed, names_a_resource};
#[doc(inline)]
pub use frameworks::{Control, Framework, KubernetesVersion};
#[doc(inline)]
pub use frontends::kubernetes::{api_version_of, find_kind};
#[doc(inline)]
pub use frontends::recognise;
#[doc(inline)]
pub use model::Resource;
#[doc(inline)]
pub use policy::{Choices, Options};
#[doc(inline)]
pub use report::{ControlStatus, Finding, InputStatus, Location, Report, Verdict};
#[doc(inline)]
pub use tree::{Cursor, Edit, Field, Place};

/// The program of the README is compiled. The page is outside of the published package, which is built
/// without it.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
