/** Preferences as users meet them. */
@NullMarked
package io.arauto.gateway.preference;

import org.jspecify.annotations.NullMarked;
