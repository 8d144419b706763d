# bad: the image starts a server for development
FROM hashicorp/vault:1.18
CMD ["server", "-dev"] #~ the image runs Vault in dev mode
---
# good: the same with a configuration
FROM hashicorp/vault:1.18
CMD ["server", "-config=/vault/config"]
---
# bad: another image that does so
FROM alpine:3.21
RUN apk add vault
ENTRYPOINT vault server -dev -dev-root-token-id=$TOKEN #~ the image runs Vault in dev mode
---
# not applicable: it is only installed
FROM alpine:3.21
RUN apk add vault && npm install --dev
