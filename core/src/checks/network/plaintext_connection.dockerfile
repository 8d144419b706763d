# bad: a database connection without TLS
FROM scratch
ENV DATABASE_URL=postgres://db.clinic.internal/records?sslmode=disable #~ environment variable `DATABASE_URL` configures an unencrypted connection: `sslmode=disable`
---
# good: the same with TLS
FROM scratch
ENV DATABASE_URL=postgres://db.clinic.internal/records?sslmode=verify-full
