# bad: an agent calls Vault in the clear
vault {
  address = "http://vault.clinic.internal:8200" #~ requests to Vault at `vault.clinic.internal` go without TLS
}
auto_auth {}
---
# good: the same with TLS
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {}
