# bad: a configuration file that a build writes
FROM scratch
COPY <<SETTINGS /app/application.properties
spring.datasource.username=records
spring.datasource.password=Ward7-Trolley-88 #~ entry `spring.datasource.password` contains a credential
SETTINGS
---
# good: values from the environment
FROM scratch
COPY <<SETTINGS /app/application.properties
spring.datasource.username=records
spring.datasource.password=${DATABASE_PASSWORD}
SETTINGS
---
# unknown: the value may be a secret or the name of one
FROM scratch
COPY <<SETTINGS /app/settings.yaml
secretKey: instrumentationKey #? the value may be a secret or the name of one
SETTINGS
