/** Breaks a cluster of packaged processes while stock-protocol clients use it, and checks every promise against what they saw. */
@NullMarked
package io.arauto.chaos;

import org.jspecify.annotations.NullMarked;
