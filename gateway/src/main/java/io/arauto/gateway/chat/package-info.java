/** Chat: messages in channels and direct conversations, typing, read marks and history. */
@NullMarked
package io.arauto.gateway.chat;

import org.jspecify.annotations.NullMarked;
