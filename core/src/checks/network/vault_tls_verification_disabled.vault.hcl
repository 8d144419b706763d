# bad: an agent takes any certificate for Vault's
vault {
  address         = "https://vault.clinic.internal:8200"
  tls_skip_verify = true #~ `tls_skip_verify` disables verification of the Vault certificate
}
auto_auth {}
---
# good: it knows the authority
vault {
  address = "https://vault.clinic.internal:8200"
  tls_skip_verify = false
}
auto_auth {}
