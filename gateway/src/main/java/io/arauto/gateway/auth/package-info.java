/** Who a client is: verifies tokens and tells what they grant. */
@NullMarked
package io.arauto.gateway.auth;

import org.jspecify.annotations.NullMarked;
