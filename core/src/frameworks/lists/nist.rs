//! Written by `cargo dev sync` from `core/frameworks/nist-800-53.yaml`.

use crate::frameworks::control::{Control, Written, controls};
use crate::frameworks::framework::Header;

pub(in crate::frameworks) const HEADER: Header = Header {
    id: "nist-800-53",
    title: "NIST SP 800-53 Revision 5",
    version: "5.1.1",
    technology: None,
    is_proposed: false,
    profile: None,
};

#[rustfmt::skip]
controls! {
    /// NIST SP 800-53 Revision 5.
    Nist {
        /// `AC-2(1)`: automated system account management.
        AC_2_1 = Written { framework: "nist-800-53", id: "AC-2(1)", title: "automated system account management", text: "Accounts are managed with automated mechanisms.", shown_by: "service accounts that are declared in files", not_shown: "accounts outside the files", ..Written::EMPTY }.control();
        /// `AC-3`: access enforcement.
        AC_3 = Written { framework: "nist-800-53", id: "AC-3", title: "access enforcement", text: "Approved authorizations for access are enforced.", shown_by: "Roles with few verbs and resources", not_shown: "what the application itself permits", ..Written::EMPTY }.control();
        /// `AC-4(21)`: physical or logical separation of information flows.
        AC_4_21 = Written { framework: "nist-800-53", id: "AC-4(21)", title: "physical or logical separation of information flows", text: "Flows of information are separated by logical or physical means.", shown_by: "network policies, separate networks", not_shown: "traffic that the files do not describe", ..Written::EMPTY }.control();
        /// `AC-5`: separation of duties.
        AC_5 = Written { framework: "nist-800-53", id: "AC-5", title: "separation of duties", text: "Duties are separated, and access supports the separation.", shown_by: "separate roles", not_shown: "duties of people", ..Written::EMPTY }.control();
        /// `AC-6`: least privilege.
        AC_6 = Written { framework: "nist-800-53", id: "AC-6", title: "least privilege", text: "Only the access that a task needs is allowed.", shown_by: "Roles with few permissions, containers without privileges", not_shown: "permissions that a program uses", ..Written::EMPTY }.control();
        /// `AC-6(10)`: prohibit non-privileged users from executing privileged functions.
        AC_6_10 = Written { framework: "nist-800-53", id: "AC-6(10)", title: "prohibit non-privileged users from executing privileged functions", text: "Users without privileges cannot execute privileged functions.", shown_by: "no grants to escalate or impersonate, no privilege escalation", not_shown: "what the application itself permits", ..Written::EMPTY }.control();
        /// `AC-17`: remote access.
        AC_17 = Written { framework: "nist-800-53", id: "AC-17", title: "remote access", text: "Each type of remote access is restricted and authorized.", shown_by: "restricted ports and networks", not_shown: "access outside the files", ..Written::EMPTY }.control();
        /// `AC-17(2)`: remote access: protection of confidentiality and integrity using encryption.
        AC_17_2 = Written { framework: "nist-800-53", id: "AC-17(2)", title: "remote access: protection of confidentiality and integrity using encryption", text: "Remote access sessions are encrypted.", shown_by: "TLS on ingresses", not_shown: "actual connections", ..Written::EMPTY }.control();
        /// `AU-2`: event logging.
        AU_2 = Written { framework: "nist-800-53", id: "AU-2", title: "event logging", text: "The events that a system logs are defined.", shown_by: "an audit policy", not_shown: "whether the selection is adequate", ..Written::EMPTY }.control();
        /// `AU-3`: content of audit records.
        AU_3 = Written { framework: "nist-800-53", id: "AU-3", title: "content of audit records", text: "Audit records establish what happened, when, where and who was involved.", shown_by: "an audit policy", not_shown: "records of the application", ..Written::EMPTY }.control();
        /// `AU-6`: audit record review, analysis, and reporting.
        AU_6 = Written { framework: "nist-800-53", id: "AU-6", title: "audit record review, analysis, and reporting", text: "Audit records are reviewed and analyzed.", shown_by: "log forwarding, alarms", not_shown: "whether anyone reads the records", ..Written::EMPTY }.control();
        /// `AU-9`: protection of audit information.
        AU_9 = Written { framework: "nist-800-53", id: "AU-9", title: "protection of audit information", text: "Audit information is protected from unauthorized access, modification and deletion.", shown_by: "validated and locked logs", not_shown: "access to the log store", ..Written::EMPTY }.control();
        /// `AU-9(3)`: protection of audit information: cryptographic protection.
        AU_9_3 = Written { framework: "nist-800-53", id: "AU-9(3)", title: "protection of audit information: cryptographic protection", text: "Cryptography protects the integrity of audit information.", shown_by: "encrypted and validated logs", not_shown: "defaults of the log store", ..Written::EMPTY }.control();
        /// `AU-11`: audit record retention.
        AU_11 = Written { framework: "nist-800-53", id: "AU-11", title: "audit record retention", text: "Audit records are retained for a defined time.", shown_by: "retention settings", not_shown: "current retention of the log store", ..Written::EMPTY }.control();
        /// `AU-12`: audit record generation.
        AU_12 = Written { framework: "nist-800-53", id: "AU-12", title: "audit record generation", text: "The system generates audit records.", shown_by: "logging that is on", not_shown: "whether events arrive", ..Written::EMPTY }.control();
        /// `CA-7`: continuous monitoring.
        CA_7 = Written { framework: "nist-800-53", id: "CA-7", title: "continuous monitoring", text: "Controls are monitored continuously.", shown_by: "scheduled scans, alarms", not_shown: "whether anyone acts on results", ..Written::EMPTY }.control();
        /// `CM-6`: configuration settings.
        CM_6 = Written { framework: "nist-800-53", id: "CM-6", title: "configuration settings", text: "Settings are the most restrictive ones that operation allows.", shown_by: "hardened workloads", not_shown: "settings outside the files", ..Written::EMPTY }.control();
        /// `CM-7`: least functionality.
        CM_7 = Written { framework: "nist-800-53", id: "CM-7", title: "least functionality", text: "Only essential capabilities, ports and services are provided.", shown_by: "dropped capabilities, closed ports", not_shown: "what a program needs", ..Written::EMPTY }.control();
        /// `CM-14`: signed components.
        CM_14 = Written { framework: "nist-800-53", id: "CM-14", title: "signed components", text: "Components without a recognized digital signature are not installed.", shown_by: "signature verification at admission", not_shown: "signatures in the registry", ..Written::EMPTY }.control();
        /// `CP-2(5)`: contingency plan: continue mission and business functions.
        CP_2_5 = Written { framework: "nist-800-53", id: "CP-2(5)", title: "contingency plan: continue mission and business functions", text: "Essential functions continue with minimal or no loss.", shown_by: "replicas, probes and limits", not_shown: "behaviour in a real emergency", ..Written::EMPTY }.control();
        /// `CP-6`: alternate storage site.
        CP_6 = Written { framework: "nist-800-53", id: "CP-6", title: "alternate storage site", text: "A second site stores and retrieves backups.", shown_by: "copies in other regions", not_shown: "the sites", ..Written::EMPTY }.control();
        /// `CP-9`: system backup.
        CP_9 = Written { framework: "nist-800-53", id: "CP-9", title: "system backup", text: "User and system information is backed up.", shown_by: "backup plans, snapshots", not_shown: "whether a copy can be restored", ..Written::EMPTY }.control();
        /// `CP-9(8)`: system backup: cryptographic protection.
        CP_9_8 = Written { framework: "nist-800-53", id: "CP-9(8)", title: "system backup: cryptographic protection", text: "Cryptography protects backups.", shown_by: "encrypted backups", not_shown: "defaults of the backup store", ..Written::EMPTY }.control();
        /// `CP-10`: system recovery and reconstitution.
        CP_10 = Written { framework: "nist-800-53", id: "CP-10", title: "system recovery and reconstitution", text: "The system is recovered to a known state after a failure.", shown_by: "restart policies, probes, backups", not_shown: "the time that a recovery takes", ..Written::EMPTY }.control();
        /// `IA-2`: identification and authentication (organizational users).
        IA_2 = Written { framework: "nist-800-53", id: "IA-2", title: "identification and authentication (organizational users)", text: "Users, and processes that act for them, are uniquely identified and authenticated.", shown_by: "an identity provider, anonymous access disabled", not_shown: "accounts of people", ..Written::EMPTY }.control();
        /// `IA-2(1)`: multi-factor authentication to privileged accounts.
        IA_2_1 = Written { framework: "nist-800-53", id: "IA-2(1)", title: "multi-factor authentication to privileged accounts", text: "Access to privileged accounts demands more than one factor.", shown_by: "multi-factor settings of identity providers", not_shown: "settings outside the files", ..Written::EMPTY }.control();
        /// `IA-5`: authenticator management.
        IA_5 = Written { framework: "nist-800-53", id: "IA-5", title: "authenticator management", text: "Authenticators are managed and protected.", shown_by: "credentials from a secret store", not_shown: "passwords of people", ..Written::EMPTY }.control();
        /// `IA-5(1)`: authenticator management: password-based authentication.
        IA_5_1 = Written { framework: "nist-800-53", id: "IA-5(1)", title: "authenticator management: password-based authentication", text: "Passwords are protected where they are stored and transmitted.", shown_by: "credentials kept out of files", not_shown: "passwords of people", ..Written::EMPTY }.control();
        /// `IA-5(7)`: authenticator management: no embedded unencrypted static authenticators.
        IA_5_7 = Written { framework: "nist-800-53", id: "IA-5(7)", title: "authenticator management: no embedded unencrypted static authenticators", text: "Applications and other static storage contain no unencrypted static authenticators.", shown_by: "credentials from Secrets or an external secret store", not_shown: "credentials inside images and programs", ..Written::EMPTY }.control();
        /// `RA-5`: vulnerability monitoring and scanning.
        RA_5 = Written { framework: "nist-800-53", id: "RA-5", title: "vulnerability monitoring and scanning", text: "The system is scanned for vulnerabilities.", shown_by: "image and source scanning", not_shown: "results of scans", ..Written::EMPTY }.control();
        /// `SC-5(2)`: denial-of-service protection: capacity, bandwidth, and redundancy.
        SC_5_2 = Written { framework: "nist-800-53", id: "SC-5(2)", title: "denial-of-service protection: capacity, bandwidth, and redundancy", text: "Capacity and redundancy limit the effects of flooding.", shown_by: "limits, several replicas", not_shown: "load in practice", ..Written::EMPTY }.control();
        /// `SC-7`: boundary protection.
        SC_7 = Written { framework: "nist-800-53", id: "SC-7", title: "boundary protection", text: "Communications at the boundaries of the system are monitored and controlled.", shown_by: "network policies, restricted ports", not_shown: "firewalls outside the files", ..Written::EMPTY }.control();
        /// `SC-7(5)`: boundary protection: deny by default, allow by exception.
        SC_7_5 = Written { framework: "nist-800-53", id: "SC-7(5)", title: "boundary protection: deny by default, allow by exception", text: "Network traffic is denied by default and allowed by exception.", shown_by: "network policies with a default deny", not_shown: "whether the network plugin enforces them", ..Written::EMPTY }.control();
        /// `SC-7(11)`: boundary protection: restrict incoming communications traffic.
        SC_7_11 = Written { framework: "nist-800-53", id: "SC-7(11)", title: "boundary protection: restrict incoming communications traffic", text: "Incoming traffic is accepted only from authorized sources.", shown_by: "network policies with sources", not_shown: "firewalls outside the files", ..Written::EMPTY }.control();
        /// `SC-8`: transmission confidentiality and integrity.
        SC_8 = Written { framework: "nist-800-53", id: "SC-8", title: "transmission confidentiality and integrity", text: "Transmitted information is protected.", shown_by: "TLS and mutual TLS", not_shown: "actual connections", ..Written::EMPTY }.control();
        /// `SC-8(1)`: transmission confidentiality and integrity: cryptographic protection.
        SC_8_1 = Written { framework: "nist-800-53", id: "SC-8(1)", title: "transmission confidentiality and integrity: cryptographic protection", text: "Cryptography protects transmitted information.", shown_by: "TLS and mutual TLS", not_shown: "actual connections", ..Written::EMPTY }.control();
        /// `SC-13`: cryptographic protection.
        SC_13 = Written { framework: "nist-800-53", id: "SC-13", title: "cryptographic protection", text: "Approved cryptography is used where it is needed.", shown_by: "TLS, encryption at rest", not_shown: "validation of the cryptographic modules", ..Written::EMPTY }.control();
        /// `SC-23`: session authenticity.
        SC_23 = Written { framework: "nist-800-53", id: "SC-23", title: "session authenticity", text: "The authenticity of sessions is protected.", shown_by: "TLS with verified certificates", not_shown: "sessions of the application", ..Written::EMPTY }.control();
        /// `SC-28(1)`: protection of information at rest: cryptographic protection.
        SC_28_1 = Written { framework: "nist-800-53", id: "SC-28(1)", title: "protection of information at rest: cryptographic protection", text: "Cryptography protects stored information.", shown_by: "encryption at rest of disks, databases and Secrets", not_shown: "defaults of the storage provider", ..Written::EMPTY }.control();
        /// `SI-2`: flaw remediation.
        SI_2 = Written { framework: "nist-800-53", id: "SI-2", title: "flaw remediation", text: "Flaws are identified, reported and corrected.", shown_by: "automatic updates, scans that stop a build", not_shown: "when a flaw is corrected", ..Written::EMPTY }.control();
        /// `SI-7`: software, firmware, and information integrity.
        SI_7 = Written { framework: "nist-800-53", id: "SI-7", title: "software, firmware, and information integrity", text: "Unauthorized changes are detected.", shown_by: "digests, signatures, validated logs", not_shown: "changes outside the files", ..Written::EMPTY }.control();
        /// `SI-7(1)`: integrity checks.
        SI_7_1 = Written { framework: "nist-800-53", id: "SI-7(1)", title: "integrity checks", text: "The integrity of software and information is checked.", shown_by: "digests, validated logs", not_shown: "when checks run", ..Written::EMPTY }.control();
        /// `SI-7(7)`: integration of detection and response.
        SI_7_7 = Written { framework: "nist-800-53", id: "SI-7(7)", title: "integration of detection and response", text: "Detected changes are part of incident response.", shown_by: "alarms on detected changes", not_shown: "the response", ..Written::EMPTY }.control();
        /// `SI-7(15)`: code authentication.
        SI_7_15 = Written { framework: "nist-800-53", id: "SI-7(15)", title: "code authentication", text: "Cryptography authenticates software before installation.", shown_by: "images by digest, signature verification", not_shown: "signatures in the registry", ..Written::EMPTY }.control();
        /// `SI-12`: information management and retention.
        SI_12 = Written { framework: "nist-800-53", id: "SI-12", title: "information management and retention", text: "Information is managed and retained by law and policy.", shown_by: "retention settings", not_shown: "information outside the files", ..Written::EMPTY }.control();
        /// `SR-4`: provenance.
        SR_4 = Written { framework: "nist-800-53", id: "SR-4", title: "provenance", text: "The provenance of components is documented and maintained.", shown_by: "provenance attestations, pinned dependencies", not_shown: "documents outside the files", ..Written::EMPTY }.control();
        /// `SR-11`: component authenticity.
        SR_11 = Written { framework: "nist-800-53", id: "SR-11", title: "component authenticity", text: "Counterfeit components are detected and kept out.", shown_by: "signature verification", not_shown: "signatures in the registry", ..Written::EMPTY }.control();
    }
}
