package io.firebell.core.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import io.firebell.core.time.Hours;
import io.firebell.core.time.Occasions;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What mutes an alert, and when time alone changes it.
class MutingTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Alert DISK = alert("alertname", "DiskFull", "host", "a", "cluster", "eu");

  private static final TimeInterval SUNDAYS =
      new TimeInterval(
          List.of(new TimeRange(4 * 60, 5 * 60)),
          Set.of(DayOfWeek.SUNDAY),
          List.of(),
          Set.of(),
          List.of(),
          ZoneOffset.UTC);

  private final Silences silences = new Silences();
  private final Inhibitors inhibitors = new Inhibitors();
  private final Muting muting = new Muting(silences, inhibitors);

  @Test
  void nothingMutesAnAlertOfWhichNothingIsSaid() {
    assertThat(of(DISK, NOON, MuteRules.NONE)).isEqualTo(MuteState.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "-61, '', -60",
    "-60, silence s1 by carol: disks, 60",
    "0, silence s1 by carol: disks, 60",
    "59, silence s1 by carol: disks, 60",
    "60, '',",
  })
  void aSilenceMutesFromItsStartUntilItsEnd(int minute, String mute, Integer changesAt) {
    silences.put(silence("s1", "default", "host=~\"a|b\""));
    MuteState quiet = of(DISK, minute(minute), MuteRules.NONE);
    assertThat(texts(quiet)).isEqualTo(mute);
    assertThat(quiet.changesAt()).isEqualTo(changesAt == null ? null : minute(changesAt));
  }

  @Test
  void everyMatcherOfASilenceHasToHold() {
    silences.put(silence("s1", "default", "host=\"a\"", "cluster=\"us\""));
    assertThat(of(DISK, NOON, MuteRules.NONE)).isEqualTo(MuteState.NONE);
  }

  @Test
  void aSilenceMutesItsOwnTenantOnly() {
    silences.put(silence("s1", "other", "host=\"a\""));
    assertThat(of(DISK, NOON, MuteRules.NONE)).isEqualTo(MuteState.NONE);
  }

  @Test
  void ofTwoSilencesTheFirstThatEndsIsWhenThingsChange() {
    silences.put(silence("s1", "default", "host=\"a\""));
    silences.put(silence("s2", "default", "cluster=\"eu\"").expired(minute(20)));
    MuteState quiet = of(DISK, minute(10), MuteRules.NONE);
    assertThat(quiet.mutes()).hasSize(2);
    assertThat(quiet.changesAt()).isEqualTo(minute(20));
  }

  @Test
  void aSilenceThatSomebodyEndsOrThatIsForgottenMutesNothing() {
    silences.put(silence("s1", "default", "host=\"a\""));
    silences.put(silence("s1", "default", "host=\"a\"").expired(minute(-1)));
    assertThat(of(DISK, NOON, MuteRules.NONE)).isEqualTo(MuteState.NONE);
    silences.put(silence("s2", "default", "host=\"a\""));
    silences.remove("default", "s2");
    assertThat(of(DISK, NOON, MuteRules.NONE)).isEqualTo(MuteState.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T03:59:59Z, '', 2026-11-22T04:00:00Z",
    "2026-11-22T04:00:00Z, maintenance sundays, 2026-11-22T05:00:00Z",
    "2026-11-22T05:00:00Z, '', 2026-11-29T04:00:00Z",
  })
  void maintenanceMutesInItsWindowsWhatItExpects(Instant now, String mute, Instant changesAt) {
    MuteState quiet = of(DISK, now, maintenance("cluster=\"eu\""));
    assertThat(texts(quiet)).isEqualTo(mute);
    assertThat(quiet.changesAt()).isEqualTo(changesAt);
    assertThat(of(DISK, now, maintenance("cluster=\"us\""))).isEqualTo(MuteState.NONE);
  }

  @Test
  void aSourceMutesTargetsWithTheSameValuesAsLongAsItFires() {
    MuteRules rules = inhibiting("alertname=\"ClusterDown\"", "alertname=~\"Disk.*\"", "cluster");
    Alert down = alert("alertname", "ClusterDown", "cluster", "eu");
    assertThat(of(DISK, NOON, rules).mutes()).isEmpty();

    Muting.sources(down, rules).forEach(inhibitors::put);
    assertThat(texts(of(DISK, NOON, rules))).isEqualTo("inhibition " + down.fingerprint());
    assertThat(of(alert("alertname", "DiskFull", "cluster", "us"), NOON, rules).mutes()).isEmpty();
    assertThat(of(down, NOON, rules).mutes()).isEmpty();

    of(down, NOON, rules).sourceOf().forEach(key -> inhibitors.put(Inhibitor.over(down, key)));
    assertThat(of(DISK, NOON, rules).mutes()).isEmpty();
  }

  @Test
  void anInhibitionLastsUntilItsLastSourceIsOver() {
    MuteRules rules = inhibiting("alertname=\"ClusterDown\"", "alertname=\"DiskFull\"", "cluster");
    Alert first = alert("alertname", "ClusterDown", "cluster", "eu", "seen", "by one");
    Alert second = alert("alertname", "ClusterDown", "cluster", "eu", "seen", "by two");
    Stream.of(first, second)
        .flatMap(one -> Muting.sources(one, rules).stream())
        .forEach(inhibitors::put);
    String key = Muting.sources(first, rules).getFirst().key();
    inhibitors.put(Inhibitor.over(first, key));
    assertThat(texts(of(DISK, NOON, rules))).isEqualTo("inhibition " + second.fingerprint());
    inhibitors.put(Inhibitor.over(second, key));
    assertThat(of(DISK, NOON, rules).mutes()).isEmpty();
  }

  @Test
  void aLabelThatBothLackIsEqual() {
    MuteRules rules = inhibiting("alertname=\"Down\"", "alertname=\"DiskFull\"", "region");
    Muting.sources(alert("alertname", "Down"), rules).forEach(inhibitors::put);
    assertThat(of(DISK, NOON, rules).mutes()).hasSize(1);
  }

  @Test
  void whatIsSourceAndTargetIsMutedOnlyByWhatIsNoTarget() {
    MuteRules rules = inhibiting("severity=~\"critical|page\"", "severity!=\"page\"", "cluster");
    Alert critical = alert("alertname", "One", "severity", "critical", "cluster", "eu");
    Alert other = alert("alertname", "Two", "severity", "critical", "cluster", "eu");
    Alert page = alert("alertname", "Three", "severity", "page", "cluster", "eu");
    Stream.of(critical, other)
        .flatMap(one -> Muting.sources(one, rules).stream())
        .forEach(inhibitors::put);
    assertThat(of(critical, NOON, rules).mutes()).isEmpty();
    assertThat(of(DISK, NOON, rules).mutes()).hasSize(1);
    Muting.sources(page, rules).forEach(inhibitors::put);
    assertThat(texts(of(critical, NOON, rules))).isEqualTo("inhibition " + page.fingerprint());
  }

  @Test
  void anInhibitionIsOfItsOwnTenant() {
    MuteRules rules = inhibiting("alertname=\"Down\"", "alertname=\"DiskFull\"", "cluster");
    String key = rules.inhibit().getFirst().key(DISK.labels());
    inhibitors.put(new Inhibitor("other", key, DISK.fingerprint(), false, true));
    assertThat(of(DISK, NOON, rules).mutes()).isEmpty();
  }

  @Test
  void anAlertThatComesAndGoesIsQuietUntilItHasKeptStill() {
    Flapping flapping = new Flapping(3, Duration.ofMinutes(30), Duration.ofMinutes(15));
    MuteRules rules = new MuteRules(List.of(), List.of(), flapping, List.of());
    Flips flips = Flips.NONE.plus(minute(0), flapping).plus(minute(20), flapping);
    assertThat(muting.of(DISK, flips, minute(20), rules)).isEqualTo(MuteState.NONE);
    flips = flips.plus(minute(31), flapping);
    assertThat(muting.of(DISK, flips, minute(31), rules)).isEqualTo(MuteState.NONE);
    flips = flips.plus(minute(32), flapping);
    MuteState quiet = muting.of(DISK, flips, minute(32), rules);
    assertThat(texts(quiet)).isEqualTo("flapping");
    assertThat(quiet.changesAt()).isEqualTo(minute(47));
    assertThat(muting.of(DISK, flips, minute(47), rules)).isEqualTo(MuteState.NONE);
  }

  @Test
  void whatHasToLastIsHeldUntilItHas() {
    Hold hold = new Hold(Matcher.parseAll("alertname=\"DiskFull\""), Duration.ofMinutes(2));
    MuteRules rules = new MuteRules(List.of(), List.of(), null, List.of(hold));
    MuteState quiet = of(DISK, NOON, rules);
    assertThat(texts(quiet)).isEqualTo("hold");
    assertThat(quiet.changesAt()).isEqualTo(minute(2));
    assertThat(of(DISK, minute(2), rules)).isEqualTo(MuteState.NONE);
    assertThat(of(alert("alertname", "Down"), NOON, rules)).isEqualTo(MuteState.NONE);
  }

  @Test
  void longReasonsAreCutAndManyMutesAreNotAllTold() {
    for (int i = 0; i < 50; i++) {
      silences.put(
          new Silence(
              "s" + i,
              "default",
              List.of("host=\"a\""),
              minute(-1),
              minute(1),
              "carol",
              "𝄞".repeat(1_000),
              minute(-1)));
    }
    MuteState quiet = of(DISK, NOON, MuteRules.NONE);
    assertThat(quiet.mutes())
        .hasSize(Muting.MOST)
        .allMatch(mute -> mute.reason().length() <= 200 && mute.reason().endsWith("𝄞…"));
  }

  @Test
  void aSilenceOfEverythingIsRefused() {
    assertThatThrownBy(() -> silence("s1", "default"))
        .hasMessage("a silence should have a matcher: has none");
    assertThatThrownBy(() -> silence("s1", "default", "host=~\".*\""))
        .hasMessage("at least one matcher should not match the empty string: were [host=~\".*\"]");
  }

  @Test
  void aSilenceThatIsEndedBeforeItBeginsNeverMutes() {
    Silence ended = silence("s1", "default", "host=\"a\"").expired(minute(-90));
    assertThat(ended.startsAt()).isEqualTo(minute(-90));
    assertThat(ended.stateAt(minute(-90))).isEqualTo(Silence.State.EXPIRED);
  }

  private MuteState of(Alert alert, Instant now, MuteRules rules) {
    return muting.of(alert, Flips.NONE, now, rules);
  }

  private static String texts(MuteState quiet) {
    return quiet.mutes().stream().map(Mute::toString).collect(Collectors.joining("; "));
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private static Alert alert(String... labels) {
    return new Alert(
        "default", Labels.of(labels), Labels.NONE, NOON, null, "", Breach.NONE, "test", NOON);
  }

  private static Silence silence(String id, String tenant, String... matchers) {
    return new Silence(
        id,
        tenant,
        Arrays.asList(matchers),
        minute(-60),
        minute(60),
        "carol",
        "disks",
        minute(-60));
  }

  private static MuteRules maintenance(String match) {
    Hours sundays = new Hours("sundays", List.of(SUNDAYS));
    Maintenance work =
        new Maintenance(
            "sundays",
            Matcher.parseAll(match),
            new Occasions(List.of(sundays), List.of()),
            Duration.ZERO,
            List.of());
    return new MuteRules(List.of(), List.of(work), null, List.of());
  }

  private static MuteRules inhibiting(String source, String target, String... equal) {
    InhibitRule rule =
        new InhibitRule(Matcher.parseAll(source), Matcher.parseAll(target), List.of(equal));
    return new MuteRules(List.of(rule), List.of(), null, List.of());
  }
}
