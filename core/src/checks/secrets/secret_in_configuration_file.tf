# bad: literal credentials, everywhere in a Terraform file
resource "aws_db_instance" "records" {
  username = "records"
  password = "Ward7-Trolley-88" #~ entry `resource.aws_db_instance.records.password` contains a credential
}
resource "aws_db_instance" "written" {
  password_wo         = "Saline-Bag-21-r" #~ entry `password` contains a credential
  password_wo_version = 1
}
resource "aws_rds_cluster" "lab" {
  master_password = "Splint-6613-b" #~ entry `resource.aws_rds_cluster.lab.master_password` contains a credential
}
resource "aws_elasticache_replication_group" "cache" {
  auth_token = "Nurse-Call-0x77-Bell-Lamp" #~ entry `resource.aws_elasticache_replication_group.cache.auth_token` contains a credential
}
resource "azurerm_mssql_server" "sql" {
  administrator_login_password = "Pill-Box-2209" #~ entry `resource.azurerm_mssql_server.sql.administrator_login_password` contains a credential
}
resource "azurerm_key_vault_secret" "k" {
  name  = "db-password"
  value = "Gauze-Roll-31" #~ entry `db-password` contains a credential
}
resource "google_sql_user" "u" {
  password = "Otoscope-55-b" #~ entry `resource.google_sql_user.u.password` contains a credential
}
resource "aws_ssm_parameter" "p" {
  name  = "/prod/db/password"
  type  = "SecureString"
  value = "Bandage-72-xq" #~ entry `/prod/db/password` contains a credential
}
resource "kubernetes_secret" "s" {
  data = {
    api_key = "9fQ2-xk81-Lmz0-77aa" #~ entry `resource.kubernetes_secret.s.data.api_key` contains a credential
    "password" = "Crutch-9-Left-z" #~ entry `resource.kubernetes_secret.s.data.password` contains a credential
  }
}
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      DB_PASSWORD  = "Stretcher-204-q" #~ entry `resource.aws_lambda_function.f.environment.variables.DB_PASSWORD` contains a credential
      DATABASE_URL = "postgres://ward:Tr0lley-Nine@${aws_db_instance.db.address}/records" #~ entry `resource.aws_lambda_function.f.environment.variables.DATABASE_URL` contains a credential
    }
  }
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    environment = [
      { name = "SMTP_PASSWORD", value = "Mail-Cart-4471" }, #~ entry `SMTP_PASSWORD` contains a credential
    ]
  }])
}
resource "aws_secretsmanager_secret_version" "v" {
  secret_string = jsonencode({ password = "Gurney_41_xw" }) #~ entry `resource.aws_secretsmanager_secret_version.v.secret_string.password` contains a credential
}
resource "helm_release" "db" {
  set {
    name  = "auth.password"
    value = "Lamp-Post-17-c" #~ entry `auth.password` contains a credential
  }
}
variable "db_password" {
  type    = string
  default = "Scalpel-Tray-12" #~ entry `db_password` contains a credential
}
variable "tokens" {
  default = {
    api_token = "Zx81-Ward-Kk27-Bed4" #~ entry `variable.tokens.default.api_token` contains a credential
  }
}
locals {
  admin_password = "Drip-Stand-66x" #~ entry `locals.admin_password` contains a credential
  client_secret  = var.fake ? "Cotton-Bud-90-k" : var.client_secret #~ entry `locals.client_secret` contains a credential
  access_token   = coalesce(var.access_token, "Plaster-Cast-73") #~ entry `locals.access_token` contains a credential
  encoded_secret = base64encode("Needle-Cap-28-w") #~ entry `locals.encoded_secret` contains a credential
}
provider "aws" {
  access_key = "AKIAQW7ENPZM3VUXLKDT" #~ entry `provider.aws.access_key` contains a credential (AWS access key id)
  secret_key = "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" #~ entry `provider.aws.secret_key` contains a credential
}
provider "postgresql" {
  password = "postgres" #~ entry `provider.postgresql.password` contains a weak credential
}
provider "grafana" {
  sm_access_token = "Wheel-Chair-19-m" #~ entry `provider.grafana.sm_access_token` contains a credential
}
resource "null_resource" "r" {
  connection {
    password = "Ear-Drops-54-m" #~ entry `resource.null_resource.r.connection.password` contains a credential
  }
  triggers = merge(var.triggers, { password = "Band-Aid-Box-8" }) #~ entry `resource.null_resource.r.triggers.password` contains a credential
}
module "vpn" {
  source         = "./vpn"
  pre_shared_key = "Oxygen-Mask-35-t" #~ entry `module.vpn.pre_shared_key` contains a credential
}
output "admin_password" {
  value = "Pulse-Meter-47q" #~ entry `admin_password` contains a credential
}
---
# good: values from elsewhere, and names that only sound like secrets
resource "aws_db_instance" "records" {
  username = "records"
  password = var.db_password
}
resource "aws_rds_cluster" "lab" {
  master_password = random_password.lab.result
  manage_master_user_password = true
}
resource "aws_elasticache_replication_group" "cache" {
  auth_token = data.aws_ssm_parameter.token.value
}
resource "azurerm_mssql_server" "sql" {
  administrator_login_password = "${var.sql_password}"
}
resource "azurerm_key_vault_secret" "k" {
  name  = "db-password"
  value = local.passwords["db"]
}
resource "google_sql_user" "u" {
  password = module.passwords.sql
}
resource "aws_ssm_parameter" "p" {
  name   = "/prod/db/password"
  value  = var.password
  key_id = "alias/parameters"
}
resource "kubernetes_secret" "s" {
  data = {
    api_key  = file("${path.module}/key.txt")
    password = lookup(local.creds, "password", null)
    token    = element(split(":", local.pair), 1)
  }
}
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      DB_SECRET_ARN = aws_secretsmanager_secret.db.arn
      DATABASE_URL  = "postgres://ward:${var.password}@${aws_db_instance.db.address}/records"
      TOKEN_TTL     = "3600"
    }
  }
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    secrets = [{ name = "SMTP_PASSWORD", valueFrom = aws_ssm_parameter.smtp.arn }]
  }])
}
resource "aws_secretsmanager_secret_version" "v" {
  secret_id     = aws_secretsmanager_secret.s.id
  secret_string = jsonencode({ password = random_password.s.result })
}
resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length   = 14
  password_reuse_prevention = 24
  require_symbols           = true
}
resource "random_password" "lab" {
  length           = 32
  override_special = "!#%&*()-_=+[]{}"
}
resource "vault_kubernetes_auth_backend_role" "r" {
  token_ttl      = 3600
  token_policies = ["ward", "lab"]
}
resource "aws_kms_key" "k" {
  key_usage = "ENCRYPT_DECRYPT"
}
resource "aws_key_pair" "k" {
  key_name   = "ward"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0n2mPq7Zs8vYpL0wXc4RbNn9TgHj3MdUeA6iQo5kSz ward"
}
resource "aws_s3_bucket_server_side_encryption_configuration" "e" {
  kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
variable "db_password" {
  description = "The password of the database, at least twelve letters"
  type        = string
  sensitive   = true
}
variable "api_token" {
  default = ""
}
variable "client_secret" {
  default = null
}
variable "secret_name" {
  default = "clinic/records/db"
}
locals {
  password_length = 24
  secret_key_name = "records"
  token_url       = "https://login.clinic.example/token"
  access_token    = var.access_token == "unset-token-yet" ? null : var.access_token
}
output "db_password" {
  value     = aws_db_instance.records.password
  sensitive = true
}
provider "aws" {
  region = "eu-central-1"
  assume_role { role_arn = "arn:aws:iam::111122223333:role/ward" }
}
