//! Written by `cargo dev sync` from `core/frameworks/hipaa-nprm-2025.yaml`.

use crate::frameworks::control::{Control, Obligation, Written, controls};
use crate::frameworks::framework::Header;

pub(in crate::frameworks) const HEADER: Header = Header {
    id: "hipaa-nprm-2025",
    title: "HIPAA Security Rule, proposed changes of January 2025 (90 FR 898), not in force",
    version: "2025",
    technology: None,
    is_proposed: true,
    profile: None,
};

#[rustfmt::skip]
controls! {
    /// HIPAA Security Rule, proposed changes of January 2025 (90 FR 898), not in force.
    HipaaNprm {
        /// `164.306(d)`: no addressable specifications.
        S306D = Written { framework: "hipaa-nprm-2025", id: "164.306(d)", title: "no addressable specifications", text: "All specifications are required, with few exceptions.", shown_by: "every control of `hipaa` that files can show", not_shown: "exceptions that an organization documents", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.308(a)(1)`: technology asset inventory and network map.
        S308A1 = Written { framework: "hipaa-nprm-2025", id: "164.308(a)(1)", title: "technology asset inventory and network map", text: "An inventory of technology assets and a map of the network are written, and reviewed at least yearly.", shown_by: "an inventory of the resources that are declared", not_shown: "assets outside the files, and reviews", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(4)`: patch management.
        S308A4 = Written { framework: "hipaa-nprm-2025", id: "164.308(a)(4)", title: "patch management", text: "Critical risks are patched within 15 days, high risks within 30 days.", shown_by: "automatic dependency updates, scans that stop a build", not_shown: "when a patch is applied", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(13)`: contingency plan: restoration within 72 hours.
        S308A13 = Written { framework: "hipaa-nprm-2025", id: "164.308(a)(13)", title: "contingency plan: restoration within 72 hours", text: "Critical systems and data can be restored within 72 hours.", shown_by: "copies in other regions, jobs that test the restore of backups", not_shown: "the time that a restore takes", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(14)`: yearly audit.
        S308A14 = Written { framework: "hipaa-nprm-2025", id: "164.308(a)(14)", title: "yearly audit", text: "The measures are audited against the rule at least yearly.", not_shown: "audits", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.308(b)`: verification of business associates.
        S308B = Written { framework: "hipaa-nprm-2025", id: "164.308(b)", title: "verification of business associates", text: "Business associates verify their technical safeguards at least yearly, and report the activation of contingency plans within 24 hours.", not_shown: "contracts and reports", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.312(a)(2)(ii)`: administrative and increased access privileges.
        S312A2II = Written { framework: "hipaa-nprm-2025", id: "164.312(a)(2)(ii)", title: "administrative and increased access privileges", text: "Administrative identities are separate from those of users.", shown_by: "separate roles and service accounts", not_shown: "identities of people", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(a)(2)(iii)`: automatic logoff.
        S312A2III = Written { framework: "hipaa-nprm-2025", id: "164.312(a)(2)(iii)", title: "automatic logoff", text: "Sessions end after a predetermined time of inactivity.", shown_by: "lifetimes of sessions and tokens", not_shown: "sessions of the application", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(a)(2)(vi)`: network segmentation.
        S312A2VI = Written { framework: "hipaa-nprm-2025", id: "164.312(a)(2)(vi)", title: "network segmentation", text: "Networks are segmented in a reasonable and appropriate way.", shown_by: "network policies with a default deny, separate networks and namespaces", not_shown: "networks outside the files", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(b)`: encryption.
        S312B = Written { framework: "hipaa-nprm-2025", id: "164.312(b)", title: "encryption", text: "Health data is encrypted at rest and in transit to prevailing standards, with limited exceptions.", shown_by: "encryption at rest, TLS and mutual TLS", not_shown: "defaults of the provider, actual connections", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(c)`: configuration management.
        S312C = Written { framework: "hipaa-nprm-2025", id: "164.312(c)", title: "configuration management", text: "Systems have a secure baseline: protection from malicious software, no extraneous software, no unneeded ports.", shown_by: "hardened workloads, restricted ports, equal settings in all environments", not_shown: "what runs outside the files", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(d)`: audit trail and system log controls.
        S312D = Written { framework: "hipaa-nprm-2025", id: "164.312(d)", title: "audit trail and system log controls", text: "Activity is recorded, and the records are monitored and retained.", shown_by: "audit logs that are on and kept", not_shown: "whether events arrive", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(f)(2)(ii)`: multi-factor authentication.
        S312F2II = Written { framework: "hipaa-nprm-2025", id: "164.312(f)(2)(ii)", title: "multi-factor authentication", text: "All relevant systems demand more than one factor.", shown_by: "multi-factor settings of identity providers", not_shown: "settings of an identity provider outside the files", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(h)`: vulnerability management.
        S312H = Written { framework: "hipaa-nprm-2025", id: "164.312(h)", title: "vulnerability management", text: "Vulnerability scans run at least every six months, penetration tests at least yearly.", shown_by: "scans that run on a schedule", not_shown: "results of scans, penetration tests", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(i)`: data backup and recovery.
        S312I = Written { framework: "hipaa-nprm-2025", id: "164.312(i)", title: "data backup and recovery", text: "Backups are at most 48 hours old, and restores are tested.", shown_by: "schedules of backups, jobs that test the restore", not_shown: "whether a copy can be restored", note: "proposed rule of January 2025, not in force; the number of the paragraph is to be verified", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
    }
}
