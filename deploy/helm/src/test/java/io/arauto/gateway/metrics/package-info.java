/** Access of tests to what a gateway tells of its tenants. */
@NullMarked
package io.arauto.gateway.metrics;

import org.jspecify.annotations.NullMarked;
