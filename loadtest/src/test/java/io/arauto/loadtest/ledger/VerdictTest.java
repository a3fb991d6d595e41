package io.arauto.loadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Verdict.Limits LIMITS = new Verdict.Limits(200, 50);

    private final Ledger ledger = new Ledger();
    private final Reception maria = ledger.reception("geral");
    private final Reception ana = ledger.reception("geral");

    private static Marker marker(int number) {
        return new Marker("geral", "1", number, 1_000);
    }

    private void acknowledged(int number) {
        ledger.acknowledged(marker(number), System.currentTimeMillis());
    }

    private Verdict verdict() {
        return Verdict.of(ledger, LIMITS);
    }

    @Test
    void aRunInWhichEverybodyGotEverythingOnceAndInOrderPasses() {
        acknowledged(1);
        acknowledged(2);
        for (var reception : new Reception[] {maria, ana}) {
            reception.received(marker(1), "9-0", 1_010);
            reception.received(marker(2), "10-0", 1_020);
        }

        assertThat(verdict().failures()).isEmpty();
        assertThat(verdict().results().getLong("expected")).isEqualTo(4);
        assertThat(verdict().results().getJsonObject("deliveryMillis").getLong("max"))
                .isEqualTo(20);
    }

    @Test
    void oneMissingDeliveryFailsTheRun() {
        acknowledged(1);
        maria.received(marker(1), "9-0", 1_010);

        assertThat(verdict().failures()).containsExactly("1 of 2 deliveries are missing");
        assertThat(verdict().results().getDouble("deliveryPercent")).isEqualTo(50);
    }

    @Test
    void aMessageThatWasRefusedOrSentAfterAReceiverLeftIsNotOwed() {
        ledger.refused("rate_limited");
        ana.leaves();
        ledger.acknowledged(marker(1), System.currentTimeMillis() + 1);
        maria.received(marker(1), "9-0", 1_010);

        assertThat(verdict().failures()).isEmpty();
        assertThat(verdict().results().getJsonObject("refused").getLong("rate_limited"))
                .isEqualTo(1);
    }

    @Test
    void whatComesTwiceOrOutOfOrderFailsTheRun() {
        ana.leaves();
        maria.received(marker(2), "10-0", 1_010);
        maria.received(marker(2), "10-0", 1_010);
        maria.received(marker(1), "9-0", 1_010);

        assertThat(verdict().failures()).containsExactly("1 deliveries came twice", "1 deliveries came out of order");
    }

    @Test
    void latencyCountsFromTheTimeThatWasIntended() {
        maria.received(marker(1), "9-0", 1_500);

        assertThat(verdict().failures()).containsExactly("p95 of delivery is 500 ms, not under 200");
    }

    @Test
    void aLateGeneratorSaysSo() {
        ledger.lagged(400);

        assertThat(verdict().late()).isTrue();
        assertThat(verdict().text()).contains("THE GENERATOR WAS LATE");
        assertThat(verdict().passed()).isTrue();
    }

    @Test
    void aMarkerIsFoundInAnyText() {
        var marker = new Marker("tenant/a", "7", 3, 1_234);

        assertThat(Marker.in("42[\"chat:message\",{\"text\":\"" + marker.text() + "xxx\"},\"1-0\"]"))
                .contains(marker);
        assertThat(Marker.in("42[\"chat:message\",{\"text\":\"hello\"}]")).isEmpty();
    }
}
