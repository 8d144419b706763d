# bad: a database connection without TLS
FROM scratch
ENV DATABASE_URL=postgres://db.clinic.internal/records?sslmode=disable #~ connection of environment variable `DATABASE_URL` is not encrypted: `sslmode=disable`
---
# good: the same with TLS
FROM scratch
ENV DATABASE_URL=postgres://db.clinic.internal/records?sslmode=verify-full
