/** What is kept in Redis for figures of a tenant: small, bounded, and read without looking at events. */
@NullMarked
package io.arauto.broker.stats;

import org.jspecify.annotations.NullMarked;
