#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use super::*;

/// What a row of the table expects.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Is {
    /// Not a credential, or an empty one.
    Innocent,
    Reference,
    Path,
    Redacted,
    Placeholder,
    Weak,
    Known(&'static str),
    /// A literal, high or medium confidence.
    Literal,
    /// Exposed, but as likely the name of something.
    Doubtful,
}

fn seen(verdict: &Verdict) -> Is {
    match verdict.class {
        Class::NotCredential | Class::Empty => Is::Innocent,
        Class::Reference => Is::Reference,
        Class::Path => Is::Path,
        Class::Redacted => Is::Redacted,
        Class::Placeholder => Is::Placeholder,
        Class::Weak | Class::Literal if verdict.confidence == Confidence::Low => Is::Doubtful,
        Class::Weak => Is::Weak,
        Class::KnownFormat(name) => Is::Known(name),
        Class::Literal => Is::Literal,
    }
}

const JWT: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
const AZURE: &str = "DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=pY5XyVQtVb2dOwaAdVCmiQ8ZVQfXTfRJ9Q7xyWbTRHvNpK3jYVjTnL5kPYKDsPEWCuwZ2MZ5q7IJxwVdTPbNvg==;EndpointSuffix=core.windows.net";
const PEM: &str = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\nOF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r\n-----END PRIVATE KEY-----\n";

