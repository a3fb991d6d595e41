package io.arauto.chaos;

import io.arauto.chaos.Outages.Outage;
import java.util.List;

/** What came of a campaign; {@code memory} is the most that a gateway held, in bytes. */
record Outcome(
        List<Strike> strikes,
        List<Violation> violations,
        List<Outage> outages,
        List<TenantRecord> tenants,
        long memory) {}
