# bad: an agent calls Vault in the clear
vault {
  address = "http://vault.clinic.internal:8200" #~ requests to Vault at `vault.clinic.internal` are sent without TLS
}
auto_auth {}
---
# good: the same with TLS
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {}
---
# bad: by an address and a port
vault {
  address = "http://10.4.0.9:8200" #~ requests to Vault at `10.4.0.9` are sent without TLS
  retry { num_retries = 5 }
}
template {
  source      = "/etc/agent/db.ctmpl"
  destination = "/run/secrets/db"
}
---
# good: one on the machine itself
vault {
  address = "http://127.0.0.1:8100"
}
template {
  source      = "/etc/agent/db.ctmpl"
  destination = "/run/secrets/db"
}
