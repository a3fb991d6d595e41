@NullMarked
package io.arauto.gateway.forward;

import org.jspecify.annotations.NullMarked;
