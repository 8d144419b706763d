# bad: an agent does not verify the certificate of Vault
vault {
  address         = "https://vault.clinic.internal:8200"
  tls_skip_verify = true #~ `tls_skip_verify` disables verification of the Vault certificate
}
auto_auth {}
---
# good: the agent has the CA certificate
vault {
  address = "https://vault.clinic.internal:8200"
  tls_skip_verify = false
}
auto_auth {}
