package io.firebell.core.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.route.GroupKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentIdTest {

  @Property
  void anIdIsReadAsItIsWritten(@ForAll long group, @ForAll @Positive int episode) {
    IncidentId id = new IncidentId(new GroupKey("%016x".formatted(group)), episode);
    assertThat(IncidentId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "7f3a9c1e5b2d4f60",
        "7f3a9c1e5b2d4f60-",
        "7f3a9c1e5b2d4f60-0",
        "7f3a9c1e5b2d4f60--1",
        "7f3a9c1e5b2d4f60-+1",
        "7f3a9c1e5b2d4f60-01",
        "7f3a9c1e5b2d4f60-2147483648",
        "7F3A9C1E5B2D4F60-1",
        "7f3a9c1e5b2d4f6-1",
        "7f3a9c1e5b2d4f60-1-n2",
      })
  void whatIsNoIdIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> IncidentId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an incident id should look like 7f3a9c1e5b2d4f60-3: was " + text);
  }
}
