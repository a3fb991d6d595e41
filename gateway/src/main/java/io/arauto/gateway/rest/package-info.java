/** What all routes of the REST API have in common: callers, bodies, answers and errors. */
@NullMarked
package io.arauto.gateway.rest;

import org.jspecify.annotations.NullMarked;
