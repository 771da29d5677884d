#!/usr/bin/env bash
# Printed by ./kyc broker topics. The arguments are those of Kafka's own tools, which must be on the PATH:
# --bootstrap-server and --command-config. Safe to run again.
set -euo pipefail
prefix=${KYC_TOPIC_PREFIX:-}
partitions=${KYC_PARTITIONS:-12}
replication=${KYC_REPLICATION:-3}
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.jobs" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=1209600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.jobs.sync" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=1209600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.replies" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=3600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.results" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=1209600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.verifications" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=1209600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.deliveries" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=1209600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.partners" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=compact
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.apps" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=compact
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.commands" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=1209600000
kafka-topics.sh "$@" --create --if-not-exists --topic "${prefix}kyc.dead-letters" --partitions "$partitions" --replication-factor "$replication" --config cleanup.policy=delete --config retention.ms=2592000000 --config max.message.bytes=2097152
