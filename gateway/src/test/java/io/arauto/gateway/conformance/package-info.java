/** The protocol layers alone, as public conformance suites expect them, and those suites' sentences as tests. */
@NullMarked
package io.arauto.gateway.conformance;

import org.jspecify.annotations.NullMarked;
