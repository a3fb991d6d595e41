/** The certificate of the client port: read, checked, and read again when its files change. */
@NullMarked
package io.arauto.gateway.tls;

import org.jspecify.annotations.NullMarked;
