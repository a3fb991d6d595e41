/** Tests of sessions, their resume and their end. */
@NullMarked
package io.arauto.gateway.session;

import org.jspecify.annotations.NullMarked;
