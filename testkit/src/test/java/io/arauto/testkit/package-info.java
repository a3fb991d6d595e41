/** What tests share: real servers, stock and raw clients, packaged processes, faulty networks, tokens. */
@NullMarked
package io.arauto.testkit;

import org.jspecify.annotations.NullMarked;
