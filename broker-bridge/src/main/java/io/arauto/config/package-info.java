/** The configuration that gateway and worker share: environment variables, typed and bounded. */
@NullMarked
package io.arauto.config;

import org.jspecify.annotations.NullMarked;
