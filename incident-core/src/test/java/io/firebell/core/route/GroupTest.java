package io.firebell.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Labels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class GroupTest {

  private static final Labels ALERT =
      Labels.of("alertname", "Disk", "service", "db", "instance", "db-1", "severity", "critical");

  @Test
  void alertsAreGroupedByTheLabelsNamed() {
    assertThat(new Grouping.By(List.of("service", "alertname")).of(ALERT))
        .isEqualTo(Labels.of("alertname", "Disk", "service", "db"));
  }

  @Test
  void labelsThatAnAlertLacksAreLeftOut() {
    Grouping grouping = new Grouping.By(List.of("alertname", "team"));
    assertThat(grouping.of(ALERT)).isEqualTo(Labels.of("alertname", "Disk"));
    assertThat(grouping.of(Labels.of("a", "1"))).isEqualTo(Labels.NONE);
  }

  @Test
  void groupingByNothingPutsEverythingTogether() {
    assertThat(new Grouping.By(List.of()).of(ALERT)).isEqualTo(Labels.NONE);
  }

  @Test
  void groupingByEverythingKeepsEachAlertApart() {
    assertThat(new Grouping.ByAll().of(ALERT)).isEqualTo(ALERT);
  }

  @Test
  void isCalledAsAlertmanagerCallsIt() {
    Route route =
        new Route(
            "{}/{severity=\"critical\"}",
            Matcher.parseAll("severity=critical"),
            new Grouping.By(List.of("alertname", "service")),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            false,
            "default",
            List.of());
    Group group = route.group("acme", ALERT);
    assertThat(group.alertmanagerKey())
        .isEqualTo("{}/{severity=\"critical\"}:{alertname=\"Disk\", service=\"db\"}");
    assertThat(group).isEqualTo(Group.of("acme", route.key(), group.labels()));
  }

  /// The key decides the partition of everything that is kept about a group: were it to change, a
  /// running system would lose track of its incidents.
  @Test
  void theKeyIsTheHashThatItHasAlwaysBeen() {
    assertThat(Group.of("default", "{}", Labels.of("alertname", "Disk", "service", "db")).key())
        .hasToString(sha256("default", "{}", "alertname", "Disk", "service", "db"))
        .hasToString("6499ef6e54d4a353");
    assertThat(Group.of("default", "{}", Labels.NONE).key()).hasToString(sha256("default", "{}"));
  }

  @Test
  void whateverTellsGroupsApartChangesTheKey() {
    Set<GroupKey> keys = new HashSet<>();
    keys.add(Group.of("a", "{}", Labels.of("x", "1")).key());
    keys.add(Group.of("b", "{}", Labels.of("x", "1")).key());
    keys.add(Group.of("a", "{}/{}", Labels.of("x", "1")).key());
    keys.add(Group.of("a", "{}", Labels.of("x", "2")).key());
    keys.add(Group.of("a", "{}", Labels.of("x", "1", "y", "1")).key());
    keys.add(Group.of("a", "{}", Labels.of("x1", "1")).key());
    assertThat(keys).hasSize(6);
  }

  @Property
  void wherePartsBeginAndEndChangesTheKey(
      @ForAll @NotEmpty String a, @ForAll @NotEmpty String b, @ForAll @NotEmpty String c) {
    assertThat(Group.of("t", "{}", Labels.of(a + b, c)).key())
        .isNotEqualTo(Group.of("t", "{}", Labels.of(a, b + c)).key());
  }

  @Test
  void anythingButSixteenLowerCaseDigitsIsNoKey() {
    assertThatThrownBy(() -> new GroupKey("744E61CA074BEA90"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a group key should be 16 hexadecimal digits: was 744E61CA074BEA90");
  }

  private static String sha256(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0xff);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
