package io.arauto.broker.lock;

import java.time.Duration;

/**
 * @param queues whether to wait for it while another holds it
 * @param lease how long it is kept without renewal
 */
public record LockRequest(Resource resource, boolean queues, Duration lease) {}
