/** One connected client with a verified identity: its admission, its resume and its end. */
@NullMarked
package io.arauto.gateway.session;

import org.jspecify.annotations.NullMarked;
