/** What administrators decide, seen from outside. */
@NullMarked
package io.arauto.gateway.policy;

import org.jspecify.annotations.NullMarked;
