/** Notifications of ERP modules to channels and users. */
@NullMarked
package io.arauto.gateway.notification;

import org.jspecify.annotations.NullMarked;
