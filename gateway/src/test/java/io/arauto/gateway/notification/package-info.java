/** Tests of notifications. */
@NullMarked
package io.arauto.gateway.notification;

import org.jspecify.annotations.NullMarked;
