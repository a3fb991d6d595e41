/** The audit: who did what in a tenant, when and from where. */
@NullMarked
package io.arauto.gateway.audit;

import org.jspecify.annotations.NullMarked;
