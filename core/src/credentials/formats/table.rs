//! Published formats that a prefix, an alphabet and a length describe.

/// The bytes that may follow a prefix.
#[derive(Clone, Copy)]
pub(super) enum Alphabet {
    Letters,
    Base32,
    Hex,
    /// Letters, digits, `_` and `-`.
    Url,
    /// As `Url`, and `.`.
    Dotted,
    /// Base64 in both of its alphabets.
    Base64,
}

impl Alphabet {
    pub(super) fn contains(self, byte: u8) -> bool {
        match self {
            Self::Letters => byte.is_ascii_alphanumeric(),
            Self::Base32 => byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7'),
            Self::Hex => byte.is_ascii_hexdigit(),
            Self::Url => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Dotted => Self::Url.contains(byte) || byte == b'.',
            Self::Base64 => Self::Url.contains(byte) || matches!(byte, b'+' | b'/' | b'='),
        }
    }
}

/// A further condition on a token with the right shape.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Proof {
    Nothing,
    /// The last six characters are the CRC-32 of the others, in base 62.
    Checksum,
    /// It contains digits and capitals: the prefix alone is too short.
    Mixed,
    /// It contains letters of both cases.
    Cased,
    /// The vendor's marker is in the middle.
    OpenAi,
    /// None; the key is a test key or publishable.
    Doubtful,
}

/// A format that a prefix, an alphabet and a length describe.
pub(super) struct Format {
    pub(super) prefix: &'static str,
    pub(super) alphabet: Alphabet,
    pub(super) shortest: usize,
    pub(super) longest: usize,
    pub(super) proof: Proof,
    pub(super) name: &'static str,
}

const fn format(
    prefix: &'static str,
    alphabet: Alphabet,
    (shortest, longest): (usize, usize),
    proof: Proof,
    name: &'static str,
) -> Format {
    Format { prefix, alphabet, shortest, longest, proof, name }
}

