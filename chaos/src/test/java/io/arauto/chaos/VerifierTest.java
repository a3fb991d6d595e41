package io.arauto.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.arauto.chaos.Journal.Began;
import io.arauto.chaos.Journal.Entry;
import io.arauto.chaos.Journal.Odd;
import io.arauto.chaos.Journal.Received;
import io.arauto.chaos.Journal.Subscribed;
import io.arauto.chaos.Verifier.Failover;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run in which nothing went wrong passes; the same run with one thing broken is caught, and named. */
class VerifierTest {
    private static final int EVENTS = 6;

    private final TenantRecord tenant = TenantRecord.of("acme");
    private final Journal maria = new Journal("2");
    private final Journal joao = new Journal("1");

    VerifierTest() {
        tenant.journals().addAll(List.of(joao, maria));
        for (var number = 1; number <= EVENTS; number++) {
            tenant.attempted().add(mark(number));
            tenant.acked().add(new Acked(id(number), Kind.CHAT, mark(number), "1", null, number));
        }
    }

    @Test
    void whatEveryoneGotOnceInOrderAndWhatIsStoredOnceIsFine() {
        saw(joao, all());
        saw(maria, all());

        assertThat(verify(rows())).isEmpty();
    }

    @Test
    void anAckedEventThatSomeoneNeverGotIsLost() {
        saw(joao, all());
        saw(maria, all().filter(event -> !event.id().equals(id(3))));

        assertThat(verify(rows())).containsExactly(Invariant.NOT_LOST);
    }

    @Test
    void theSameEventTwiceIsDoubled() {
        saw(joao, all());
        saw(maria, Stream.concat(all(), Stream.of(received(EVENTS))));

        assertThat(verify(rows())).containsExactly(Invariant.NOT_DOUBLED);
    }

    @Test
    void twoEventsOfOneRequestAreDoubled() {
        saw(joao, all());
        saw(maria, Stream.concat(all(), Stream.of(new Received(id(9), "chat:message", mark(1), 9))));

        assertThat(verify(rows())).containsExactly(Invariant.NOT_DOUBLED);
    }

    @Test
    void whatWasNotAckedMayHappenAgainAfterAFailoverAndOnlyThen() {
        var forgotten = new EventId(900, 1);
        var first = new Received(forgotten, "chat:message", mark(1), 1);
        saw(joao, Stream.concat(Stream.of(first), all()));
        saw(maria, Stream.concat(Stream.of(first), all()));

        assertThat(verify(
                        Stream.concat(rows(), Stream.of(new StoredRow(forgotten, mark(1)))),
                        List.of(new Failover(800, 950))))
                .isEmpty();
        assertThat(verify(rows(), List.of(new Failover(950, 2_000))))
                .containsExactly(Invariant.NOT_DOUBLED, Invariant.NOT_DOUBLED);
    }

    @Test
    void anOlderEventAfterANewerOneIsDisordered() {
        saw(joao, all());
        saw(maria, Stream.of(1, 3, 2, 4, 5, 6).map(VerifierTest::received));

        assertThat(verify(rows())).containsExactly(Invariant.IN_ORDER);
    }

    @Test
    void anotherTenantsEventIsLeaked() {
        saw(joao, all());
        saw(maria, Stream.concat(all(), Stream.of(new Received(id(9), "chat:message", "other:1:1", 9))));

        assertThat(verify(rows())).containsExactly(Invariant.NOT_LEAKED);
    }

    @Test
    void directMessagesAreOwedToTheTwoWhoTalkOnly() {
        var secret = id(9);
        tenant.attempted().add(mark(9));
        tenant.acked().add(new Acked(secret, Kind.DIRECT, mark(9), "1", "3", 9));
        saw(joao, all());
        saw(maria, all());

        assertThat(verify(Stream.concat(rows(), Stream.of(new StoredRow(secret, mark(9))))))
                .containsExactly(Invariant.NOT_LOST);
    }

    @Test
    void whatCameBeforeASessionThatSaysItIsNewIsNotOwed() {
        saw(joao, all());
        saw(maria, Stream.of(received(1), new Began(id(4), "history_incomplete", 4), received(5), received(6)));

        assertThat(verify(rows())).isEmpty();
    }

    @Test
    void whatCameBeforeIsOwedToASessionThatSaysItIsRecovered() {
        saw(joao, all());
        saw(maria, Stream.of(received(1), received(5), received(6)));

        assertThat(verify(rows())).containsExactly(Invariant.NOT_LOST, Invariant.NOT_LOST, Invariant.NOT_LOST);
    }

    @Test
    void changesOfAModuleAreOwedFromTheSubscriptionOn() {
        for (var number = 10; number <= 13; number++) {
            tenant.attempted().add(mark(number));
            tenant.acked().add(new Acked(id(number), Kind.SYNC, mark(number), "1", null, number));
        }
        saw(joao, Stream.concat(all(), Stream.of(new Subscribed(id(11), 12), received(12), received(13))));
        saw(maria, Stream.concat(all(), Stream.of(new Subscribed(id(11), 12), received(13))));

        assertThat(verify(rows())).containsExactly(Invariant.NOT_LOST);
    }

    @Test
    void anAnswerThatNothingAllowsIsReported() {
        saw(joao, all());
        saw(maria, Stream.concat(all(), Stream.of(new Odd("answered twice", 9))));

        assertThat(verify(rows())).containsExactly(Invariant.ANSWERED);
    }

    /** What can be wrong with history. */
    enum Damage {
        MISSING,
        TWICE,
        UNDER_ANOTHER_ID,
        NEVER_SENT;

        Stream<StoredRow> to(Stream<StoredRow> rows) {
            return switch (this) {
                case MISSING -> rows.skip(1);
                case TWICE -> Stream.concat(rows, Stream.of(new StoredRow(id(1), mark(1))));
                case UNDER_ANOTHER_ID -> Stream.concat(rows.skip(1), Stream.of(new StoredRow(id(8), mark(1))));
                case NEVER_SENT -> Stream.concat(rows, Stream.of(new StoredRow(id(8), "acme:1:99")));
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void damagedHistoryIsReported(Damage damage) {
        saw(joao, all());
        saw(maria, all());

        assertThat(verify(damage.to(rows()))).containsExactly(Invariant.STORED_ONCE);
    }

    private List<Invariant> verify(Stream<StoredRow> history) {
        return verify(history, List.of());
    }

    private List<Invariant> verify(Stream<StoredRow> history, List<Failover> failovers) {
        return Verifier.check(tenant, history.toList(), failovers).stream()
                .map(Violation::invariant)
                .toList();
    }

    private static void saw(Journal journal, Stream<? extends Entry> entries) {
        journal.add(new Began(EventId.NONE, "", 0));
        entries.forEach(journal::add);
    }

    private static Stream<Received> all() {
        return Stream.iterate(1, number -> number + 1).limit(EVENTS).map(VerifierTest::received);
    }

    private static Stream<StoredRow> rows() {
        return Stream.iterate(1, number -> number + 1)
                .limit(EVENTS)
                .map(number -> new StoredRow(id(number), mark(number)));
    }

    private static Received received(int number) {
        return new Received(id(number), "chat:message", mark(number), number);
    }

    private static EventId id(int number) {
        return new EventId(1_000, number);
    }

    private static String mark(int number) {
        return "acme:1:" + number;
    }
}
