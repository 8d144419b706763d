use crate::checks::protection::{protection, strength};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::inventory::leaves;
use crate::model::facts::Fact;
use crate::model::{Body, Resource};

pub(super) static CHECK: Check = Check {
    id: "values-unread",
    title: "no template reads the chart value",
    messages: &[UNREAD.text(), PROTECTION.text()],
    why: "The setting has no effect: what it should protect or change is rendered without it.",
    fix: Fix::all(
        "Use the value in the template that should render it, correct its name, or remove it.",
    ),
    severity: Severity::Low,
    concern: Concern::Own,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Resource(&["values"], check),
};

const UNREAD: Message<1> = Message::new("no template reads `{path}`");
const PROTECTION: Message<1> =
    Message::new("no template reads `{path}`: the protection is not rendered");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    let Body::Settings(settings) = &resource.body else { return out.not_applicable() };
    // Values of a chart in another chart are rendered with that.
    let is_rendered = settings.templates.as_ref().is_some_and(|templates| templates.is_rendered);
    if !is_rendered && resource.facts.is_empty() {
        return out.not_applicable();
    }
    for fact in &resource.facts {
        let Fact::UnreadValue { place, keys, others, unknown } = fact else { continue };
        if let Some(why) = unknown {
            out.unknown(place, why.clone());
            continue;
        }
        let protects = protects(resource, keys);
        let message = if protects { PROTECTION } else { UNREAD };
        let failure = out.fail(place, message.with(keys.join(".")));
        if protects {
            failure.severity(Severity::Medium);
        }
        for other in others {
            failure.related(other, "the same value is set here");
        }
    }
}

/// Whether a value is, or contains, a setting that protects.
fn protects(resource: &Resource, keys: &[String]) -> bool {
    leaves(&resource.content).iter().any(|(path, value)| {
        path.len() >= keys.len()
            && path.iter().zip(keys).all(|(own, key)| own == key)
            && protection(path).is_some_and(|protection| {
                strength(protection, value, &mut Outcome::default())
                    .is_some_and(|strength| strength > 0)
            })
    })
}
