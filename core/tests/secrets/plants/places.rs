//! Where secrets are. `@@` is the secret as the notation of the place writes it, `@raw@` the secret as
//! it is, `@64@` its base64.

/// A place: what it is, the path of the file, and its text.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
    pub(crate) notation: Notation,
}

/// How a text writes a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// As it is, whatever becomes of it; of several lines in quotes.
    Plain,
    /// In double quotes with escapes.
    Quoted,
    /// In single quotes.
    Single,
    /// As a part of a URL.
    Url,
    /// Line by line, below a key.
    Block,
    /// As one word for a shell.
    Shell,
    /// With line breaks as they are, between double quotes that are there.
    Lines,
    /// Where only letters, digits and few signs can be.
    Word,
}

use Notation::{Block, Plain, Quoted, Single, Url};

pub(super) const fn kind(
    name: &'static str,
    path: &'static str,
    notation: Notation,
    text: &'static str,
) -> Kind {
    Kind { name, path, text, notation }
}

const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  hostPID: true\n  containers:\n";

/// A Pod with a finding, so that its lines can be shown.
macro_rules! pod {
    ($($line:literal),+) => {
        concat!(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  hostPID: true\n  containers:\n",
            "  - name: app\n    image: app:1\n", $($line, "\n"),+
        )
    };
}

macro_rules! secret {
    ($($line:literal),+) => {
        concat!("apiVersion: v1\nkind: Secret\nmetadata: {name: login}\n", $($line, "\n"),+)
    };
}

macro_rules! compose {
    ($($line:literal),+) => {
        concat!("services:\n  app:\n    image: app:latest\n    privileged: true\n", $($line, "\n"),+)
    };
}

