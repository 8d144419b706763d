//! Written by `cargo dev sync` from `core/frameworks/hipaa.yaml`.

use crate::frameworks::control::{Control, Obligation, Written, controls};
use crate::frameworks::framework::Header;

pub(in crate::frameworks) const HEADER: Header = Header {
    id: "hipaa",
    title: "HIPAA Security Rule, 45 CFR Part 164 Subpart C",
    version: "2013",
    technology: None,
    is_proposed: false,
    profile: None,
};

#[rustfmt::skip]
controls! {
    /// HIPAA Security Rule, 45 CFR Part 164 Subpart C.
    Hipaa {
        /// `164.308(a)(1)(i)`: security management process.
        S308A1I = Written { framework: "hipaa", id: "164.308(a)(1)(i)", title: "security management process", text: "Policies and procedures prevent, detect, contain and correct security violations.", shown_by: "a policy, and settings that enforce it", not_shown: "whether people follow the procedures", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.308(a)(1)(ii)(A)`: risk analysis.
        S308A1IIA = Written { framework: "hipaa", id: "164.308(a)(1)(ii)(A)", title: "risk analysis", text: "The risks to the confidentiality, integrity and availability of health data are assessed accurately and thoroughly.", shown_by: "declared threat detection, configuration recording and scans", not_shown: "the assessment itself: a scan is one of its inputs", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(1)(ii)(B)`: risk management.
        S308A1IIB = Written { framework: "hipaa", id: "164.308(a)(1)(ii)(B)", title: "risk management", text: "Security measures reduce risks and vulnerabilities to a reasonable and appropriate level.", shown_by: "hardened workloads, restricted networks, encryption", not_shown: "which risks the organization accepts, and why", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(1)(ii)(C)`: sanction policy.
        S308A1IIC = Written { framework: "hipaa", id: "164.308(a)(1)(ii)(C)", title: "sanction policy", text: "Sanctions apply to members of the workforce who do not follow the security policies.", not_shown: "sanctions and their policy", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.308(a)(1)(ii)(D)`: information system activity review.
        S308A1IID = Written { framework: "hipaa", id: "164.308(a)(1)(ii)(D)", title: "information system activity review", text: "Records of activity, such as audit logs, access reports and incident reports, are reviewed regularly.", shown_by: "audit sources, alarms, log forwarding", not_shown: "whether anyone reads the records", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(2)`: assigned security responsibility.
        S308A2 = Written { framework: "hipaa", id: "164.308(a)(2)", title: "assigned security responsibility", text: "One official is responsible for the security policies and procedures.", shown_by: "owners of files and resources (weak evidence)", not_shown: "whether the named person has this responsibility", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(3)(i)`: workforce security.
        S308A3I = Written { framework: "hipaa", id: "164.308(a)(3)(i)", title: "workforce security", text: "Members of the workforce have appropriate access to health data, and others have no access.", shown_by: "roles with few permissions, bound to named groups", not_shown: "who belongs to a group of the identity provider", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.308(a)(3)(ii)(A)`: authorization and/or supervision.
        S308A3IIA = Written { framework: "hipaa", id: "164.308(a)(3)(ii)(A)", title: "authorization and/or supervision", text: "Members of the workforce who work with health data, or where it can be accessed, are authorized or supervised.", shown_by: "narrow roles and logged access", not_shown: "supervision of people", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(3)(ii)(B)`: workforce clearance procedure.
        S308A3IIB = Written { framework: "hipaa", id: "164.308(a)(3)(ii)(B)", title: "workforce clearance procedure", text: "It is determined for each member of the workforce whether the access is appropriate.", shown_by: "the absence of administrator grants", not_shown: "the procedure", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(3)(ii)(C)`: termination procedures.
        S308A3IIC = Written { framework: "hipaa", id: "164.308(a)(3)(ii)(C)", title: "termination procedures", text: "Access ends when employment ends, or when it is no longer appropriate.", shown_by: "key rotation, single sign-on instead of local users", not_shown: "whether accounts of former members are removed", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(4)(i)`: information access management.
        S308A4I = Written { framework: "hipaa", id: "164.308(a)(4)(i)", title: "information access management", text: "Access to health data is authorized by policies and procedures.", shown_by: "roles and policies of least privilege, in reviewed files", not_shown: "the policies, and access that was granted outside the files", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.308(a)(4)(ii)(A)`: isolating health care clearinghouse functions.
        S308A4IIA = Written { framework: "hipaa", id: "164.308(a)(4)(ii)(A)", title: "isolating health care clearinghouse functions", text: "A clearinghouse that is part of a larger organization protects its health data from that organization.", shown_by: "isolation by namespace, network or account, only where a clearinghouse is hosted", not_shown: "whether the organization is or has a clearinghouse", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(4)(ii)(B)`: access authorization.
        S308A4IIB = Written { framework: "hipaa", id: "164.308(a)(4)(ii)(B)", title: "access authorization", text: "Access is granted by policies and procedures, for example to a workstation, transaction, program or process.", shown_by: "roles and policies of least privilege", not_shown: "who approved an access", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(4)(ii)(C)`: access establishment and modification.
        S308A4IIC = Written { framework: "hipaa", id: "164.308(a)(4)(ii)(C)", title: "access establishment and modification", text: "A right of access is established, documented, reviewed and modified by policies.", shown_by: "access that is granted in reviewed files", not_shown: "reviews outside the repository", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(5)(i)`: security awareness and training.
        S308A5I = Written { framework: "hipaa", id: "164.308(a)(5)(i)", title: "security awareness and training", text: "All members of the workforce take part in a security awareness and training program.", not_shown: "training", obligation: Some(Obligation::Standard), is_manual: true, ..Written::EMPTY }.control();
        /// `164.308(a)(5)(ii)(A)`: security reminders.
        S308A5IIA = Written { framework: "hipaa", id: "164.308(a)(5)(ii)(A)", title: "security reminders", text: "The workforce receives periodic security updates.", shown_by: "automatic upgrades (weak evidence)", not_shown: "reminders to people", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(5)(ii)(B)`: protection from malicious software.
        S308A5IIB = Written { framework: "hipaa", id: "164.308(a)(5)(ii)(B)", title: "protection from malicious software", text: "Procedures guard against, detect and report malicious software.", shown_by: "image scanning, signing and signature verification", not_shown: "what the scanners find, and what runs on workstations", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(5)(ii)(C)`: log-in monitoring.
        S308A5IIC = Written { framework: "hipaa", id: "164.308(a)(5)(ii)(C)", title: "log-in monitoring", text: "Log-in attempts are monitored, and discrepancies are reported.", shown_by: "sign-in logs and alarms on failed sign-ins", not_shown: "whether anyone acts on an alarm", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(5)(ii)(D)`: password management.
        S308A5IID = Written { framework: "hipaa", id: "164.308(a)(5)(ii)(D)", title: "password management", text: "Procedures create, change and safeguard passwords.", shown_by: "credentials kept out of files, rotation, password policies", not_shown: "passwords of people, and rotation by hand", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(6)(i)`: security incident procedures.
        S308A6I = Written { framework: "hipaa", id: "164.308(a)(6)(i)", title: "security incident procedures", text: "Policies and procedures address security incidents.", shown_by: "alert routing, threat detection", not_shown: "the procedures", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.308(a)(6)(ii)`: response and reporting.
        S308A6II = Written { framework: "hipaa", id: "164.308(a)(6)(ii)", title: "response and reporting", text: "Security incidents are identified, answered, mitigated and documented.", shown_by: "alert routing, threat detection", not_shown: "the response to an incident", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(7)(i)`: contingency plan.
        S308A7I = Written { framework: "hipaa", id: "164.308(a)(7)(i)", title: "contingency plan", text: "Policies and procedures respond to an emergency that damages systems with health data.", shown_by: "probes, limits and replicas that keep a service up", not_shown: "the plan, and whether people can follow it", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.308(a)(7)(ii)(A)`: data backup plan.
        S308A7IIA = Written { framework: "hipaa", id: "164.308(a)(7)(ii)(A)", title: "data backup plan", text: "Retrievable exact copies of health data are created and maintained.", shown_by: "backup plans, snapshots, recovery to a point in time", not_shown: "whether a copy can be restored", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(7)(ii)(B)`: disaster recovery plan.
        S308A7IIB = Written { framework: "hipaa", id: "164.308(a)(7)(ii)(B)", title: "disaster recovery plan", text: "Lost data can be restored.", shown_by: "copies in other regions, multiple zones", not_shown: "the time that a restore takes", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(7)(ii)(C)`: emergency mode operation plan.
        S308A7IIC = Written { framework: "hipaa", id: "164.308(a)(7)(ii)(C)", title: "emergency mode operation plan", text: "Critical processes that protect health data continue in emergency mode.", shown_by: "several replicas on different nodes, PodDisruptionBudgets", not_shown: "behaviour in a real emergency", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(a)(7)(ii)(D)`: testing and revision procedures.
        S308A7IID = Written { framework: "hipaa", id: "164.308(a)(7)(ii)(D)", title: "testing and revision procedures", text: "Contingency plans are tested and revised periodically.", shown_by: "jobs that test the restore of backups", not_shown: "results of tests", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(7)(ii)(E)`: applications and data criticality analysis.
        S308A7IIE = Written { framework: "hipaa", id: "164.308(a)(7)(ii)(E)", title: "applications and data criticality analysis", text: "The relative criticality of applications and data is assessed.", shown_by: "priority classes and tier labels (weak evidence)", not_shown: "the assessment", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.308(a)(8)`: evaluation.
        S308A8 = Written { framework: "hipaa", id: "164.308(a)(8)", title: "evaluation", text: "A periodic technical and nontechnical evaluation shows how far the security policies meet the rule.", shown_by: "scans that run on a schedule", not_shown: "the nontechnical evaluation", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.308(b)(1)`: business associate contracts and other arrangements.
        S308B1 = Written { framework: "hipaa", id: "164.308(b)(1)", title: "business associate contracts and other arrangements", text: "A business associate handles health data only after satisfactory assurances.", not_shown: "contracts", obligation: Some(Obligation::Standard), is_manual: true, ..Written::EMPTY }.control();
        /// `164.308(b)(3)`: written contract or other arrangement.
        S308B3 = Written { framework: "hipaa", id: "164.308(b)(3)", title: "written contract or other arrangement", text: "The assurances are documented in a written contract or another arrangement.", not_shown: "contracts", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(a)(1)`: facility access controls.
        S310A1 = Written { framework: "hipaa", id: "164.310(a)(1)", title: "facility access controls", text: "Physical access to systems and their facilities is limited to authorized access.", not_shown: "buildings and rooms", obligation: Some(Obligation::Standard), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(a)(2)(i)`: contingency operations.
        S310A2I = Written { framework: "hipaa", id: "164.310(a)(2)(i)", title: "contingency operations", text: "Facility access supports the restoration of lost data in an emergency.", not_shown: "buildings and rooms", obligation: Some(Obligation::Addressable), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(a)(2)(ii)`: facility security plan.
        S310A2II = Written { framework: "hipaa", id: "164.310(a)(2)(ii)", title: "facility security plan", text: "The facility and its equipment are safeguarded from unauthorized access, tampering and theft.", not_shown: "buildings and rooms", obligation: Some(Obligation::Addressable), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(a)(2)(iii)`: access control and validation procedures.
        S310A2III = Written { framework: "hipaa", id: "164.310(a)(2)(iii)", title: "access control and validation procedures", text: "Access to facilities depends on role or function, including visitors and access to software for testing.", not_shown: "buildings and rooms", obligation: Some(Obligation::Addressable), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(a)(2)(iv)`: maintenance records.
        S310A2IV = Written { framework: "hipaa", id: "164.310(a)(2)(iv)", title: "maintenance records", text: "Repairs of the security-related parts of a facility are documented.", not_shown: "buildings and rooms", obligation: Some(Obligation::Addressable), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(b)`: workstation use.
        S310B = Written { framework: "hipaa", id: "164.310(b)", title: "workstation use", text: "Policies specify the functions and the surroundings of workstations that access health data.", not_shown: "workstations", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(c)`: workstation security.
        S310C = Written { framework: "hipaa", id: "164.310(c)", title: "workstation security", text: "Physical safeguards restrict workstations to authorized users.", not_shown: "workstations", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.310(d)(1)`: device and media controls.
        S310D1 = Written { framework: "hipaa", id: "164.310(d)(1)", title: "device and media controls", text: "Policies govern how hardware and media with health data enter, leave and move within a facility.", shown_by: "encryption of volumes, reclaim policies", not_shown: "the devices and media themselves", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.310(d)(2)(i)`: disposal.
        S310D2I = Written { framework: "hipaa", id: "164.310(d)(2)(i)", title: "disposal", text: "Policies address the final disposition of health data and of the media it is stored on.", shown_by: "encryption, key deletion windows, reclaim policies", not_shown: "destruction of media", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.310(d)(2)(ii)`: media re-use.
        S310D2II = Written { framework: "hipaa", id: "164.310(d)(2)(ii)", title: "media re-use", text: "Health data is removed from media before re-use.", shown_by: "encryption, key deletion windows, reclaim policies", not_shown: "erasure of media", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.310(d)(2)(iii)`: accountability.
        S310D2III = Written { framework: "hipaa", id: "164.310(d)(2)(iii)", title: "accountability", text: "Movements of hardware and media, and the person responsible, are recorded.", shown_by: "an inventory of the resources that are declared", not_shown: "movements of hardware", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.310(d)(2)(iv)`: data backup and storage.
        S310D2IV = Written { framework: "hipaa", id: "164.310(d)(2)(iv)", title: "data backup and storage", text: "A retrievable exact copy exists before equipment is moved.", shown_by: "backups and snapshots", not_shown: "when equipment is moved", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.312(a)(1)`: access control.
        S312A1 = Written { framework: "hipaa", id: "164.312(a)(1)", title: "access control", text: "Only persons and programs with granted access rights can access health data.", shown_by: "network policies, roles and the rights of workloads", not_shown: "what the application itself permits", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.312(a)(2)(i)`: unique user identification.
        S312A2I = Written { framework: "hipaa", id: "164.312(a)(2)(i)", title: "unique user identification", text: "Each user has a unique name or number that identifies and tracks the user.", shown_by: "an identity for each workload, no shared keys", not_shown: "accounts of people in the application and at the identity provider", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(a)(2)(ii)`: emergency access procedure.
        S312A2II = Written { framework: "hipaa", id: "164.312(a)(2)(ii)", title: "emergency access procedure", text: "Necessary health data can be obtained during an emergency.", shown_by: "an emergency role and accessible backups (weak evidence)", not_shown: "whether the procedure works", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(a)(2)(iii)`: automatic logoff.
        S312A2III = Written { framework: "hipaa", id: "164.312(a)(2)(iii)", title: "automatic logoff", text: "Sessions end after a predetermined time of inactivity.", shown_by: "lifetimes of sessions and tokens", not_shown: "sessions of the application", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.312(a)(2)(iv)`: encryption and decryption.
        S312A2IV = Written { framework: "hipaa", id: "164.312(a)(2)(iv)", title: "encryption and decryption", text: "A mechanism encrypts and decrypts health data.", shown_by: "encryption at rest of disks, databases and Secrets", not_shown: "defaults of the storage provider, and which volumes contain health data", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.312(b)`: audit controls.
        S312B = Written { framework: "hipaa", id: "164.312(b)", title: "audit controls", text: "Mechanisms record and examine activity in systems that contain or use health data.", shown_by: "audit logs that are on and kept", not_shown: "whether events arrive, and what the application records", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(c)(1)`: integrity.
        S312C1 = Written { framework: "hipaa", id: "164.312(c)(1)", title: "integrity", text: "Health data is protected from improper alteration or destruction.", shown_by: "versioning, locked objects, validated logs, signed artifacts", not_shown: "integrity of records within the application", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.312(c)(2)`: mechanism to authenticate electronic protected health information.
        S312C2 = Written { framework: "hipaa", id: "164.312(c)(2)", title: "mechanism to authenticate electronic protected health information", text: "Electronic mechanisms corroborate that health data was not altered or destroyed without authorization.", shown_by: "checksums, validation of logs, signatures", not_shown: "checks of records within the application", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.312(d)`: person or entity authentication.
        S312D = Written { framework: "hipaa", id: "164.312(d)", title: "person or entity authentication", text: "A person or entity that seeks access to health data is the one claimed.", shown_by: "multi-factor authentication, OIDC or mutual TLS identities, database passwords", not_shown: "what the identity provider and the application enforce", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.312(e)(1)`: transmission security.
        S312E1 = Written { framework: "hipaa", id: "164.312(e)(1)", title: "transmission security", text: "Technical measures guard against unauthorized access to health data on a network.", shown_by: "TLS, mutual TLS, restricted networks", not_shown: "traffic that the files do not describe", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.312(e)(2)(i)`: integrity controls.
        S312E2I = Written { framework: "hipaa", id: "164.312(e)(2)(i)", title: "integrity controls", text: "Transmitted health data is not improperly modified without detection.", shown_by: "TLS and mutual TLS", not_shown: "actual connections", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.312(e)(2)(ii)`: encryption.
        S312E2II = Written { framework: "hipaa", id: "164.312(e)(2)(ii)", title: "encryption", text: "Health data is encrypted in transit whenever appropriate.", shown_by: "TLS, mutual TLS, encryption between nodes", not_shown: "actual connections", obligation: Some(Obligation::Addressable), ..Written::EMPTY }.control();
        /// `164.314(a)(1)`: business associate contracts or other arrangements.
        S314A1 = Written { framework: "hipaa", id: "164.314(a)(1)", title: "business associate contracts or other arrangements", text: "Contracts with business associates meet the requirements of this section.", not_shown: "contracts", obligation: Some(Obligation::Standard), is_manual: true, ..Written::EMPTY }.control();
        /// `164.314(a)(2)(i)`: business associate contracts.
        S314A2I = Written { framework: "hipaa", id: "164.314(a)(2)(i)", title: "business associate contracts", text: "The contract demands the safeguards of the rule, the same of subcontractors, and reports of incidents.", not_shown: "contracts", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.314(a)(2)(ii)`: other arrangements.
        S314A2II = Written { framework: "hipaa", id: "164.314(a)(2)(ii)", title: "other arrangements", text: "Another arrangement meets the rule where both parties are government entities, or law requires the arrangement.", not_shown: "contracts", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.314(a)(2)(iii)`: business associate contracts with subcontractors.
        S314A2III = Written { framework: "hipaa", id: "164.314(a)(2)(iii)", title: "business associate contracts with subcontractors", text: "The same requirements apply between a business associate and its subcontractor.", not_shown: "contracts", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.314(b)(1)`: requirements for group health plans.
        S314B1 = Written { framework: "hipaa", id: "164.314(b)(1)", title: "requirements for group health plans", text: "Plan documents provide that the plan sponsor safeguards health data.", not_shown: "plan documents", obligation: Some(Obligation::Standard), is_manual: true, ..Written::EMPTY }.control();
        /// `164.314(b)(2)`: group health plan implementation specifications.
        S314B2 = Written { framework: "hipaa", id: "164.314(b)(2)", title: "group health plan implementation specifications", text: "Plan documents demand safeguards, adequate separation, the same of agents, and reports of incidents.", not_shown: "plan documents", obligation: Some(Obligation::Required), is_manual: true, ..Written::EMPTY }.control();
        /// `164.316(a)`: policies and procedures.
        S316A = Written { framework: "hipaa", id: "164.316(a)", title: "policies and procedures", text: "Reasonable and appropriate policies and procedures implement the rule.", shown_by: "a written policy that matches the declared configuration", not_shown: "whether practice follows the policy", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.316(b)(1)`: documentation.
        S316B1 = Written { framework: "hipaa", id: "164.316(b)(1)", title: "documentation", text: "Policies, procedures and required actions, activities and assessments are documented in writing.", shown_by: "reports that are kept", not_shown: "documents outside the repository", obligation: Some(Obligation::Standard), ..Written::EMPTY }.control();
        /// `164.316(b)(2)(i)`: time limit.
        S316B2I = Written { framework: "hipaa", id: "164.316(b)(2)(i)", title: "time limit", text: "Documentation is retained for six years from its creation, or from when it was last in effect.", shown_by: "retention of six years where documentation is kept; for logs by analogy only", not_shown: "documents outside the repository; logs are documentation by analogy only", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.316(b)(2)(ii)`: availability.
        S316B2II = Written { framework: "hipaa", id: "164.316(b)(2)(ii)", title: "availability", text: "Documentation is available to the persons who implement the procedures.", shown_by: "the age of a policy", not_shown: "who can read it", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
        /// `164.316(b)(2)(iii)`: updates.
        S316B2III = Written { framework: "hipaa", id: "164.316(b)(2)(iii)", title: "updates", text: "Documentation is reviewed periodically, and updated after changes.", shown_by: "the age of a policy", not_shown: "whether a review took place", obligation: Some(Obligation::Required), ..Written::EMPTY }.control();
    }
}
