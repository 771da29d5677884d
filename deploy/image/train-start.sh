#!/usr/bin/env bash
# Run by the Dockerfile in a stage of its own, where a service lies in /app and what the training needs in /training. Writes
#   /app/start      what `java @/app/start` starts the service with: one class path, in an order of its own, and its main class
#   /app/start.aot  what a start loads, read, verified and linked already (the JDK's AOT cache)
# The start that is watched has a broker and development secrets, and no database: it comes as far as listening. A JVM that cannot use
# the cache, because it is another or has other options, starts without it.
set -euo pipefail
cd /app

# What the framework's own launcher reads first: a few bytes, then the main class.
main=$(head -c 200 quarkus/quarkus-application.dat | grep -aoE '(dev\.kycplatform|io\.quarkus\.runner)\.[A-Za-z.]+' | head -n 1)
{
    # What of the cache a JVM does not use it would say in its own words, in a log whose every line is JSON.
    printf '%s\n' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow '-Xlog:aot*=error'
    printf -- '--add-opens=java.base/%s=ALL-UNNAMED\n' java.lang java.nio jdk.internal.misc
    printf '%s\n' -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp
    # What the build has changed comes before what it was.
    printf '/app/%s\n' quarkus/transformed-bytecode.jar quarkus/generated-bytecode.jar app/*.jar lib/boot/*.jar lib/main/*.jar | paste -sd:
    printf '%s\n' "$main"
} >start

cat >/training/broker.properties <<'EOF'
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:9093
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=/training/broker-log
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
EOF
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -cp '/training/broker/*' \
    dev.kycplatform.localstack.broker.EmbeddedBroker /training/broker.properties >/training/broker.log 2>&1 &
broker=$!
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -Dslf4j.internal.verbosity=ERROR -cp '/training/launcher/*' \
    dev.kycplatform.localstack.cli.Kyc secrets /training/secrets
until (: </dev/tcp/127.0.0.1/9092) 2>/dev/null; do
    kill -0 "$broker" || { cat /training/broker.log >&2; exit 1; }
    sleep 0.5
done

export KYC_ENVIRONMENT=sandbox KYC_HARDENED=false KYC_KEYSETS=/training/secrets/keysets \
    QUARKUS_HTTP_PORT=8080 QUARKUS_HTTP_SSL_PORT=8443 \
    QUARKUS_HTTP_SSL_CERTIFICATE_FILES=/training/secrets/tls/localhost.pem \
    QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES=/training/secrets/tls/localhost-key.pem \
    MP_JWT_VERIFY_PUBLICKEY_LOCATION=file:///training/secrets/operator/operator-public.pem \
    KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092 QUARKUS_FLYWAY_MIGRATE_AT_START=false \
    QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/kyc QUARKUS_DATASOURCE_USERNAME=nobody QUARKUS_DATASOURCE_PASSWORD=none
export SANDBOX_API_KEY=none SANDBOX_CLIENT_SECRET=none SANDBOX_PASSWORD=none SANDBOX_AUTHORITY_URL=http://127.0.0.1:1 \
    SANDBOX_AUTHORITY_API_KEY=none SANDBOX_AUTHORITY_CLIENT_SECRET=none SANDBOX_AUTHORITY_PASSWORD=none
java -XX:AOTCacheOutput=start.aot -Xlog:cds=error -XX:MaxRAMPercentage=60 @start >/training/start.log 2>&1 &
service=$!
until grep -q 'Listening on' /training/start.log; do
    kill -0 "$service" || { cat /training/start.log >&2; exit 1; }
    sleep 0.5
done
for path in ready ready live; do
    exec 3<>/dev/tcp/127.0.0.1/8080
    printf 'GET /q/health/%s HTTP/1.0\r\n\r\n' "$path" >&3
    cat <&3 >/dev/null
done
kill "$service"
wait "$service" || true
kill "$broker"
if ! [ -s start.aot ]; then
    cat /training/start.log >&2
    exit 1
fi
chmod a+r start start.aot
