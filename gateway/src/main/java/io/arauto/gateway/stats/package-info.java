/** What an administrator sees of a tenant's traffic: counted by each node, added up in Redis. */
@NullMarked
package io.arauto.gateway.stats;

import org.jspecify.annotations.NullMarked;
