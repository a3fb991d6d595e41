/** What administrators decide about their tenant and its users: settings, access, limits, and who must go. */
@NullMarked
package io.arauto.gateway.policy;

import org.jspecify.annotations.NullMarked;
