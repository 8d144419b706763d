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
# good: with TLS, and for the programs beside it
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
# bad: in the words of the language, with a comment behind them
ha_storage "consul" {}
listener "tcp" {
  address     = "[::]:8200"
  tls_disable = "true" #~ Vault listener sets `tls_disable`
}
---
# good: the switch is there and off
ha_storage "consul" {}
listener "tcp" {
  address     = "[::]:8200"
  tls_disable = "false"
  tls_cert_file = "/vault/tls/server.pem"
}
