# bad: build arguments, and the command lines of every instruction that has one
FROM scratch
ARG NPM_TOKEN=Pill-Box-2209-xx #~ build argument `NPM_TOKEN` contains a credential
ARG REGISTRY_PASSWORD="Pill-Box-2209" MODE=ci #~ build argument `REGISTRY_PASSWORD` contains a credential
RUN curl -u mirror:Gauze-Roll-31 https://mirror.clinic.example/a #~ argument `-u` contains a credential
RUN --mount=type=cache,target=/root mysql -uadmin -pSplint-6613 -h db.clinic.internal #~ argument `-p` contains a credential
RUN apt-get update && \
    # the mirror asks for a user
    wget --password=Otoscope-55 https://mirror.clinic.example/b && \ #~ argument `--password` contains a credential
    rm -rf /var/lib/apt
RUN PGPASSWORD=Trolley-Nine-9 psql -h db.clinic.internal -c 'select 1' #~ argument `PGPASSWORD` contains a credential
RUN export API_TOKEN=9fQ2-xk81-Lmz0-77aa && make #~ argument `API_TOKEN` contains a credential
RUN ["/bin/sh", "-c", "sshpass -p Bandage-72-x ssh ward@db.clinic.internal"] #~ argument `-p` contains a credential
RUN git clone https://ci:Crutch-9-Left@git.clinic.example/ward.git #~ argument contains a credential
RUN <<SETUP
redis-cli -a Stretcher-204 ping #~ argument `-a` contains a credential
SETUP
CMD ["server", "--admin-password=Gurney-41-xx"] #~ argument `--admin-password` contains a credential
CMD server --token Zx81-Ward-Kk27-Bed4 #~ argument `--token` contains a credential
ENTRYPOINT ["server", "--api-key", "Nurse-Call-0x77-Bell"] #~ argument `--api-key` contains a credential
HEALTHCHECK CMD curl -fsS -u probe:Lamp-Post-17 https://localhost:8443/ || exit 1 #~ argument `-u` contains a credential
HEALTHCHECK --interval=9s CMD ["redis-cli", "-a", "Stretcher-204", "ping"] #~ argument `-a` contains a credential
ONBUILD RUN docker login -u ci -p Thermo-Meter-38 registry.clinic.example #~ argument `-p` contains a credential
---
# good: mounted secrets, references, and names that only sound like secrets
FROM scratch
ARG NPM_TOKEN
ARG REGISTRY_PASSWORD=
ARG TOKEN_URL=https://login.clinic.example/token
RUN --mount=type=secret,id=npm_token NPM_TOKEN=$(cat /run/secrets/npm_token) npm ci
RUN --mount=type=secret,id=netrc,target=/root/.netrc curl -n https://mirror.clinic.example/a
RUN mysql -uadmin -p"$MYSQL_PASSWORD" -h db.clinic.internal
RUN curl -u "mirror:$MIRROR_PASSWORD" https://mirror.clinic.example/a
RUN curl -H "Authorization: Bearer ${TOKEN}" https://mirror.clinic.example/a
RUN wget --password="$(cat /run/secrets/mirror)" https://mirror.clinic.example/b
RUN echo "$PASSWORD" | docker login -u ci --password-stdin registry.clinic.example
RUN adduser --disabled-password ward && passwd -l ward
RUN ssh-keygen -t ed25519 -N "" -f /tmp/key
RUN <<SETUP
redis-cli -a "$REDIS_PASSWORD" ping
SETUP
CMD ["server", "--admin-password-file=/run/secrets/admin"]
CMD server --token-ttl 3600
ENTRYPOINT ["server", "--api-key-file", "/run/secrets/key"]
ENTRYPOINT ["docker-entrypoint.sh"]
HEALTHCHECK CMD curl -fsS https://localhost:8443/ || exit 1
HEALTHCHECK NONE
ONBUILD RUN docker login -u ci -p "$REGISTRY_PASSWORD" registry.clinic.example
