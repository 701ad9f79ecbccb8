package io.firebell.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;

/// Who has been told what, and when.
final class Told {

  private Told() {}

  /// The time, the recipient and the event of each notification so far.
  static ListAssert<Tuple> assertSent(Shell shell) {
    List<Tuple> sent =
        shell.sent().stream()
            .map(one -> Tuple.tuple(one.at(), one.recipient(), one.event()))
            .toList();
    return assertThat(sent);
  }
}
