/** Who is there: what sessions do to presence, and who is told of it. */
@NullMarked
package io.arauto.gateway.presence;

import org.jspecify.annotations.NullMarked;
