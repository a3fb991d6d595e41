/** Tests of payloads and events. */
@NullMarked
package io.arauto.gateway.event;

import org.jspecify.annotations.NullMarked;
