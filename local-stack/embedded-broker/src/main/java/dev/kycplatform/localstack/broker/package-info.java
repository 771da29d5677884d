/** The broker process; nothing but Kafka and the JDK may be used here. */
@NullMarked
package dev.kycplatform.localstack.broker;

import org.jspecify.annotations.NullMarked;
