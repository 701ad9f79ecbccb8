package io.firebell.core.classify;

import io.firebell.core.alert.Labels;
import java.util.List;
import java.util.stream.Stream;

/// How far an incident reaches: what rules see as `incident`.
///
/// Names are kept up to [#NAMES_KEPT] of a kind, so that the size of the value does not grow with
/// the incident: that many mean that many or more.
///
/// @param firing how many alerts fire now
/// @param total how many alerts have joined since it opened; one that joins again after its end was
///   told counts again
/// @param services values of the label `service`, or of `job` where there is none
/// @param hosts values of the label `host`, or of `instance` where there is none
/// @param regions values of the label `region`
/// @param muted how many of those that fire are muted
/// @param unlisted how many of those that fire are only counted, since the list of the incident's
///   alerts is full
public record Extent(
    int firing,
    int total,
    List<String> services,
    List<String> hosts,
    List<String> regions,
    int muted,
    int unlisted) {

  public static final int NAMES_KEPT = 100;

  /// How many characters of a name are kept. Of names that begin with the same, only one is.
  static final int NAME_LENGTH = 200;

  public static final Extent NONE = new Extent(0, 0, List.of(), List.of(), List.of(), 0, 0);

  public Extent {
    services = List.copyOf(services);
    hosts = List.copyOf(hosts);
    regions = List.copyOf(regions);
  }

  /// This and one more alert that fires.
  ///
  /// @param isNew whether the alert has not been in the incident before
  /// @param isMuted whether something keeps it from notifying
  /// @param isListed whether it is kept, and not only counted
  public Extent plusFiring(Labels alert, boolean isNew, boolean isMuted, boolean isListed) {
    return new Extent(
        firing + 1,
        isNew ? total + 1 : total,
        plus(services, alert, "service", "job"),
        plus(hosts, alert, "host", "instance"),
        plus(regions, alert, "region", "region"),
        isMuted ? muted + 1 : muted,
        isListed ? unlisted : unlisted + 1);
  }

  /// This with one alert less that fires.
  public Extent minusFiring(boolean wasMuted, boolean wasListed) {
    return with(
        Math.max(0, firing - 1),
        wasMuted ? Math.max(0, muted - 1) : muted,
        wasListed ? unlisted : Math.max(0, unlisted - 1));
  }

  /// This with one alert more that is muted, of those that fire.
  public Extent plusMuted() {
    return with(firing, muted + 1, unlisted);
  }

  /// This with one alert less that is muted.
  public Extent minusMuted() {
    return with(firing, Math.max(0, muted - 1), unlisted);
  }

  /// How many alerts fire that somebody is to hear of.
  public int audible() {
    return firing - muted;
  }

  private Extent with(int nowFiring, int nowMuted, int nowUnlisted) {
    return new Extent(nowFiring, total, services, hosts, regions, nowMuted, nowUnlisted);
  }

  private static String cut(String name) {
    if (name.length() <= NAME_LENGTH) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(NAME_LENGTH - 1));
    return name.substring(0, splitsPair ? NAME_LENGTH - 1 : NAME_LENGTH);
  }

  private static List<String> plus(
      List<String> names, Labels alert, String label, String otherwise) {
    String value = alert.get(label).isEmpty() ? alert.get(otherwise) : alert.get(label);
    String name = cut(value);
    if (name.isEmpty() || names.size() >= NAMES_KEPT || names.contains(name)) {
      return names;
    }
    return Stream.concat(names.stream(), Stream.of(name)).toList();
  }
}
