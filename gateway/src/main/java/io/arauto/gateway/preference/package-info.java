/** What users want to be told of, and enforcing that at delivery. */
@NullMarked
package io.arauto.gateway.preference;

import org.jspecify.annotations.NullMarked;
