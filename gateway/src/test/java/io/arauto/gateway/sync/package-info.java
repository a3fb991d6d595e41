/** Tests of data sync. */
@NullMarked
package io.arauto.gateway.sync;

import org.jspecify.annotations.NullMarked;
