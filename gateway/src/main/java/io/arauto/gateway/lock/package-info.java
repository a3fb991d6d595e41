/** Edit locks: one session at a time edits a thing, and all who watch see who. */
@NullMarked
package io.arauto.gateway.lock;

import org.jspecify.annotations.NullMarked;
