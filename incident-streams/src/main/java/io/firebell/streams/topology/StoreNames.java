package io.firebell.streams.topology;

/// The names of the topology's state stores, which are part of its changelog topics' names: a
/// change of one abandons the state kept under the old name.
public final class StoreNames {

  /// `tenant/fingerprint` → what is known of a firing alert.
  public static final String ALERTS = "alerts";

  /// When which alert or heartbeat has to be checked, and which silence is to be forgotten.
  public static final String ALERT_DEADLINES = "alert-deadlines";

  /// `tenant/fingerprint` → what is known of a heartbeat that the task expects.
  public static final String PULSES = "pulses";

  /// When which alerts last began and ended, where the policy asks whether they flap.
  public static final String FLIPS = "flips";

  /// `tenant/id` → a silence. Every task has them all.
  public static final String SILENCES = "silences";

  /// `tenant/inhibition/fingerprint` → an alert that fires and keeps others quiet. Every task has
  /// them all.
  public static final String INHIBITORS = "inhibitors";

  /// `tenant/inhibition/fingerprint`: which alerts of the task may be kept quiet by it.
  public static final String INHIBITED = "inhibited";

  /// Tenant → the version of the policy that all its alerts have seen.
  public static final String APPLIED_POLICIES = "applied-policies";

  /// Group key → the group's last incident.
  public static final String INCIDENTS = "incidents";

  /// When which incident has something due.
  public static final String INCIDENT_DEADLINES = "incident-deadlines";

  /// `group key/fingerprint` → an alert of the group.
  public static final String MEMBERS = "members";

  /// `group key/fingerprint` → where an alert of the group stands that is only counted.
  public static final String COUNTED = "counted";

  /// Incident id and time → a fact. Old facts fall out of it; the topic `facts` keeps them longer.
  public static final String TIMELINE = "timeline";

  /// Key of a maintenance → what is known of it, as far as people are told of it.
  public static final String BULLETINS = "bulletins";

  /// When which maintenance has something due.
  public static final String BULLETIN_DEADLINES = "bulletin-deadlines";

  /// `window/fingerprint` for every alert that has been counted as muted in it.
  public static final String EXPECTED = "expected";

  private StoreNames() {}

  /// The prefix under which the members of a group stand in [#MEMBERS].
  public static String membersOf(String groupKey) {
    return groupKey + "/";
  }
}
