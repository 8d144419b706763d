# bad: a server listens on all addresses without TLS
storage "raft" {
  path = "/vault/data"
}
listener "tcp" {
  address     = "0.0.0.0:8200"
  tls_disable = true #~ Vault listener sets `tls_disable`
}
listener "tcp" {
  address     = "10.4.0.9:8210"
  tls_disable = "1" #~ Vault listener sets `tls_disable`
}
---
# good: with TLS, and an agent on the local machine
storage "raft" {
  path = "/vault/data"
}
listener "tcp" {
  address       = "0.0.0.0:8200"
  tls_cert_file = "/vault/tls/server.pem"
  tls_key_file  = "/vault/tls/server-key.pem"
}
listener "tcp" {
  address     = "127.0.0.1:8100"
  tls_disable = true
}
listener "unix" {
  address = "/run/vault.sock"
}
---
# bad: a string instead of a boolean
ha_storage "consul" {}
listener "tcp" {
  address     = "[::]:8200"
  tls_disable = "true" #~ Vault listener sets `tls_disable`
}
---
# good: `tls_disable` is false
ha_storage "consul" {}
listener "tcp" {
  address     = "[::]:8200"
  tls_disable = "false"
  tls_cert_file = "/vault/tls/server.pem"
}
