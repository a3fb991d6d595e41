/** Access of tests to what a worker tells of itself. */
@NullMarked
package io.arauto.worker;

import org.jspecify.annotations.NullMarked;
