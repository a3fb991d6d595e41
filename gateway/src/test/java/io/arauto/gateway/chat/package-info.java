/** Tests of chat. */
@NullMarked
package io.arauto.gateway.chat;

import org.jspecify.annotations.NullMarked;
