/** The channels of a tenant: who may read and write which, and which a session listens to. */
@NullMarked
package io.arauto.gateway.channel;

import org.jspecify.annotations.NullMarked;