#[rustfmt::skip]
const ROWS: &[(&str, &str, Is, &str)] = &[
    // Keys that look like those of secrets and are not.
    ("secretName", "api-prod-tls", Is::Innocent, "the name of a Secret"),
    ("SECRETS_DIR", "/run/app/secrets", Is::Innocent, "a folder"),
    ("tokenAudience", "https://kubernetes.default.svc", Is::Innocent, "an audience"),
    ("password_file", "/etc/app/password", Is::Innocent, "a file"),
    ("POSTGRES_PASSWORD_FILE", "/run/secrets/postgres", Is::Reference, "a mounted secret is evidence under any key"),
    ("passwordPath", "secret/data/app", Is::Innocent, "a path of Vault"),
    ("secretKeyRef", "postgres-credentials", Is::Innocent, "a reference's name"),
    ("existingSecret", "postgres-credentials", Is::Innocent, "the name of a Secret"),
    ("existingSecretPasswordKey", "postgres-password", Is::Innocent, "the name of a key"),
    ("userPasswordKey", "postgres-password", Is::Innocent, "the name of a key"),
    ("imagePullSecrets", "registry-login", Is::Innocent, "names of Secrets"),
    ("imagePullSecret", "registry-login", Is::Innocent, "the name of a Secret"),
    ("pullSecrets", "registry-login", Is::Innocent, "names of Secrets"),
    ("tlsSecret", "api-prod-tls", Is::Innocent, "the name of a Secret"),
    ("externalSecret", "api-prod-external", Is::Innocent, "the name of an ExternalSecret"),
    ("nginx.ingress.kubernetes.io/auth-secret", "monitoring/basic-login", Is::Innocent, "an annotation that names a Secret"),
    ("nginx.ingress.kubernetes.io/auth-tls-secret", "default/ca-bundle", Is::Innocent, "an annotation that names a Secret"),
    ("csi.storage.k8s.io/provisioner-secret-name", "csi-provisioner", Is::Innocent, "a name"),
    ("topologyKey", "kubernetes.io/hostname", Is::Innocent, "a label"),
    ("key", "node-role.kubernetes.io/control-plane", Is::Innocent, "the key of a toleration"),
    ("kms_key_id", "1234abcd-12ab-34cd-56ef-1234567890ab", Is::Innocent, "the id of a key"),
    ("public_key", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcsEyBQ==", Is::Innocent, "the public half"),
    ("jwtPublicKey", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcsEyBQ==", Is::Innocent, "the public half"),
    ("publicToken", "anything-at-all-1234", Is::Innocent, "public clears the key"),
    ("ssh_authorized_keys", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ admin@host", Is::Innocent, "public keys"),
    ("creation_token", "efs-patient-data", Is::Innocent, "an idempotency token of AWS"),
    ("id-token", "write", Is::Innocent, "a permission of a workflow"),
    ("csrfToken", "X-CSRF-TOKEN-HEADER", Is::Innocent, "the name of a header"),
    ("server-tokens", "build", Is::Innocent, "an option of nginx"),
    ("server_tokens", "off", Is::Innocent, "an option of nginx"),
    ("proxy_pass", "http://backend:8080/api", Is::Innocent, "an address"),
    ("fastcgi_pass", "unix:/run/php/php-fpm.sock", Is::Innocent, "an address"),
    ("nextToken", "AAAAsomething1234", Is::Innocent, "a page of a list"),
    ("max_tokens", "4096", Is::Innocent, "a count"),
    ("tokenTTL", "24h", Is::Innocent, "a duration"),
    ("token_ttl", "768h", Is::Innocent, "a duration"),
    ("passwordPolicy", "strong-passwords", Is::Innocent, "the name of a policy"),
    ("password_hash_algorithm", "argon2id-recommended", Is::Innocent, "an algorithm"),
    ("passwordResetUrl", "https://id.example.org/reset", Is::Innocent, "an address"),
    ("resetPassword", "Reset your password", Is::Innocent, "a text of a user interface"),
    ("tokenReviewInterval", "30 seconds or so", Is::Innocent, "an interval"),
    ("passwordPattern", "^[A-Za-z0-9]{12,}$", Is::Innocent, "a pattern"),
    ("secretVersion", "2024-01-release", Is::Innocent, "a version"),
    ("secretChecksum", "9f86d081884c7d659a2feaa0c55ad015", Is::Innocent, "a checksum"),
    ("access_key_id", "not-a-real-key-id", Is::Innocent, "an identifier"),
    ("apiKeyHeader", "X-API-Key-Name", Is::Innocent, "the name of a header"),
    ("secretStore", "vault-backend-store", Is::Innocent, "the name of a store"),
    ("tokenizer", "wordpiece-large-v2", Is::Innocent, "another word"),
    ("compass", "north-north-west", Is::Innocent, "another word"),
    ("bypass", "internal-networks", Is::Innocent, "another word"),
    ("secrets", "db_password", Is::Innocent, "a compose service's list of names"),
    ("secrets", "inherit", Is::Innocent, "a workflow hands on all"),
    ("image", "registry.example.org/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Is::Innocent, "a digest"),
    ("image", "postgres:16.4-alpine", Is::Innocent, "an image"),
    ("checksum/config", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Is::Innocent, "a checksum"),
    ("uid", "1234abcd-12ab-34cd-56ef-1234567890ab", Is::Innocent, "a UUID"),
    ("name", "password", Is::Innocent, "a name that is a word of the dictionary"),
    ("command", "redis-server", Is::Innocent, "a command"),
    ("email", "ops@example.org, security@example.org", Is::Innocent, "addresses"),
    ("repo", "git@github.com:org/repository.git", Is::Innocent, "a user of a remote without password"),
    ("repoURL", "https://github.com/org/repository.git", Is::Innocent, "a URL without user"),
    ("url", "ssh://git@github.com/org/repository", Is::Innocent, "a user without password"),
    ("url", "https://host:8443/path@v2:x", Is::Innocent, "the at sign stands in the path"),
    ("url", "https://host/?next=a:b@c", Is::Innocent, "the at sign stands in the query"),
    ("time", "12:30://13:00@home", Is::Innocent, "no scheme before the slashes"),
    ("options", "ssl=true;timeout=30;server=db", Is::Innocent, "a connection string without password"),
    ("DATABASE_DSN", "Server=db;Database=app;Integrated Security=true", Is::Innocent, "a connection string without password"),
    ("SENTRY_DSN", "https://examplekey@o0.ingest.sentry.io/1", Is::Innocent, "a key made to be shown"),
    ("ConnectionStrings__Default", "Server=db;Database=app;Trusted_Connection=True", Is::Innocent, "a connection string without password"),
    ("caBundle", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJ4VENDQVd1Z0F3SUJBZ0lV", Is::Innocent, "a certificate"),
    ("tls.crt", "-----BEGIN CERTIFICATE-----\nMIIBxTCCAWugAwIBAgIU\n-----END CERTIFICATE-----", Is::Innocent, "a certificate"),
    ("token", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Is::Innocent, "a digest"),
    ("privateKey", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ admin@host", Is::Innocent, "the public half"),
    ("description", "Bearer token authentication is required for this endpoint", Is::Innocent, "prose"),
    ("description", "Basic authentication", Is::Innocent, "prose"),
    ("description", "the password=value pairs are read from the environment", Is::Innocent, "prose"),
    ("args", "--password=$(PASSWORD)", Is::Innocent, "no companion: the caller splits arguments"),
    ("anon_key", "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", Is::Innocent, "an anonymous key is made to be shown"),
    ("version", "eyJ.not.a-token-of-any-kind", Is::Innocent, "a header that does not decode"),
    ("note", "AKIAIOSFODNN7", Is::Innocent, "too short for a key id"),
    ("blob", "xxAKIAQYLPMN5HXYZ2ABCDyy", Is::Innocent, "in the middle of a word"),
    ("data", "c29tZS5zLkFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFla", Is::Innocent, "base64 of something"),
    ("host", "s.internal.example.org.cluster.local", Is::Innocent, "a host that begins like a token"),
    ("token", "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", Is::Literal, "a checksum that fails: no known format, yet a literal"),
    ("note", "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", Is::Innocent, "a checksum that fails, under no key"),
    ("$", "", Is::Innocent, "no word in the key"),
    ("", "", Is::Innocent, "nothing at all"),
    ("", "hello", Is::Innocent, "a list item"),
    // Values that are nothing.
    ("PASSWORD", "", Is::Innocent, "empty"),
    ("password", "null", Is::Innocent, "null"),
    ("password", "~", Is::Innocent, "null"),
    ("automountServiceAccountToken", "true", Is::Innocent, "a truth value"),
    ("allowCredentials", "true", Is::Innocent, "a truth value"),
    ("api_token", "3600", Is::Innocent, "a number"),
    ("secret", "30m", Is::Innocent, "a duration"),
    ("token", "jwt", Is::Innocent, "the word of a mechanism"),
    ("secret", "kubernetes", Is::Innocent, "the word of a mechanism"),
    ("hmac", "sha256", Is::Innocent, "an algorithm"),
    ("password", "string", Is::Innocent, "a type in a schema"),
    ("client_secret", "https://vault.internal/v1/secret", Is::Innocent, "an address"),
    // References.
    ("DB_PASSWORD", "${DB_PASSWORD}", Is::Reference, "a variable"),
    ("DB_PASSWORD", "$DB_PASSWORD", Is::Reference, "a variable"),
    ("DB_PASSWORD", "$(DB_PASSWORD)", Is::Reference, "a variable of Kubernetes"),
    ("DB_PASSWORD", "${DB_PASSWORD:?must be set}", Is::Reference, "a variable that must be set"),
    ("DB_PASSWORD", "${DB_PASSWORD:-}", Is::Reference, "a variable with nothing to fall back to"),
    ("DB_PASSWORD", "%DB_PASSWORD%", Is::Reference, "a variable of Windows"),
    ("password", "{{ .Values.x }}", Is::Reference, "a template"),
    ("password", "{{ .Values.db.password | quote }}", Is::Reference, "a template with a pipe"),
    ("password", "{{ required \"set it\" .Values.password }}", Is::Reference, "text that is no default"),
    ("token", "${{ secrets.GITHUB_TOKEN }}", Is::Reference, "a secret of a workflow"),
    ("secret", "{{ .Release.Name }}-credentials", Is::Reference, "composed"),
    ("password", "${PREFIX}-${SUFFIX}", Is::Reference, "composed"),
    ("client_secret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app", Is::Reference, "a secret of AWS"),
    ("password", "vault:secret/data/app#password", Is::Reference, "injected from Vault"),
    ("password", "<path:secret/data/app#password>", Is::Reference, "the plug-in of Argo CD"),
    ("password", "ref+vault://secret/app#/password", Is::Reference, "the vals tool"),
    ("password", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/p)", Is::Reference, "a key vault"),
    ("password", "/run/secrets/db_password", Is::Reference, "a mounted secret"),
    ("password", "ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]", Is::Reference, "encrypted by SOPS"),
    ("password", "var.db_password", Is::Reference, "a variable of Terraform"),
    ("password", "random_password.db.result", Is::Reference, "a resource of Terraform"),
    ("password", "{{resolve:secretsmanager:app:SecretString:password}}", Is::Reference, "a dynamic reference"),
    ("password", "!Ref DatabasePassword", Is::Reference, "a function of CloudFormation"),
    ("password", "op://vault/item/password", Is::Reference, "a password manager"),
    ("password", "os.environ[\"DB_PASSWORD\"]", Is::Reference, "a call"),
    ("password", "#{DbPassword}#", Is::Reference, "a token of a pipeline"),
    ("DATABASE_URL", "postgres://app:${DB_PASSWORD}@db:5432/app", Is::Reference, "the password is a reference: evidence"),
    // References with something to fall back to.
    ("DB_PASSWORD", "${DB_PASSWORD:-Tr0ub4dor&3x}", Is::Literal, "a default"),
    ("DB_PASSWORD", "${DB_PASSWORD-postgres}", Is::Weak, "a weak default"),
    ("DB_PASSWORD", "${DB_PASSWORD:+Tr0ub4dor&3x}", Is::Literal, "an alternative"),
    ("spring.datasource.password", "${DB_PASSWORD:Tr0ub4dor&3x}", Is::Literal, "a default of Spring"),
    ("DB_PASSWORD", "${A:-${B:-Tr0ub4dor&3x}}", Is::Literal, "a default of a default"),
    ("DB_PASSWORD", "${A:-${B}}", Is::Reference, "a reference to fall back to"),
    ("password", "{{ .Values.password | default \"changeme\" }}", Is::Placeholder, "a default of a template"),
    ("password", "{{ default \"Tr0ub4dor&3x\" .Values.password }}", Is::Literal, "a default of a template"),
    ("password", "{{ \"Tr0ub4dor&3x\" | b64enc }}", Is::Literal, "a literal in a template"),
    ("DATABASE_URL", "${DATABASE_URL:-postgres://app:Tr0ub4dor3x@db/app}", Is::Literal, "a URL as default"),
    // Paths, redacted text, placeholders.
    ("password", "/etc/app/password.txt", Is::Path, "a file"),
    ("PWD", "/home/app", Is::Path, "the working directory"),
    ("private_key", "./certs/key.pem", Is::Path, "a file"),
    ("private_key", "file:///etc/app/key.pem", Is::Path, "a file"),
    ("private_key", "C:\\certs\\key.pem", Is::Path, "a file"),
    ("password", "********", Is::Redacted, "stars"),
    ("password", "<redacted>", Is::Redacted, "a word in brackets"),
    ("token", "REDACTED", Is::Redacted, "a word"),
    ("password", "changeme", Is::Placeholder, "asks to be changed"),
    ("password", "CHANGE_ME_123", Is::Placeholder, "asks to be changed"),
    ("password", "please-change-this", Is::Placeholder, "asks to be changed"),
    ("api_key", "your_api_key_here", Is::Placeholder, "asks to be replaced"),
    ("api_key", "put-the-key-here", Is::Placeholder, "ends with here"),
    ("api_key", "xxxxxxxxxxxx", Is::Placeholder, "crosses"),
    ("api_key", "<your token>", Is::Placeholder, "in brackets"),
    ("password", "example-password", Is::Placeholder, "an example"),
    ("aws_key", "AKIAIOSFODNN7EXAMPLE", Is::Placeholder, "the key id of the vendor's own documentation"),
    ("privateKey", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", Is::Placeholder, "a body of dots"),
    // Weak ones.
    ("VAULT_TOKEN", "root", Is::Weak, "in the dictionary"),
    ("POSTGRES_PASSWORD", "postgres", Is::Weak, "in the dictionary"),
    ("POSTGRES_PASSWORD", "Password123!", Is::Weak, "in the dictionary, with an end"),
    ("MINIO_ROOT_PASSWORD", "minioadmin", Is::Weak, "in the dictionary"),
    ("password", "123456", Is::Weak, "a number is a password"),
    ("password", "12345678", Is::Weak, "a number is a password"),
    ("password", "k9#Lm2", Is::Weak, "short"),
    ("JWT_SECRET", "jwt-secret", Is::Weak, "the key's own name"),
    ("RABBITMQ_DEFAULT_PASS", "guest", Is::Weak, "in the dictionary"),
    ("url", "amqp://guest:guest@rabbit:5672/", Is::Weak, "the user's name"),
    ("url", "postgres://clinician:clinician@db/app", Is::Weak, "the user's name"),
    ("Authorization", "Basic YWRtaW46YWRtaW4=", Is::Weak, "admin twice"),
    // The nine of the audit.
    ("VAULT_DEV_ROOT_TOKEN_ID", "ojala-root-token", Is::Literal, "audit: ends like an identifier"),
    ("SA_PASSWORD", "OjalaP@ssw0rd!", Is::Literal, "audit: signs in the password"),
    ("DOCKER_INFLUXDB_INIT_PASSWORD", "OjalaP@ssw0rd!", Is::Literal, "audit"),
    ("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", "ojala-influxdb-token", Is::Literal, "audit: a low entropy"),
    ("JWT_SECRET", "ojala-device-secret-key", Is::Literal, "audit"),
    ("JWT_SECRET2", "ojala-jwt-secret", Is::Literal, "audit: a digit at the end"),
    ("ConnectionStrings__Default", "Server=sql;Database=app;User Id=sa;Password=OjalaP@ssw0rd!;Encrypt=false", Is::Literal, "a connection string with a truth value"),
    ("DATABASE_URL", "postgres://ojala:OjalaP@ssw0rd!@postgres:5432/ojala", Is::Literal, "an at sign in the password"),
    ("VAULT_TOKEN", "root", Is::Weak, "audit: never filtered by entropy"),
    // Literals under keys of every style.
    ("dbPassword", "Tr0ub4dor&3x", Is::Literal, "camel case"),
    ("DBPassword", "Tr0ub4dor&3x", Is::Literal, "capitals before a hump"),
    ("db-password", "Tr0ub4dor&3x", Is::Literal, "dashes"),
    ("db.password", "Tr0ub4dor&3x", Is::Literal, "dots"),
    ("Db__Password", "Tr0ub4dor&3x", Is::Literal, "two underscores"),
    ("config:db:password", "Tr0ub4dor&3x", Is::Literal, "colons"),
    ("config/db/password", "Tr0ub4dor&3x", Is::Literal, "slashes"),
    ("PGPASSWORD", "Tr0ub4dor&3x", Is::Literal, "joined words"),
    ("PASSWORD_2", "Tr0ub4dor&3x", Is::Literal, "a number of its own"),
    ("apikey", "a81b2c7d9e0f4a3b", Is::Literal, "joined words"),
    ("X-API-Key", "a81b2c7d9e0f4a3b", Is::Literal, "a header"),
    ("aws_secret_access_key", "kZt8Q2vY0pWm4Lx7RjB1nC5sD9fG3hKaUeIoPqTy", Is::Literal, "a pair of words"),
    ("Jwt__Key", "kZt8Q2vY0pWm4Lx7", Is::Literal, "a pair of words"),
    ("clientSecret", "kZt8Q2vY0pWm4Lx7", Is::Literal, "a secret of OIDC"),
    ("unsealKey", "kZt8Q2vY0pWm4Lx7+/8=", Is::Literal, "a key of Vault"),
    ("credentials", "Tr0ub4dor&3x", Is::Literal, "a plural"),
    ("secret_id", "1234abcd-12ab-34cd-56ef-1234567890ab", Is::Literal, "an AppRole"),
    ("secret_id", "prod-database-login", Is::Doubtful, "the name of a secret"),
    ("apiToken", "1234abcd-12ab-34cd-56ef-1234567890ab", Is::Literal, "a UUID under a strong key"),
    ("password", "$2y$10$abcdefghijklmnopqrstuu5s0v4t1b7x8y9z0A1B2C3D4E5F6", Is::Literal, "a hash is no variable"),
    ("password", "/x8Jf+L0q9Zk3mQ7rT2vY5wB1nC4dE6g=", Is::Literal, "base64 that begins like a path"),
    ("password", "pä55wört-straße", Is::Literal, "letters beyond ASCII"),
    ("license_key", "ABCD-1234-EFGH-5678", Is::Literal, "a licence"),
    // Names and sentences under keys of secrets.
    ("secret", "api-prod-login", Is::Doubtful, "a manifest's name of a Secret"),
    ("passwordSecretKey", "db-password-key", Is::Doubtful, "the name of a key in a reference"),
    ("password", "The password of the database user", Is::Doubtful, "a sentence of a schema"),
    ("DB_PASSWORD_SECRET", "db-login-prod", Is::Doubtful, "a variable with the name of a secret"),
    ("password", "DB_PASSWORD", Is::Doubtful, "the name of a variable"),
    // Known formats, whatever the key.
    ("note", "AKIAQYLPMN5HXYZ2ABCD", Is::Known("AWS access key id"), "by its prefix"),
    ("cmd", "aws configure set aws_access_key_id ASIAQYLPMN5HXYZ2ABCD", Is::Known("AWS access key id"), "within a text"),
    ("note", "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", Is::Known("GitHub token"), "the checksum holds"),
    ("note", "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", Is::Known("npm token"), "the checksum holds"),
    ("note", "glpat-a1B2c3D4e5F6g7H8i9J0", Is::Known("GitLab token"), "by its prefix"),
    ("note", "glpat-xxxxxxxxxxxxxxxxxxxx", Is::Placeholder, "filled with one letter"),
    ("note", "xoxb-123456789012-abcdefGHIJKL", Is::Known("Slack token"), "by its prefix"),
    ("note", "https://hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/abcdefGHIJKL1234", Is::Known("Slack webhook"), "a known host"),
    ("webhook", "https://hooks.example.org/services/T0A1B2C3D/abcdefGHIJKL1234", Is::Innocent, "an unknown host"),
    ("note", "sk_live_a1B2c3D4e5F6g7H8i9J0k1L2", Is::Known("Stripe secret key"), "by its prefix"),
    ("vaultToken", "hvs.CAESIJlU9JMYEhOPYv4igdhm9PnZDrabYTobQ4Ymnlq1qY", Is::Known("Vault token"), "by its prefix"),
    ("note", "s.a1B2c3D4e5F6g7H8i9J0k1L2", Is::Known("Vault token"), "the older prefix"),
    ("note", "pypi-AgEIcHlwaS5vcmcCJDU3YjJlMGY3LWExYjItNGMzZC04ZTlmLTBhMWIyYzNkNGU1ZgACKlszLCI", Is::Known("PyPI token"), "by its prefix"),
    ("tls.key", PEM, Is::Known("private key"), "a PEM block"),
    ("client-key-data", "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JR0hBZ0VBTUJNR0J5cUdTTTQ5QWdFR0NDcUdTTTQ5QXdFSEJHMHdhd0lCQVFRZ2V2WnpMMWdkQUZyODhoYjIKLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo=", Is::Known("private key"), "a PEM block in base64"),
    ("sa.json", "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\\n-----END PRIVATE KEY-----\\n\"}", Is::Known("Google service account key"), "JSON with a key in one line"),
    ("header", JWT, Is::Known("JSON Web Token"), "a header that decodes"),
    ("Authorization", "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", Is::Known("JSON Web Token"), "within a header"),
    ("storage", AZURE, Is::Known("Azure storage account key"), "a key of 64 bytes"),
    // Connection strings and URLs, whatever the key.
    ("REDIS", "redis://:Tr0ub4dor3x@redis:6379/0", Is::Literal, "no user"),
    ("args", "--dsn=postgres://app:Tr0ub4dor3x@db/app", Is::Literal, "within an argument"),
    ("DB", "postgres://u:S3cretPass1@${HOST}/d", Is::Literal, "only the host is a reference"),
    ("DB", "postgres://${USER}:S3cretPass1@db/d", Is::Literal, "only the user is a reference"),
    ("DB", "postgres://u:${PW:-S3cretPass1}@db/d", Is::Literal, "a default within a URL"),
    ("DB", "postgres://u:changeme@db/d", Is::Placeholder, "a placeholder within a URL"),
    ("DB", "postgres://example:Tr0ub4dor3x@example.org/sample", Is::Literal, "the example is not in the password"),
    ("mysql", "app:Tr0ub4dor3x@tcp(db:3306)/app", Is::Literal, "a data source of Go"),
    ("jdbc", "jdbc:postgresql://db/app?user=app&password=Tr0ub4dor3x", Is::Literal, "a parameter of JDBC"),
    ("jdbc", "jdbc:sqlserver://db:1433;databaseName=app;user=app;password=Tr0ub4dor3x;", Is::Literal, "properties of JDBC"),
    ("callback", "https://api.example.org/hook?access_token=a81b2c7d9e0f4a3b", Is::Literal, "a parameter of a URL"),
    ("conn", "host=db user=app password=Tr0ub4dor3x dbname=app", Is::Literal, "keywords of libpq"),
    ("conn", "host=db user=app password='Tr0ub 4dor3x' dbname=app", Is::Literal, "quoted keywords of libpq"),
    ("conn", "host=db user=app password=${PASSWORD} dbname=app", Is::Reference, "a reference in keywords of libpq"),
    ("conn", "Server=db;Uid=app;Pwd=Tr0ub4dor3x;", Is::Literal, "a short name"),
    ("conn", "Server=db;User Id=app;Password=$(DB_PASSWORD);", Is::Reference, "a reference in a connection string"),
    ("headers", "Authorization: Basic YXBwOlRyMHViNGRvcjN4", Is::Literal, "a header with its name"),
    ("Authorization", "Bearer ${TOKEN}", Is::Reference, "a reference in a header"),
    ("Authorization", "Bearer a81b2c7d9e0f4a3b", Is::Literal, "a bearer's token"),
    ("auth", "YXBwOlRyMHViNGRvcjN4", Is::Literal, "a registry's login"),
    ("auth", "token-reviewer", Is::Innocent, "no base64 of a login"),
];

#[test]
fn the_table_holds() {
    let wrong: Vec<String> = ROWS
        .iter()
        .map(|(key, value, expected, why)| (key, value, expected, why, classify(key, value)))
        .filter(|(_, _, expected, _, verdict)| seen(verdict) != **expected)
        .map(|(key, value, expected, why, verdict)| {
            format!("{key} = {value:?} ({why}): expected {expected:?}, found {verdict:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
}

#[test]
fn only_the_secret_part_is_masked() {
    let rows = [
        ("DATABASE_URL", "postgres://ojala:Ojala@9!x@db:5432/app", Some("Ojala@9!x")),
        ("conn", "Server=db;User Id=sa;Password=Ojala@9!x;Encrypt=false", Some("Ojala@9!x")),
        ("password", "  Ojala@9!x ", Some("Ojala@9!x")),
        ("password", "${A:-${B:-Ojala@9!x}}", Some("Ojala@9!x")),
        ("password", "{{ .Values.p | default \"Ojala@9!x\" }}", Some("Ojala@9!x")),
        ("note", "run with AKIAQYLPMN5HXYZ2ABCD now", Some("AKIAQYLPMN5HXYZ2ABCD")),
        ("tls.key", PEM, Some(PEM.trim())),
        ("Authorization", "Basic YXBwOlRyMHViNGRvcjN4", Some("YXBwOlRyMHViNGRvcjN4")),
        ("password", "${DB_PASSWORD}", None),
        ("secretName", "api-prod-tls", None),
    ];
    for (key, value, expected) in rows {
        let verdict = classify(key, value);
        let secret = verdict.secret.map(|range| value.get(range).unwrap());
        assert_eq!(secret, expected, "{key}");
        assert_eq!(verdict.default_of_reference, value.contains(":-") || value.contains("default"));
    }
}

#[test]
fn every_secret_of_a_long_text_is_masked() {
    let text = "a: postgres://app:Tr0ub4dor3x@db/app\nb: redis://:An0ther3x@cache\nc: hvs.CAESIJlU9JMYEhOPYv4igdhm9\n";
    let secrets: Vec<_> =
        secret_ranges("app.conf", text).into_iter().map(|range| text.get(range).unwrap()).collect();
    assert_eq!(secrets, ["Tr0ub4dor3x", "An0ther3x", "hvs.CAESIJlU9JMYEhOPYv4igdhm9"]);
    let whole = "${A:-x}postgres://app:Tr0ub4dor3x@db/app";
    assert_eq!(secret_ranges("password", "Tr0ub4dor&3x"), vec![0..12]);
    assert_eq!(secret_ranges("DB", whole).len(), 1);
}

#[test]
fn the_most_specific_part_decides() {
    let verdict = classify("DB", "postgres://a:${PW}@one/d,postgres://a:Tr0ub4dor3x@two/d");
    assert_eq!(verdict.class, Class::Literal);
    let verdict =
        classify("git", "https://bot: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@github.com/o/r");
    assert_eq!(verdict.class, Class::KnownFormat("GitHub token"));
}

#[test]
fn keys_are_read_by_their_last_words() {
    let secret = ["JWT_SECRET2", "ConnectionStrings__Default", "passwords", "apiKeys", "secret_id"];
    let other = ["", "-", "key", "id", "secretName", "PUBLIC_TOKEN", "apiKeyId", "tokens.count"];
    for key in secret {
        assert!(is_secret_key(key), "{key}");
    }
    for key in other {
        assert!(!is_secret_key(key), "{key}");
    }
}

#[test]
fn odd_texts_do_not_panic_and_come_to_an_end() {
    let pieces = [
        "${",
        "{{",
        "$(",
        "=",
        "password=",
        "://",
        "a://b:",
        "@",
        "@tcp(",
        "-----BEGIN PRIVATE KEY-----",
        "LS0tLS1CRUdJTi",
        "eyJ",
        "eyJ.",
        "ghp_",
        "s.",
        "ä",
        "Bearer ",
        ";",
        "host=",
        "\n",
        "\"",
        "x",
        "a://b:c@",
        "?password=a&",
        "${A:-",
        "{{ default \"",
    ];
    for piece in pieces {
        let text = piece.repeat(100_000 / piece.len());
        for key in ["password", "note", piece] {
            let verdict = classify(key, &text);
            assert!(verdict.secret.is_none_or(|range| text.get(range).is_some()));
        }
        for other in pieces {
            let text = format!("{other}{piece}{other}ü{piece}");
            for key in ["password", "", &text] {
                for range in secret_ranges(key, &text) {
                    assert!(text.get(range).is_some());
                }
            }
        }
    }
}
