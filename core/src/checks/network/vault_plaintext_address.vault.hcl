# bad: an agent calls Vault without TLS
vault {
  address = "http://vault.clinic.internal:8200" #~ requests to Vault at `vault.clinic.internal` use plain HTTP
}
auto_auth {}
---
# good: the same with TLS
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {}
---
# bad: with an address and a port
vault {
  address = "http://10.4.0.9:8200" #~ requests to Vault at `10.4.0.9` use plain HTTP
  retry { num_retries = 5 }
}
template {
  source      = "/etc/agent/db.ctmpl"
  destination = "/run/secrets/db"
}
---
# good: Vault on the local machine
vault {
  address = "http://127.0.0.1:8100"
}
template {
  source      = "/etc/agent/db.ctmpl"
  destination = "/run/secrets/db"
}
