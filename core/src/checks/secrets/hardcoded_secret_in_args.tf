# bad: startup scripts of machines
resource "aws_instance" "app" {
  user_data = <<EOF
#!/bin/bash
mysql -uadmin -pSplint-6613 -h ${aws_db_instance.db.address} < /schema.sql #~ argument `-p` contains a credential
EOF
}
resource "aws_instance" "worker" {
  user_data = <<-EOF
    #!/bin/sh
    # the mirror asks for a user
    curl -u mirror:Gauze-Roll-31 https://mirror.clinic.example/a #~ argument `-u` contains a credential
    export API_TOKEN=9fQ2-xk81-Lmz0-77aa #~ argument `API_TOKEN` contains a credential
  EOF
}
resource "null_resource" "r" {
  provisioner "local-exec" {
    command = "PGPASSWORD=Trolley-Nine-9 psql -h ${var.host}" #~ argument `PGPASSWORD` contains a credential
  }
  provisioner "remote-exec" {
    inline = ["docker login -u ci -p Pill-Box-2209 registry.clinic.example"] #~ argument `-p` contains a credential
  }
}
---
# good: secrets that the machine requests at startup
resource "aws_instance" "app" {
  user_data = <<EOF
#!/bin/bash
mysql -uadmin -p"$(aws ssm get-parameter --name /db/password)" -h ${aws_db_instance.db.address} < /schema.sql
EOF
}
resource "aws_instance" "worker" {
  user_data = <<-EOF
    #!/bin/sh
    curl -u "mirror:${var.password}" https://mirror.clinic.example/a
    export API_TOKEN=${random_password.api.result}
  EOF
}
resource "null_resource" "r" {
  provisioner "local-exec" {
    command = "psql -h ${var.host}"
  }
  provisioner "remote-exec" {
    inline = ["docker login -u ci --password-stdin registry.clinic.example < /run/secrets/registry"]
  }
}
