/** The console: a web page, built with the gateway, that shows every capability live. It has no way in but the public one. */
@NullMarked
package io.arauto.gateway.console;

import org.jspecify.annotations.NullMarked;
