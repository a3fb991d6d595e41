package io.arauto.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one tenant's participants asked for, were told and saw. */
record TenantRecord(String tenant, List<Journal> journals, List<Acked> acked, Set<String> attempted) {

    static TenantRecord of(String tenant) {
        return new TenantRecord(tenant, new ArrayList<>(), new ArrayList<>(), new HashSet<>());
    }
}
