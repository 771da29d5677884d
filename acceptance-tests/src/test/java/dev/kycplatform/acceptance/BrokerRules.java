package dev.kycplatform.acceptance;

import dev.kycplatform.contracts.AccessRule;
import dev.kycplatform.contracts.Principal;
import dev.kycplatform.contracts.Topics;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a guarded broker must be told before services come: topics, who may do what, and everybody's password. */
final class BrokerRules {
    private BrokerRules() {}

    /** @param administrator the settings of a client that may do anything */
    static void tell(Map<String, Object> administrator, String password) throws Exception {
        try (var admin = Admin.create(administrator)) {
            admin.createTopics(
                            Arrays.stream(Topics.values())
                                    .map(
                                            topic ->
                                                    new NewTopic(topic.topicName(), 2, (short) 1)
                                                            .configs(
                                                                    topic.settings().stream()
                                                                            .collect(
                                                                                    Collectors
                                                                                            .toMap(
                                                                                                    Topics
                                                                                                                    .Setting
                                                                                                            ::name,
                                                                                                    Topics
                                                                                                                    .Setting
                                                                                                            ::value))))
                                    .toList())
                    .all()
                    .get();
            admin.createAcls(AccessRule.all().stream().map(BrokerRules::binding).toList())
                    .all()
                    .get();
            admin.alterUserScramCredentials(
                            Arrays.stream(Principal.values())
                                    .<UserScramCredentialAlteration>map(
                                            principal ->
                                                    new UserScramCredentialUpsertion(
                                                            principal.wire(),
                                                            new ScramCredentialInfo(
                                                                    ScramMechanism.SCRAM_SHA_512,
                                                                    4096),
                                                            password))
                                    .toList())
                    .all()
                    .get();
        }
    }

    private static AclBinding binding(AccessRule rule) {
        var resource =
                switch (rule.resource()) {
                    case TOPIC ->
                            new ResourcePattern(
                                    ResourceType.TOPIC, rule.name(), PatternType.LITERAL);
                    case GROUP ->
                            new ResourcePattern(
                                    ResourceType.GROUP, rule.name(), PatternType.PREFIXED);
                };
        return new AclBinding(
                resource,
                new AccessControlEntry(
                        "User:" + rule.principal().wire(),
                        "*",
                        AclOperation.valueOf(rule.operation().name()),
                        AclPermissionType.ALLOW));
    }
}
