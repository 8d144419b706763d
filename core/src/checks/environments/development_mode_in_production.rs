use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::credentials;
use crate::frameworks::Hipaa;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "development-mode-in-production",
    title: "development mode is enabled in production",
    messages: &[MESSAGE.text()],
    why: "In development mode many frameworks show configuration and stack traces to clients, and some offer a debugger that runs code from a request.",
    fix: Fix::all("Set the production value in the files of the production environment."),
    severity: Severity::Low,
    concern: Concern::DevelopmentMode,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Hipaa::S312A1).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Setting(
        &[
            SettingKind::Environment,
            SettingKind::ConfigMapEntry,
            SettingKind::EmbeddedEntry,
            SettingKind::FileEntry,
            SettingKind::Value,
            SettingKind::Variable,
        ],
        check,
    ),
};

const MESSAGE: Message<2> = Message::new("`{setting}` is `{trim}` in production");

/// Settings of a mode, in lower case and without punctuation.
const MODES: &[&str] = &[
    "appenv",
    "aspnetcoreenvironment",
    "dotnetenvironment",
    "flaskenv",
    "ginmode",
    "micronautenvironments",
    "nodeenv",
    "quarkusprofile",
    "rackenv",
    "railsenv",
    "springprofilesactive",
];

/// Settings that enable debugging or development mode.
const SWITCHES: &[&str] =
    &["appdebug", "debug", "djangodebug", "flaskdebug", "wordpressdebug", "wpdebug"];

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let key: String = setting.key.chars().filter(char::is_ascii_alphanumeric).collect();
    let key = key.to_ascii_lowercase();
    let is_switch = SWITCHES.contains(&key.as_str());
    let counts = scope.is_production() && (is_switch || MODES.contains(&key.as_str()));
    if !counts || out.is_unset(&setting.value) {
        return out.not_applicable();
    }
    let Some(value) = out.read(&setting.value) else { return };
    if value.trim().is_empty() {
        return out.not_applicable();
    }
    if value.contains("${") || credentials::is_reference(value) {
        return out.unknown(setting, "the value is a reference whose target is not in the input");
    }
    let words: &[&str] = if is_switch {
        &["1", "on", "true", "yes"]
    } else {
        &["debug", "dev", "develop", "development", "local"]
    };
    // Several profiles may be active at once.
    let mut own = value.split([',', ' ']).map(str::to_ascii_lowercase);
    if own.any(|word| words.contains(&word.as_str())) {
        let message = MESSAGE.with(setting.name(), value.trim());
        out.fail(setting, message);
    } else {
        out.pass(setting);
    }
}
