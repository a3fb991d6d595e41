@NullMarked
package io.arauto.gateway.lock;

import org.jspecify.annotations.NullMarked;
