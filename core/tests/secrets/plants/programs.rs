//! Secrets in the files of programs, of build systems and of infrastructure as code.

use super::places::Notation::{Block, Lines, Plain, Quoted, Shell, Single, Url, Word};
use super::places::{Kind, kind};

/// A workflow whose only step runs a script.
macro_rules! workflow {
    ($($line:literal),+) => {
        concat!(
            "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    permissions: write-all\n    steps:\n",
            $($line, "\n"),+
        )
    };
}

macro_rules! cloud {
    ($($line:literal),+) => {
        concat!("AWSTemplateFormatVersion: '2010-09-09'\n", $($line, "\n"),+)
    };
}

macro_rules! terraform {
    ($($line:literal),+) => { concat!($($line, "\n"),+) };
}

/// The places.
pub(crate) const KINDS: [Kind; 46] = [
    kind(
        "Vault, seal",
        "vault/config.hcl",
        Quoted,
        "disable_mlock = true\nlistener \"tcp\" { tls_disable = 1 }\nseal \"transit\" {\n  token = @@\n}\n",
    ),
    kind(
        "Vault, storage",
        "vault/config.hcl",
        Url,
        "listener \"tcp\" { tls_disable = 1 }\nstorage \"postgresql\" {\n  connection_url = \"postgres://vault:@@@db:5432/vault\"\n}\n",
    ),
    kind(
        "Vault, broken",
        "vault/config.hcl",
        Quoted,
        "listener \"tcp\" {\n  tls_disable = 1\nseal \"transit\" {\n  token = @@\n",
    ),
    kind(
        "Vault policy",
        "vault/policies/app.hcl",
        Quoted,
        "path \"*\" {\n  capabilities = [\"sudo\"]\n  allowed_parameters = { password = [@@] }\n}\n",
    ),
    kind(
        "Vault policy, comment",
        "vault/policies/app.hcl",
        Plain,
        "path \"*\" {\n  capabilities = [\"sudo\"] # token = @@\n}\n",
    ),
    kind(
        "Vault, template",
        "vault/app.env.ctmpl",
        Plain,
        "DB_USER={{ with secret \"db\" }}{{ .Data.user }}{{ end }}\nDB_PASSWORD=@@\n",
    ),
    kind(
        "nginx, header",
        "nginx/nginx.conf",
        Word,
        "server {\n  listen 80;\n  server_tokens on;\n  location / { proxy_set_header Authorization \"Bearer @@\"; }\n}\n",
    ),
    kind(
        "nginx, address",
        "nginx/nginx.conf",
        Url,
        "server {\n  listen 80;\n  location / { proxy_pass http://app:@@@backend/; }\n}\n",
    ),
    kind(
        "nginx, variable",
        "nginx/default.conf",
        Quoted,
        "server {\n  listen 80;\n  set $api_token @@;\n  autoindex on;\n}\n",
    ),
    kind(
        "nginx, broken",
        "nginx/nginx.conf",
        Quoted,
        "server {\n  listen 80\n  set $api_token @@;\n  location / {\n",
    ),
    kind(
        "CloudFormation, property",
        "template.yaml",
        Quoted,
        cloud!(
            "Resources:",
            "  Db:",
            "    Type: AWS::RDS::DBInstance",
            "    Properties: {PubliclyAccessible: true, MasterUserPassword: @@}"
        ),
    ),
    kind(
        "CloudFormation, parameter",
        "template.yaml",
        Quoted,
        cloud!("Parameters:", "  DbPassword:", "    Type: String", "    Default: @@"),
    ),
    kind(
        "CloudFormation, user data",
        "template.yaml",
        Shell,
        cloud!(
            "Resources:",
            "  Host:",
            "    Type: AWS::EC2::Instance",
            "    Properties:",
            "      UserData:",
            "        Fn::Base64: !Sub |",
            "          export DB_PASSWORD=@@",
            "          run"
        ),
    ),
    kind(
        "CloudFormation in JSON",
        "stack.json",
        Quoted,
        "{\"AWSTemplateFormatVersion\": \"2010-09-09\", \"Resources\": {\"Db\": {\"Type\": \"AWS::RDS::DBInstance\", \"Properties\": {\"MasterUserPassword\": @@}}}}\n",
    ),
    kind(
        "workflow, variable in a script",
        ".github/workflows/ci.yaml",
        Shell,
        workflow!("    - run: |", "        export DB_PASSWORD=@@", "        make test"),
    ),
    kind(
        "workflow, login",
        ".github/workflows/ci.yaml",
        Word,
        workflow!("    - run: curl -u admin:@@ https://example.com/x | sh"),
    ),
    kind(
        "workflow, header",
        ".github/workflows/ci.yaml",
        Word,
        workflow!(
            "    - run: |",
            "        curl -H \"Authorization: Bearer @@\" https://example.com/x | sh"
        ),
    ),
    kind(
        "workflow, option",
        ".github/workflows/ci.yaml",
        Shell,
        workflow!("    - run: |", "        deploy --password @@ --now"),
    ),
    kind(
        "workflow, input of an action",
        ".github/workflows/ci.yaml",
        Single,
        workflow!(
            "    - uses: docker/login-action@v3",
            "      with: {username: app, password: @@}"
        ),
    ),
    kind(
        "Dockerfile, variable of RUN",
        "Dockerfile",
        Shell,
        "FROM app:latest\nRUN DB_PASSWORD=@@ make install\n",
    ),
    kind(
        "Dockerfile, login in RUN",
        "Dockerfile",
        Word,
        "FROM app:latest\nRUN curl -u admin:@@ https://example.com/x | sh\n",
    ),
    kind(
        "Dockerfile, URL in RUN",
        "Dockerfile",
        Url,
        "FROM app:latest\nRUN set -e && \\\n    git clone https://app:@@@git.example.com/x.git\n",
    ),
    kind(
        "Dockerfile, words of RUN",
        "Dockerfile",
        Quoted,
        "FROM app:latest\nRUN [\"deploy\", \"--password\", @@]\n",
    ),
    kind(
        "Dockerfile, settings written by RUN",
        "Dockerfile",
        Word,
        "FROM app:latest\nRUN echo \"//registry.npmjs.org/:_authToken=@@\" > ~/.npmrc\n",
    ),
    kind("helm-secrets", "chart/secrets.yaml", Quoted, "db:\n  password: @@\n  user: app\n"),
    kind(
        "helm-secrets, plain",
        "chart/helm_vars/prod/secrets.yaml.dec",
        Plain,
        "db:\n  password: @@\n  user: app\n",
    ),
    kind(
        "Terraform, values",
        "prod.tfvars",
        Quoted,
        "region = \"eu-central-1\"\ndb_password = @@\n",
    ),
    kind(
        "Terraform, default",
        "variables.tf",
        Quoted,
        terraform!("variable \"db_password\" {", "  type = string", "  default = @@", "}"),
    ),
    kind(
        "Terraform, provider",
        "main.tf",
        Quoted,
        terraform!(
            "provider \"vault\" {",
            "  address = \"http://vault:8200\"",
            "  token = @@",
            "}"
        ),
    ),
    kind(
        "Terraform, user data",
        "main.tf",
        Shell,
        terraform!(
            "resource \"aws_instance\" \"a\" {",
            "  user_data = <<-EOT",
            "    export DB_PASSWORD=@@",
            "    run",
            "  EOT",
            "}"
        ),
    ),
    kind(
        "Terraform in JSON",
        "main.tf.json",
        Quoted,
        "{\"resource\": {\"aws_db_instance\": {\"db\": {\"password\": @@, \"publicly_accessible\": true}}}}\n",
    ),
    kind(
        "application settings, JSON",
        "appsettings.json",
        Quoted,
        "{\"AllowedHosts\": \"*\", \"Jwt\": {\"SigningKey\": @@}}\n",
    ),
    kind(
        "application settings, connection",
        "appsettings.json",
        Word,
        "{\"ConnectionStrings\": {\"Default\": \"Server=db;Database=app;User Id=app;Password=@@;Encrypt=false\"}}\n",
    ),
    kind(
        "application settings, YAML",
        "application.yml",
        Quoted,
        "spring:\n  datasource:\n    url: jdbc:postgresql://db/app\n    password: @@\nmanagement: {endpoints: {web: {exposure: {include: '*'}}}}\n",
    ),
    kind(
        "application settings, TOML",
        "settings.toml",
        Quoted,
        "[database]\nhost = \"db\"\npassword = @@\n",
    ),
    kind(
        "application settings, INI",
        "app.ini",
        Plain,
        "[database]\nHOST = db\nPASSWD = @@\n[server]\nDISABLE_SSH = false\n",
    ),
    kind(
        "dotenv, lines in double quotes",
        ".env",
        Lines,
        "DB_HOST=db\nSIGNING_KEY=\"@@\"\nLATER=1\n",
    ),
    kind(
        "dotenv, lines, then broken",
        "prod.env",
        Lines,
        "DB_HOST=db\nSIGNING_KEY=\"@@\"\nthis is no line\n=x\n",
    ),
    kind("dotenv for compose", ".env", Single, "DB_HOST=db\nexport DB_PASSWORD = @@ # rotate\n"),
    kind(
        "kubeconfig",
        "kubeconfig",
        Quoted,
        "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user: {token: @@}\n",
    ),
    kind(
        "npm",
        ".npmrc",
        Word,
        "registry=https://registry.npmjs.org/\n//registry.npmjs.org/:_authToken=@@\n",
    ),
    kind("netrc", ".netrc", Word, "machine example.com\nlogin app\npassword @@\n"),
    kind(
        "kustomization",
        "kustomization.yaml",
        Plain,
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n- name: a\n  nope: 1\n  literals:\n  - 'whatever=@@'\n",
    ),
    kind(
        "compose, content of a secret",
        "compose.yaml",
        Block,
        "services:\n  app:\n    image: app:latest\n    privileged: true\nsecrets:\n  whatever:\n    content: |\n      @@\n",
    ),
    kind(
        "compose, file in a setting",
        "compose.yaml",
        Shell,
        "services:\n  app: {image: 'app:latest', privileged: true}\nconfigs:\n  app:\n    content: |\n      export DB_PASSWORD=@@\n",
    ),
    kind(
        "compose, probe",
        "compose.yaml",
        Word,
        "services:\n  db:\n    image: db:latest\n    privileged: true\n    healthcheck: {test: 'mysqladmin ping -uroot -p@@'}\n",
    ),
];
