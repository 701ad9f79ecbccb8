package io.firebell.schemas;

import java.time.Duration;

/// What producers that write transactions have in common.
public final class Transactions {

  /// How soon a producer tries again what a broker refuses for the moment.
  ///
  /// A broker refuses the first write of a transaction while it still marks the end of the one
  /// before, and a producer that has to look up a coordinator counts that as a refusal too. Neither
  /// takes longer than some milliseconds, but Kafka's own 100 ms would be waited for, and a page
  /// that follows another would be late by that (KAFKA-20000). A broker that is away is tried no
  /// more often for it, since that is up to `reconnect.backoff.ms`.
  public static final Duration RETRY_BACKOFF = Duration.ofMillis(10);

  /// How long what is written may wait for company before it is sent. Nobody sees it before its
  /// transaction is committed, and that sends at once what is still waiting; to send it earlier in
  /// many small requests keeps broker and producer from what else there is to do.
  public static final Duration LINGER = Duration.ofMillis(100);

  private Transactions() {}
}
