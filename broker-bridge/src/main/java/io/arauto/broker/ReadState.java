package io.arauto.broker;

/**
 * What a user has read of one topic's notifications.
 *
 * @param sent how many the topic ever carried
 */
public record ReadState(long sent, ReadRanges read) {
    public long unread() {
        return Math.max(0, sent - read.size());
    }
}
