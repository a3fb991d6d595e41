/** Who is there: users, their connections on all nodes, and the nodes themselves. */
@NullMarked
package io.arauto.broker.presence;

import org.jspecify.annotations.NullMarked;
