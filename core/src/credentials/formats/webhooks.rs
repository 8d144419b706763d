//! Webhook URLs: anyone who knows one can post to it.

use super::Known;

/// A webhook by the beginning of its host and path, and the minimum length of the path. A `*`
/// matches the name of the owner.
const WEBHOOKS: &[(&str, &str, usize, &str)] = &[
    ("hooks.slack.com", "/services/T", 30, "Slack webhook"),
    ("hooks.slack.com", "/workflows/T", 30, "Slack webhook"),
    ("hooks.slack.com", "/triggers/", 30, "Slack webhook"),
    ("discord.com", "/api/webhooks/", 74, "Discord webhook"),
    ("discordapp.com", "/api/webhooks/", 74, "Discord webhook"),
    ("canary.discord.com", "/api/webhooks/", 74, "Discord webhook"),
    ("ptb.discord.com", "/api/webhooks/", 74, "Discord webhook"),
    ("*.webhook.office.com", "/webhookb2/", 100, "Microsoft Teams webhook"),
    ("outlook.office.com", "/webhook/", 100, "Microsoft Teams webhook"),
    ("chat.googleapis.com", "/v1/spaces/", 60, "Google Chat webhook"),
    ("maker.ifttt.com", "/trigger/", 40, "IFTTT webhook"),
];

/// The webhook that begins a text.
pub(super) fn webhook(rest: &str, at: usize) -> Option<Known> {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b":/._-@?=&%+~#".contains(&byte);
    let length = rest.bytes().take(600).take_while(|byte| belongs(*byte)).count();
    let url = rest.get(..length)?;
    let (host, _) = url.strip_prefix("https://")?.split_once('/')?;
    let path = url.get("https://".len() + host.len()..)?;
    let is_host = |wanted: &str| match wanted.strip_prefix('*') {
        Some(end) => host.ends_with(end),
        None => host == wanted,
    };
    let found = WEBHOOKS.iter().find(|(wanted, start, shortest, _)| {
        is_host(wanted) && path.starts_with(start) && path.len() >= *shortest
    });
    // Documentation uses placeholder letters: `T00000000/B00000000/XXXX`.
    found.map(|(.., name)| Known { name, range: at..at + length, doubtful: false })
}
