/** Tests of whole gateways: two nodes in this process, a real Redis, stock protocol clients. */
@NullMarked
package io.arauto.gateway;

import org.jspecify.annotations.NullMarked;
