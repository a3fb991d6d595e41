package io.arauto.gateway.fanout;

/** One subscriber in one group, at a known place, so that leaving costs no search however large the group. */
final class Membership {
    private final Group group;
    private int index;

    Membership(Group group, int index) {
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
