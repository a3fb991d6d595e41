@NullMarked
package io.arauto.gateway.presence;

import org.jspecify.annotations.NullMarked;
