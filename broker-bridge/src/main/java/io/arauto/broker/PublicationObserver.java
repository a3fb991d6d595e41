package io.arauto.broker;

/** Told, for figures, of each event that was published, and not of repetitions; from any event loop. */
@FunctionalInterface
public interface PublicationObserver {
    void published(Publication publication);
}
