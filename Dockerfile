# One image per service: --build-arg SERVICE=<module>, one of intake-service, verification-worker,
# callback-dispatcher, kyc-flow-service, sandbox-authority. The stage `local-stack` is the launcher, which
# makes development secrets and plays the demo's partner; it is for development only.
# All services are built once, in a stage that all images share. Nothing here needs BuildKit.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
# A build ends before the optimising compiler has paid for itself.
ENV MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
COPY . .
# Formatting, tests and the enforcer belong to `./kyc test`.
RUN mvn -B -ntp -T 2 package -am \
        -pl intake-service,verification-worker,callback-dispatcher,kyc-flow-service,sandbox-authority,local-stack,local-stack/embedded-broker \
        -Dmaven.test.skip=true -Dspotless.check.skip=true -Denforcer.skip=true -Dquarkus.generate-code.skip=true

FROM eclipse-temurin:25-jre AS runtime
# The same number everywhere, so that instances can share a volume and a cluster can demand it.
RUN groupadd --gid 10001 kyc \
    && useradd --uid 10001 --gid kyc --home-dir /app --no-create-home --shell /usr/sbin/nologin kyc \
    && install -d -o kyc -g kyc /var/lib/kyc
WORKDIR /app

FROM runtime AS local-stack
COPY --from=build /build/local-stack/target/libs/ libs/
COPY --from=build /build/local-stack/target/local-stack-*.jar libs/
USER 10001:10001
ENTRYPOINT ["java", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "-Dslf4j.internal.verbosity=ERROR", "-cp", "/app/libs/*", "dev.kycplatform.localstack.cli.Kyc"]
CMD ["--help"]

FROM runtime AS service-files
ARG SERVICE
# What changes least comes first.
COPY --from=build /build/${SERVICE}/target/quarkus-app/lib/ lib/
COPY --from=build /build/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/${SERVICE}/target/quarkus-app/app/ app/

# A start is tried, and what the JVM has done for it is kept for all others.
FROM service-files AS training
COPY --from=build /build/local-stack/embedded-broker/target/libs/ /training/broker/
COPY --from=build /build/local-stack/target/libs/ /build/local-stack/target/local-stack-*.jar /training/launcher/
COPY deploy/image/train-start.sh /training/
RUN bash /training/train-start.sh

FROM service-files AS service
COPY --from=training /app/start /app/start.aot ./
USER 10001:10001
# The same ports in every container; 8443 only where a certificate is set.
ENV QUARKUS_HTTP_PORT=8080 QUARKUS_HTTP_SSL_PORT=8443
EXPOSE 8080 8443
# The collector that was measured, in place of the one a JVM would choose in a container this small: docs/operations.md, Sizing. A
# deployment that sets JDK_JAVA_OPTIONS puts its own options in their place.
ENV JDK_JAVA_OPTIONS="-XX:+UseParallelGC -XX:NewRatio=1 -XX:-UseAdaptiveSizePolicy -XX:InitialTenuringThreshold=15 -XX:MetaspaceSize=128m -XX:ReservedCodeCacheSize=480m"
# Sized by the container's limit, all of it from the beginning: half of what there is at first stays the young generation's size.
ENTRYPOINT ["java", "-XX:AOTCache=/app/start.aot", "-XX:InitialRAMPercentage=60", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "@/app/start"]