/// The places.
pub(crate) const KINDS: [Kind; 60] = [
    kind("env", "pod.yaml", Plain, pod!("    env:", "    - name: DB_PASSWORD", "      value: @@")),
    kind(
        "env in quotes",
        "pod.yaml",
        Quoted,
        pod!("    env:", "    - name: DB_PASSWORD", "      value: @@"),
    ),
    kind(
        "env in single quotes",
        "pod.yaml",
        Single,
        pod!("    env: [{name: API_TOKEN, value: @@}]"),
    ),
    kind("args", "pod.yaml", Quoted, pod!("    args: [--password, @@]")),
    kind("args in block", "pod.yaml", Plain, pod!("    args:", "    - --password", "    - @@")),
    kind(
        "one argument",
        "pod.yaml",
        Single,
        pod!("    args:", "    - --db-password", "    - @@", "    command: [run]"),
    ),
    kind(
        "script",
        "pod.yaml",
        Block,
        pod!("    env:", "    - name: SIGNING_SECRET", "      value: |", "        @@"),
    ),
    kind(
        "annotation",
        "pod.yaml",
        Quoted,
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\n  annotations:\n    example.com/api-token: @@\nspec: {hostPID: true, containers: [{name: a, image: a}]}\n",
    ),
    kind("wrong type", "pod.yaml", Quoted, pod!("    env: [{name: DB_PASSWORD, value: [@@]}]")),
    kind(
        "below the key of a secret",
        "pod.yaml",
        Quoted,
        pod!("    password:", "      old: @@", "      name: x"),
    ),
    kind(
        "config map",
        "map.yaml",
        Quoted,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  DB_PASSWORD: @@\n",
    ),
    kind(
        "file in a config map",
        "map.yaml",
        Plain,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  app.properties: |\n    db.password=@@\n    db.host=db\n",
    ),
    kind(
        "YAML in a config map",
        "map.yaml",
        Quoted,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  app.yaml: |\n    db:\n      password: @@\n",
    ),
    kind(
        "JSON in a config map",
        "map.yaml",
        Quoted,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  app.json: |\n    {\"db\": {\"password\": @@}}\n",
    ),
    kind("secret data", "secret.yaml", Plain, secret!("data: {password: @64@}")),
    kind("secret string data", "secret.yaml", Quoted, secret!("stringData:", "  whatever: @@")),
    kind(
        "secret plain",
        "secret.yaml",
        Plain,
        secret!("stringData:", "  whatever: @@", "  other: x"),
    ),
    kind("secret block", "secret.yaml", Block, secret!("stringData:", "  whatever: |", "    @@")),
    kind(
        "secret file",
        "secret.yaml",
        Quoted,
        secret!("stringData:", "  app.yaml: |", "    whatever: @@"),
    ),
    kind("DATA", "secret.yaml", Quoted, secret!("DATA: {whatever: @@}")),
    kind("stringdata", "secret.yaml", Quoted, secret!("stringdata: {whatever: @@}")),
    kind("stringData2", "secret.yaml", Quoted, secret!("stringData2: {whatever: @@}")),
    kind("top of a secret", "secret.yaml", Quoted, secret!("whatever: @@")),
    kind(
        "kind secret",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nkind: secret\nmetadata: {name: a}\nstringData: {whatever: @@}\n",
    ),
    kind(
        "kind misspelt",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nkind: Sercet\nmetadata: {name: a}\nstringData: {whatever: @@}\n",
    ),
    kind(
        "without kind",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nmetadata: {name: a}\nstringData: {whatever: @@}\n",
    ),
    kind(
        "list of secrets",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  stringData: {whatever: @@}\n",
    ),
    kind(
        "list of lists",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: a}\n    stringData: {whatever: @@}\n",
    ),
    kind(
        "merged into a secret",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nx: &x {whatever: @@}\nstringData: {<<: *x}\n",
    ),
    kind(
        "alias in a secret",
        "secret.yaml",
        Quoted,
        "x-common: &x @@\nkind: Secret\napiVersion: v1\nmetadata: {name: a}\nstringData: {whatever: *x}\n",
    ),
    kind(
        "annotation of a secret",
        "secret.yaml",
        Quoted,
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  annotations: {whatever: @@}\n",
    ),
    kind("list in a secret", "secret.yaml", Quoted, secret!("stringData: {whatever: [[@@]]}")),
    kind("comment", "pod.yaml", Plain, pod!("    tty: true # password: @@")),
    kind("comment of a variable", "pod.yaml", Plain, pod!("    #DB_PASSWORD=@@", "    tty: true")),
    kind(
        "commented-out list",
        "pod.yaml",
        Plain,
        pod!("    # - name: DB_PASSWORD", "    #   value: @@", "    tty: true"),
    ),
    kind(
        "comment with a URL",
        "pod.yaml",
        Url,
        pod!("    # old: postgres://app:@@@db/app", "    tty: true"),
    ),
    kind(
        "URL in env",
        "pod.yaml",
        Url,
        pod!("    env: [{name: DATABASE, value: \"postgres://app:@@@db:5432/app\"}]"),
    ),
    kind(
        "image with a login",
        "compose.yaml",
        Url,
        "services:\n  app:\n    image: https://app:@@@registry.example.com/app\n    privileged: true\n",
    ),
    kind(
        "include with a login",
        "compose.yaml",
        Url,
        compose!("include: [\"https://app:@@@git.example.com/x.git\"]"),
    ),
    kind(
        "extends with a login",
        "compose.yaml",
        Url,
        compose!("    extends: {file: \"https://app:@@@git.example.com/x.yaml\", service: a}"),
    ),
    kind(
        "compose env",
        "compose.yaml",
        Plain,
        compose!("    environment:", "      DB_PASSWORD: @@"),
    ),
    kind(
        "compose list",
        "compose.yaml",
        Quoted,
        compose!("    environment: [API_KEY=x, @@]", "    labels:", "      admin.password: @@"),
    ),
    kind("compose command", "compose.yaml", Quoted, compose!("    command: [\"--password\", @@]")),
    kind("dotenv", ".env", Plain, "DB_HOST=db\nDB_PASSWORD=@@\n"),
    kind("dotenv in quotes", ".env", Quoted, "DB_HOST=db\nexport API_TOKEN=@@\n"),
    kind("values", "chart/values.yaml", Quoted, "image: {tag: latest}\nauth:\n  password: @@\n"),
    kind(
        "values, plain",
        "chart/values.yaml",
        Plain,
        "image: {tag: latest}\nauth:\n  adminPassword: @@\n",
    ),
    kind(
        "Terraform",
        "main.tf",
        Quoted,
        "resource \"aws_db_instance\" \"db\" {\n  password = @@\n}\n",
    ),
    kind(
        "Terraform, broken",
        "main.tf",
        Quoted,
        "resource \"aws_db_instance\" \"db\" {\n  password = @@\n  x = = 1\n",
    ),
    kind("Dockerfile", "Dockerfile", Quoted, "FROM app:1\nENV DB_PASSWORD=@@\nARG TOKEN\n"),
    kind(
        "Dockerfile, broken",
        "Dockerfile",
        Plain,
        "FROM app:1\nENVV DB_PASSWORD @@\nENV DB_PASSWORD @@\n",
    ),
    kind(
        "workflow",
        ".github/workflows/ci.yaml",
        Quoted,
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    env: {API_TOKEN: @@}\n    steps: [{run: make}]\n",
    ),
    kind("properties", "application.properties", Plain, "db.host=db\ndb.password=@@\n"),
    kind(
        "broken by a tab",
        "pod.yaml",
        Plain,
        "apiVersion: v1\nkind: Pod\nspec:\n\tcontainers:\n    password: @@\n",
    ),
    kind(
        "broken by indentation",
        "pod.yaml",
        Quoted,
        "apiVersion: v1\nkind: Secret\nstringData:\n  whatever: @@\n bad: 1\n",
    ),
    kind(
        "broken by a quote",
        "pod.yaml",
        Plain,
        "apiVersion: v1\nkind: Secret\nstringData:\n  whatever: \"@@\n  b: c\n",
    ),
    kind(
        "alias cycle",
        "pod.yaml",
        Quoted,
        pod!("    x: &a [*a]", "    env: [{name: DB_PASSWORD, value: @@}]"),
    ),
    kind(
        "unknown tag",
        "pod.yaml",
        Quoted,
        pod!("    env: [{name: DB_PASSWORD, value: !thing @@}]"),
    ),
    kind(
        "key twice",
        "pod.yaml",
        Quoted,
        pod!("    env: [{name: DB_PASSWORD, value: @@, value: x}]"),
    ),
    kind(
        "invalid escape",
        "pod.yaml",
        Plain,
        "apiVersion: v1\nkind: Pod\nmetadata: {name: \"a\\qb\"}\npassword: @@\n---\napiVersion: v1\nkind: Pod\nspec: {hostPID: true, containers: [{name: a, image: a}]}\n",
    ),
];

/// What a Pod begins with, for cases of their own.
pub(crate) const HEAD: &str = POD;
