/** Plants a repository that starts transactions; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.transactionaladapter.persistence;

import org.jspecify.annotations.NullMarked;
