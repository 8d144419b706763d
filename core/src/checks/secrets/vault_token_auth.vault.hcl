# bad: the agent signs in by a token from a file
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {
  method "token_file" { #~ Vault agent authenticates with the method `token_file`
    config = { token_file_path = "/root/.vault-token" }
  }
}
---
# good: the agent signs in by what runs it
vault {
  address = "https://vault.clinic.internal:8200"
}
auto_auth {
  method "kubernetes" {
    config = { role = "ward" }
  }
}
---
# bad: the same in the other form of a method
vault { address = "https://vault.clinic.internal:8200" }
auto_auth {
  method {
    type = "token_file" #~ Vault agent authenticates with the method `token_file`
    config = { token_file_path = "/root/.vault-token" }
  }
}
---
# good: by the identity of a machine of the cloud
vault { address = "https://vault.clinic.internal:8200" }
auto_auth {
  method {
    type = "aws"
    config = { type = "iam", role = "ward" }
  }
}
