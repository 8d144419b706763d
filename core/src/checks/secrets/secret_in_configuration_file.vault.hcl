# bad: keys and tokens in the configuration of a server and of an agent
storage "consul" {
  address = "127.0.0.1:8500"
  token   = "Qz7-ward-Consul-91!k" #~ entry `storage.consul.token` contains a credential
}
ha_storage "postgresql" {
  connection_url = "postgres://vault:Tr0lley-Nine@db.clinic.internal/vault" #~ entry `ha_storage.postgresql.connection_url` contains a credential
}
storage "mysql" {
  username = "vault"
  password = "Splint-6613-b" #~ entry `storage.mysql.password` contains a credential
}
storage "s3" {
  access_key = "AKIAQW7ENPZM3VUXLKDT" #~ entry `storage.s3.access_key` contains a credential (AWS access key id)
  secret_key = "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" #~ entry `storage.s3.secret_key` contains a credential
}
storage "azure" {
  accountName = "ward"
  accountKey  = "k9Fq2Zs7vYpL0wXc4RbNn9TgHj3MdUeA6iQo5kSz8Kk9Fq2Zs7vYpL0wXc4RbNn9TgHj3MdUeA6iQo5kSz8K==" #~ entry `storage.azure.accountKey` contains a credential
}
storage "etcd" {
  username = "vault"
  password = "Pill-Box-2209" #~ entry `storage.etcd.password` contains a credential
}
storage "cassandra" {
  password = "Gauze-Roll-31" #~ entry `storage.cassandra.password` contains a credential
}
storage "mssql" {
  server   = "db.clinic.internal"
  password = "Lamp-Post-17-c" #~ entry `storage.mssql.password` contains a credential
}
storage "swift" {
  password = "Drip-Stand-66x" #~ entry `storage.swift.password` contains a credential
}
storage "couchdb" {
  password = "Cotton-Bud-90-k" #~ entry `storage.couchdb.password` contains a credential
}
seal "alicloudkms" {
  secret_key = "Zk27Bed4Zx81WardLmz0xk8177aa9f" #~ entry `seal.alicloudkms.secret_key` contains a credential
}
seal "transit" {
  token    = "hvs.CAESIGq7Tz0pWm3Lx9Kc2Vb8Nn4Rr6Yy1Uu5Ii0Oo7Pp" #~ entry `seal.transit.token` contains a credential (Vault token)
  key_name = "autounseal"
}
seal "azurekeyvault" {
  client_secret = "Stretcher-204-qq" #~ entry `seal.azurekeyvault.client_secret` contains a credential
}
service_registration "consul" {
  token = "Nurse-Call-0x77-Bell" #~ entry `service_registration.consul.token` contains a credential
}
auto_auth {
  method "approle" {
    config = {
      secret_id = "3f2b8c1e-7a4d-4e9b-9c55-0d6a1e8f7b24" #~ entry `auto_auth.method.approle.config.secret_id` contains a credential
    }
  }
}
template {
  contents = <<EOT
DB_PASSWORD={{ with secret "kv/data/db" }}{{ .Data.data.password }}{{ end }}
SMTP_PASSWORD=Mail-Cart-4471 #~ entry `SMTP_PASSWORD` contains a credential
API_TOKEN=9fQ2-xk81-Lmz0-77aa #~ entry `API_TOKEN` contains a credential
EOT
}
env_template "LDAP_PASSWORD" {
  contents = "{{ with secret \"kv/data/ldap\" }}{{ .Data.data.password }}{{ end }}"
}
telemetry {
  circonus_api_token = "Otoscope-55-b-Kit" #~ entry `telemetry.circonus_api_token` contains a credential
}
---
# good: settings about secrets that are not secrets
ui               = true
cluster_name     = "ward"
api_addr         = "https://vault.clinic.internal:8200"
default_lease_ttl = "168h"
max_lease_ttl    = "720h"
disable_mlock    = true
raw_storage_endpoint = false
storage "consul" {
  address       = "127.0.0.1:8500"
  token         = ""
  tls_key_file  = "/vault/tls/consul-key.pem"
}
storage "raft" {
  path = "/vault/data"
  retry_join {
    leader_client_key_file = "/vault/tls/client-key.pem"
    auto_join              = "provider=aws tag_key=vault tag_value=ward"
  }
}
ha_storage "postgresql" {
  connection_url = "postgres://vault@db.clinic.internal/vault?sslmode=verify-full"
}
listener "tcp" {
  address       = "0.0.0.0:8200"
  tls_cert_file = "/vault/tls/server.pem"
  tls_key_file  = "/vault/tls/server-key.pem"
  tls_cipher_suites = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
}
seal "awskms" {
  region     = "eu-central-1"
  kms_key_id = "alias/vault-unseal"
}
seal "transit" {
  address    = "https://transit.clinic.internal:8200"
  key_name   = "autounseal"
  mount_path = "transit/"
}
seal "pkcs11" {
  lib            = "/usr/lib/hsm.so"
  key_label      = "vault-hsm-key"
  hmac_key_label = "vault-hsm-hmac-key"
}
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {
  method "approle" {
    config = {
      role_id_file_path   = "/etc/agent/role"
      secret_id_file_path = "/etc/agent/secret"
      secret_id_response_wrapping_path = "auth/approle/role/ward/secret-id"
    }
  }
  sink "file" {
    config = { path = "/run/agent/token" }
  }
}
api_proxy {
  use_auto_auth_token = "force"
}
cache {
  persist "kubernetes" {
    path = "/vault/agent-cache"
    service_account_token_file = "/var/run/token"
  }
}
template {
  source      = "/etc/agent/password.ctmpl"
  destination = "/run/secrets/password"
  contents    = "{{ with secret \"kv/data/db\" }}{{ .Data.data.password }}{{ end }}"
}
path "auth/token/create" {
  capabilities        = ["update"]
  required_parameters = ["token", "password"]
}