#[rustfmt::skip]
pub(super) const FORMATS: &[Format] = &[
    format("AKIA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("ASIA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("ABIA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("ACCA", Alphabet::Base32, (16, 16), Proof::Nothing, "AWS access key id"),
    format("AGE-SECRET-KEY-1", Alphabet::Letters, (58, 58), Proof::Nothing, "age secret key"),
    format("AIza", Alphabet::Url, (35, 35), Proof::Doubtful, "Google API key"),
    format("SG.", Alphabet::Dotted, (66, 66), Proof::Mixed, "SendGrid API key"),
    format("GOCSPX-", Alphabet::Url, (28, 28), Proof::Nothing, "Google OAuth client secret"),
    format("NRAK-", Alphabet::Letters, (27, 27), Proof::Nothing, "New Relic API key"),
    format("dapi", Alphabet::Hex, (32, 32), Proof::Nothing, "Databricks token"),
    format("lin_api_", Alphabet::Letters, (40, 40), Proof::Nothing, "Linear API key"),
    format("pul-", Alphabet::Hex, (40, 40), Proof::Nothing, "Pulumi token"),
    format("rubygems_", Alphabet::Hex, (48, 48), Proof::Nothing, "RubyGems API key"),
    format("shpat_", Alphabet::Hex, (32, 32), Proof::Nothing, "Shopify token"),
    format("dckr_pat_", Alphabet::Url, (27, 27), Proof::Nothing, "Docker Hub token"),
    format("dop_v1_", Alphabet::Hex, (64, 64), Proof::Nothing, "DigitalOcean token"),
    format("ghp_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("gho_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("ghu_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("ghs_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("ghr_", Alphabet::Letters, (36, 36), Proof::Checksum, "GitHub token"),
    format("github_pat_", Alphabet::Url, (82, 82), Proof::Mixed, "GitHub token"),
    format("glpat-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("gldt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glrt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glcbt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glptt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glsa_", Alphabet::Url, (41, 41), Proof::Mixed, "Grafana token"),
    format("hf_", Alphabet::Letters, (34, 34), Proof::Cased, "Hugging Face token"),
    format("hvs.", Alphabet::Url, (24, 300), Proof::Nothing, "Vault token"),
    format("hvb.", Alphabet::Url, (24, 400), Proof::Nothing, "Vault token"),
    format("hvr.", Alphabet::Url, (24, 400), Proof::Nothing, "Vault token"),
    format("npm_", Alphabet::Letters, (36, 36), Proof::Mixed, "npm token"),
    format("pypi-AgEIcHlwaS5vcmc", Alphabet::Url, (50, 400), Proof::Nothing, "PyPI token"),
    format("pypi-AgENdGVzdC5weXBpLm9yZw", Alphabet::Url, (50, 400), Proof::Nothing, "PyPI token"),
    format("rk_live_", Alphabet::Letters, (16, 250), Proof::Nothing, "Stripe secret key"),
    format("rk_test_", Alphabet::Letters, (16, 250), Proof::Doubtful, "Stripe secret key"),
    format("s.", Alphabet::Letters, (24, 24), Proof::Mixed, "Vault token"),
    format("sk-ant-", Alphabet::Url, (32, 200), Proof::Mixed, "Anthropic API key"),
    format("sk-proj-", Alphabet::Url, (40, 250), Proof::Mixed, "OpenAI API key"),
    format("sk_live_", Alphabet::Letters, (16, 250), Proof::Nothing, "Stripe secret key"),
    format("sk_test_", Alphabet::Letters, (16, 250), Proof::Doubtful, "Stripe secret key"),
    format("whsec_", Alphabet::Letters, (32, 64), Proof::Mixed, "Stripe webhook secret"),
    format("xapp-", Alphabet::Url, (30, 200), Proof::Mixed, "Slack token"),
    format("xoxa-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxb-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxe-", Alphabet::Url, (20, 300), Proof::Nothing, "Slack token"),
    format("xoxp-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxr-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("xoxs-", Alphabet::Url, (20, 200), Proof::Nothing, "Slack token"),
    format("ATATT3", Alphabet::Base64, (170, 250), Proof::Mixed, "Atlassian API token"),
    format("ATBB", Alphabet::Letters, (32, 32), Proof::Mixed, "Bitbucket app password"),
    format("EZAK", Alphabet::Letters, (54, 54), Proof::Mixed, "EasyPost API key"),
    format("HRKU-", Alphabet::Url, (36, 60), Proof::Mixed, "Heroku API key"),
    format("PMAK-", Alphabet::Url, (59, 59), Proof::Nothing, "Postman API key"),
    format("bkua_", Alphabet::Hex, (40, 40), Proof::Nothing, "Buildkite token"),
    format("dckr_oat_", Alphabet::Url, (32, 32), Proof::Nothing, "Docker Hub token"),
    format("doo_v1_", Alphabet::Hex, (64, 64), Proof::Nothing, "DigitalOcean token"),
    format("dor_v1_", Alphabet::Hex, (64, 64), Proof::Nothing, "DigitalOcean token"),
    format("dp.pt.", Alphabet::Letters, (40, 44), Proof::Mixed, "Doppler token"),
    format("dp.st.", Alphabet::Dotted, (40, 80), Proof::Mixed, "Doppler token"),
    format("dt0c01.", Alphabet::Dotted, (89, 89), Proof::Nothing, "Dynatrace token"),
    format("figd_", Alphabet::Url, (40, 44), Proof::Mixed, "Figma token"),
    format("glagent-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glft-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glimt-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("gloas-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glsoat-", Alphabet::Dotted, (20, 300), Proof::Nothing, "GitLab token"),
    format("glc_", Alphabet::Base64, (60, 400), Proof::Mixed, "Grafana Cloud token"),
    format("gsk_", Alphabet::Letters, (52, 52), Proof::Mixed, "Groq API key"),
    format("nfp_", Alphabet::Letters, (36, 40), Proof::Mixed, "Netlify token"),
    format("ntn_", Alphabet::Letters, (46, 46), Proof::Mixed, "Notion token"),
    format("ops_eyJ", Alphabet::Base64, (200, 2000), Proof::Nothing, "1Password service account token"),
    format("pat-eu1-", Alphabet::Url, (36, 36), Proof::Nothing, "HubSpot token"),
    format("pat-na1-", Alphabet::Url, (36, 36), Proof::Nothing, "HubSpot token"),
    format("pnu_", Alphabet::Letters, (36, 36), Proof::Mixed, "Prefect API key"),
    format("pplx-", Alphabet::Letters, (48, 48), Proof::Mixed, "Perplexity API key"),
    format("pscale_oauth_", Alphabet::Dotted, (32, 64), Proof::Nothing, "PlanetScale token"),
    format("pscale_pw_", Alphabet::Dotted, (32, 64), Proof::Nothing, "PlanetScale password"),
    format("pscale_tkn_", Alphabet::Dotted, (32, 64), Proof::Nothing, "PlanetScale token"),
    format("r8_", Alphabet::Letters, (37, 37), Proof::Mixed, "Replicate token"),
    format("rdme_", Alphabet::Letters, (70, 70), Proof::Nothing, "ReadMe API key"),
    format("sbp_", Alphabet::Hex, (40, 40), Proof::Nothing, "Supabase token"),
    format("sb_secret_", Alphabet::Url, (31, 41), Proof::Nothing, "Supabase secret key"),
    format("sgp_", Alphabet::Hex, (40, 40), Proof::Nothing, "Sourcegraph token"),
    format("shpca_", Alphabet::Hex, (32, 32), Proof::Nothing, "Shopify token"),
    format("shppa_", Alphabet::Hex, (32, 32), Proof::Nothing, "Shopify token"),
    format("shpss_", Alphabet::Hex, (32, 32), Proof::Nothing, "Shopify shared secret"),
    format("shippo_live_", Alphabet::Hex, (40, 40), Proof::Nothing, "Shippo token"),
    format("sk-", Alphabet::Letters, (48, 48), Proof::OpenAi, "OpenAI API key"),
    format("sk-admin-", Alphabet::Url, (40, 250), Proof::Mixed, "OpenAI API key"),
    format("sk-svcacct-", Alphabet::Url, (40, 250), Proof::Mixed, "OpenAI API key"),
    format("sntryu_", Alphabet::Hex, (64, 64), Proof::Nothing, "Sentry token"),
    format("sntrys_eyJ", Alphabet::Base64, (80, 600), Proof::Nothing, "Sentry token"),
    format("sq0atp-", Alphabet::Url, (22, 22), Proof::Nothing, "Square access token"),
    format("sq0csp-", Alphabet::Url, (43, 43), Proof::Nothing, "Square OAuth secret"),
    format("tfp_", Alphabet::Url, (59, 59), Proof::Nothing, "Typeform token"),
    format("tskey-", Alphabet::Url, (30, 80), Proof::Mixed, "Tailscale key"),
    format("xai-", Alphabet::Letters, (80, 80), Proof::Mixed, "xAI API key"),
    format("xkeysib-", Alphabet::Url, (81, 81), Proof::Nothing, "Brevo API key"),
    format("ya29.", Alphabet::Url, (60, 300), Proof::Mixed, "Google OAuth access token"),
];
