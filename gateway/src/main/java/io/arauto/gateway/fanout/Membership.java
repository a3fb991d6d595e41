package io.arauto.gateway.fanout;

/** One subscriber in one group, at a known place, so that leaving costs no search however large the group. */
final class Membership {
    final Subscriber subscriber;
    private final Group group;
    private int index;

    Membership(Subscriber subscriber, Group group, int index) {
        this.subscriber = subscriber;
        this.group = group;
        this.index = index;
    }

    Group group() {
        return group;
    }

    int index() {
        return index;
    }

    void moveTo(int place) {
        index = place;
    }
}
