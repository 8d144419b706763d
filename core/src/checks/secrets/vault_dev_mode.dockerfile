# bad: the image starts a dev server
FROM hashicorp/vault:1.18
CMD ["server", "-dev"] #~ image runs Vault in dev mode
---
# good: the same with a configuration
FROM hashicorp/vault:1.18
CMD ["server", "-config=/vault/config"]
---
# bad: another image that starts a dev server
FROM alpine:3.21
RUN apk add vault
ENTRYPOINT vault server -dev -dev-root-token-id=$TOKEN #~ image runs Vault in dev mode
---
# not applicable: Vault is installed, but not started
FROM alpine:3.21
RUN apk add vault && npm install --dev
