/** Between nodes: takes requests to the node that holds their connection, so that load balancers need no affinity. */
@NullMarked
package io.arauto.gateway.forward;

import org.jspecify.annotations.NullMarked;
