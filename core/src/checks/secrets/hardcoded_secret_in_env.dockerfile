# bad: passwords and tokens in every form of the instruction
FROM scratch
ENV DB_PASSWORD=Ward7-Trolley-88 #~ environment variable `DB_PASSWORD` contains a credential
ENV MODE=prod
ENV DB_PASSWORD_2="Ward7 Trolley 88" LEVEL=info #~ environment variable `DB_PASSWORD_2` contains a credential
ENV SMTP_PASSWORD Mail Cart 4471 #~ environment variable `SMTP_PASSWORD` contains a credential
env LDAP_PASSWORD='Gurney_41_x' #~ environment variable `LDAP_PASSWORD` contains a credential
ENV LOG_LEVEL=info \
    API_TOKEN="9fQ2-xk81-Lmz0-77aa" \ #~ environment variable `API_TOKEN` contains a credential
    # the key of the pharmacy
    PHARMACY_API_KEY=Zx81-Ward-Kk27-Bed4 \ #~ environment variable `PHARMACY_API_KEY` contains a credential
    REGION=eu
ENV AWS_SECRET_ACCESS_KEY=f8Kq2Zs7vYpL0wXc4RbNn9TgHj3MdUeA6iQo5kSz #~ environment variable `AWS_SECRET_ACCESS_KEY` contains a credential
ENV DATABASE_URL=postgres://ward:Tr0lley-Nine@db.clinic.internal:5432/records #~ environment variable `DATABASE_URL` contains a credential
ENV REDIS_URL="redis://:Otoscope-55@cache.clinic.internal:6379/0" #~ environment variable `REDIS_URL` contains a credential
ENV CONNECTION="Server=db.clinic.internal;User Id=sa;Password=Splint-6613" #~ environment variable `CONNECTION` contains a credential
ENV JWT_SECRET=k9Fq2Zs7vYpL0wXc4RbNn9TgHj3MdUeA6iQo5kSz8 #~ environment variable `JWT_SECRET` contains a credential
ENV VAULT_TOKEN=root #~ environment variable `VAULT_TOKEN` contains a weak credential
ENV MYSQL_ROOT_PASSWORD=secret #~ environment variable `MYSQL_ROOT_PASSWORD` contains a weak credential
ENV RABBITMQ_DEFAULT_PASS=guest #~ environment variable `RABBITMQ_DEFAULT_PASS` contains a weak credential
ENV ADMIN_PASSWORD=changeme #~ environment variable `ADMIN_PASSWORD` contains a default credential
ENV CLIENT_SECRET=Stretcher-204-qq CLIENT_ID=ward #~ environment variable `CLIENT_SECRET` contains a credential
ONBUILD ENV GITHUB_TOKEN=Nurse-Call-0x77-Bell #~ environment variable `GITHUB_TOKEN` contains a credential
---
# good: references, and values that are not secrets
FROM scratch
ARG DB_PASSWORD
ENV DB_PASSWORD=$DB_PASSWORD
ENV DB_PASSWORD=${DB_PASSWORD}
ENV SMTP_PASSWORD ${SMTP_PASSWORD}
ENV API_TOKEN=""
ENV DB_PASSWORD_FILE=/run/secrets/db
ENV POSTGRES_PASSWORD_FILE=/run/secrets/db LEVEL=info
ENV TOKEN_TTL=3600
ENV PASSWORD_MIN_LENGTH=12
ENV PASSWORD_POLICY=strict
ENV SECRET_NAME=clinic/records
ENV TOKEN_URL=https://login.clinic.example/token
ENV KMS_KEY_ID=alias/records
ENV DATABASE_URL=postgres://ward@db.clinic.internal:5432/records
ENV REDIS_URL=redis://cache.clinic.internal:6379/0
ENV JWT_ISSUER=https://login.clinic.example
ENV PUBLIC_KEY=/etc/keys/public.pem
ENV SSH_AUTH_SOCK=/run/agent.sock
ENV GPG_KEY=/usr/share/keyrings/ward.gpg
ENV NODE_ENV=production PATH=/app/bin:$PATH
ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1
# ENV DB_PASSWORD=Ward7-Trolley-88
