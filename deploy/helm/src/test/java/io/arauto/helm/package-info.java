/** Tests of the Helm chart, and of the alerts and dashboards in it. */
@NullMarked
package io.arauto.helm;

import org.jspecify.annotations.NullMarked;
