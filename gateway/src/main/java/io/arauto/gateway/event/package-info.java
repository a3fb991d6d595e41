/** What a client may ask for: its payload, the handler that answers it and the refusals it can get. */
@NullMarked
package io.arauto.gateway.event;

import org.jspecify.annotations.NullMarked;
