# bad: the agent authenticates with a token from a file
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {
  method "token_file" { #~ Vault agent authenticates with the auth method `token_file`
    config = { token_file_path = "/root/.vault-token" }
  }
}
---
# good: the agent authenticates with its Kubernetes identity
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {
  method "kubernetes" {
    config = { role = "ward" }
  }
}
---
# bad: the method as a type inside the block
vault { address = "https://vault.clinic.internal:8200" }
auto_auth {
  method {
    type = "token_file" #~ Vault agent authenticates with the auth method `token_file`
    config = { token_file_path = "/root/.vault-token" }
  }
}
---
# good: the agent authenticates with its cloud identity
vault { address = "https://vault.clinic.internal:8200" }
auto_auth {
  method {
    type = "aws"
    config = { type = "iam", role = "ward" }
  }
}
