@NullMarked
package io.arauto.gateway.tls;

import org.jspecify.annotations.NullMarked;
