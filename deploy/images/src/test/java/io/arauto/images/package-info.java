/** Whether images and their composition are what they say, as far as that can be told without a container. */
@NullMarked
package io.arauto.images;

import org.jspecify.annotations.NullMarked;
