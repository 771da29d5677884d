#!/usr/bin/env bash
# Printed by ./kyc broker access. The arguments are those of Kafka's own tools, which must be on the PATH:
# --bootstrap-server and --command-config. Safe to run again.
set -euo pipefail
prefix=${KYC_TOPIC_PREFIX:-}
kafka-acls.sh "$@" --add --allow-principal "User:intake-service" --operation READ --topic "${prefix}kyc.replies" --topic "${prefix}kyc.partners"
kafka-acls.sh "$@" --add --allow-principal "User:intake-service" --operation WRITE --topic "${prefix}kyc.jobs" --topic "${prefix}kyc.jobs.sync" --topic "${prefix}kyc.partners" --topic "${prefix}kyc.commands"
kafka-acls.sh "$@" --add --allow-principal "User:intake-service" --operation READ --resource-pattern-type prefixed --group "${prefix}intake-service"
kafka-acls.sh "$@" --add --allow-principal "User:verification-worker" --operation READ --topic "${prefix}kyc.jobs" --topic "${prefix}kyc.jobs.sync" --topic "${prefix}kyc.partners" --topic "${prefix}kyc.dead-letters"
kafka-acls.sh "$@" --add --allow-principal "User:verification-worker" --operation WRITE --topic "${prefix}kyc.jobs" --topic "${prefix}kyc.jobs.sync" --topic "${prefix}kyc.replies" --topic "${prefix}kyc.results" --topic "${prefix}kyc.dead-letters"
kafka-acls.sh "$@" --add --allow-principal "User:verification-worker" --operation READ --resource-pattern-type prefixed --group "${prefix}verification-worker"
kafka-acls.sh "$@" --add --allow-principal "User:callback-dispatcher" --operation READ --topic "${prefix}kyc.results" --topic "${prefix}kyc.verifications" --topic "${prefix}kyc.partners" --topic "${prefix}kyc.commands" --topic "${prefix}kyc.dead-letters"
kafka-acls.sh "$@" --add --allow-principal "User:callback-dispatcher" --operation WRITE --topic "${prefix}kyc.results" --topic "${prefix}kyc.verifications" --topic "${prefix}kyc.deliveries" --topic "${prefix}kyc.commands" --topic "${prefix}kyc.dead-letters"
kafka-acls.sh "$@" --add --allow-principal "User:callback-dispatcher" --operation READ --resource-pattern-type prefixed --group "${prefix}callback-dispatcher"
kafka-acls.sh "$@" --add --allow-principal "User:kyc-flow-service" --operation READ --topic "${prefix}kyc.results" --topic "${prefix}kyc.apps" --topic "${prefix}kyc.dead-letters"
kafka-acls.sh "$@" --add --allow-principal "User:kyc-flow-service" --operation WRITE --topic "${prefix}kyc.jobs" --topic "${prefix}kyc.results" --topic "${prefix}kyc.verifications" --topic "${prefix}kyc.apps" --topic "${prefix}kyc.commands" --topic "${prefix}kyc.dead-letters"
kafka-acls.sh "$@" --add --allow-principal "User:kyc-flow-service" --operation READ --resource-pattern-type prefixed --group "${prefix}kyc-flow-service"
for downstream in ${KYC_DOWNSTREAM-downstream}; do
    kafka-acls.sh "$@" --add --allow-principal "User:$downstream" --operation READ --topic "${prefix}kyc.results" --topic "${prefix}kyc.verifications" --topic "${prefix}kyc.deliveries"
    kafka-acls.sh "$@" --add --allow-principal "User:$downstream" --operation READ --resource-pattern-type prefixed --group "$downstream"
done
