/** Tests of how the page is served; what it does is tested in a browser. */
@NullMarked
package io.arauto.gateway.console;

import org.jspecify.annotations.NullMarked;
