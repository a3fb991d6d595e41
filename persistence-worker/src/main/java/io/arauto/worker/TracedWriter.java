package io.arauto.worker;

import io.arauto.broker.outbox.BatchWriter;
import io.arauto.broker.outbox.OutboxEntry;
import io.arauto.broker.outbox.Rejected;
import io.arauto.trace.Traces;
import java.time.Instant;
import java.util.List;

/** Tells of each traced entry that it was stored, or that this failed, as part of the trace that it was published in. */
record TracedWriter(BatchWriter writer, Traces traces) implements BatchWriter {
    @Override
    public List<Rejected> write(List<OutboxEntry> batch) throws InterruptedException {
        var begun = Instant.now();
        var failed = true;
        try {
            var rejected = writer.write(batch);
            failed = false;
            return rejected;
        } finally {
            for (var entry : batch) {
                if (!entry.trace().isEmpty()) {
                    traces.tell("store " + entry.kind().wire(), entry.trace(), begun, failed);
                }
            }
        }
    }
}
