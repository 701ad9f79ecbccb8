package io.firebell.schemas.policy;

import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.CompiledRule;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.heartbeat.Heartbeat;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Plan;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Runbook;
import io.firebell.core.policy.User;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import io.firebell.core.time.Hours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads a policy's text as a whole: either every name in it exists and every value means
/// something, or all of its mistakes are told, each with its place.
///
/// The keys are explained in `docs/policy.md` and described by `policy.schema.json`. Nothing in the
/// text is ignored: what is not known is refused by name.
public final class PolicyReader {

  private static final int FORMAT = 1;

  private static final List<String> KEYS =
      List.of(
          "version",
          "resolveTimeout",
          "reopenWithin",
          "priorities",
          "classify",
          "routes",
          "plans",
          "escalations",
          "schedules",
          "users",
          "channels",
          "providers",
          "hours",
          "inhibit",
          "maintenance",
          "flapping",
          "hold",
          "heartbeats",
          "runbooks",
          "templates");

  private static final Duration USUAL_RESOLVE_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration USUAL_REOPEN_WITHIN = Duration.ofMinutes(5);

  private final String yaml;
  private final YamlFields fields;
  private final List<PolicyError> errors;

  private PolicyReader(String yaml, YamlFields fields, List<PolicyError> errors) {
    this.yaml = yaml;
    this.fields = fields;
    this.errors = errors;
  }

  /// @param version what the policy is to be known by in the decisions that it leads to
  public static PolicyReading read(String yaml, long version) {
    List<PolicyError> errors = new ArrayList<>();
    Optional<Policy> policy = Optional.empty();
    try {
      policy =
          new YamlValue(YamlDocument.compose(yaml), "", errors)
              .fields(KEYS)
              .flatMap(fields -> new PolicyReader(yaml, fields, errors).policy(version));
    } catch (YamlException e) {
      errors.add(e.error());
    }
    if (policy.isPresent()) {
      return new PolicyReading.Accepted(policy.get());
    }
    errors.sort(PolicyError.BY_PLACE);
    return new PolicyReading.Refused(errors);
  }

  private Optional<Policy> policy(long version) {
    fields
        .require("version", "the version of this format, 1")
        .ifPresent(value -> value.integer(FORMAT, FORMAT));
    Duration resolveTimeout = fields.positiveDuration("resolveTimeout", USUAL_RESOLVE_TIMEOUT);
    Duration reopenWithin = fields.duration("reopenWithin", USUAL_REOPEN_WITHIN);
    Names names = Names.in(fields);
    List<PriorityLevel> levels = levels(names);
    List<CompiledRule> rules = new RuleReader(levels, names.hours()).read(ownOrDefault("classify"));

    Optional<Route> root =
        fields
            .require("routes", "which alerts are grouped how")
            .flatMap(new RouteReader(names)::read);
    Map<String, Plan> plans =
        fields
            .require("plans", "what incidents of each priority get")
            .map(new PlanReader(names)::read)
            .orElse(Map.of());
    Map<String, Escalation> escalations =
        fields.get("escalations").map(new EscalationReader(names)::read).orElse(Map.of());
    Map<String, Schedule> schedules =
        fields.get("schedules").map(new ScheduleReader(names)::read).orElse(Map.of());

    Map<String, Hours> hours = fields.get("hours").map(new HoursReader()::read).orElse(Map.of());

    MuteRules mutes = new MuteReader(fields, names).read();
    Map<String, Heartbeat> heartbeats =
        fields.get("heartbeats").map(new HeartbeatReader(levels)::read).orElse(Map.of());

    List<Runbook> runbooks = fields.get("runbooks").map(RunbookReader::read).orElse(List.of());

    TemplateReader templates = new TemplateReader(yaml);
    fields.get("templates").ifPresent(templates::read);
    ChannelReader reader = new ChannelReader(templates);
    fields.get("providers").ifPresent(reader::readProviders);
    Map<String, Channel> channels =
        fields.get("channels").map(reader::readChannels).orElse(Map.of());
    Map<String, User> users = fields.get("users").map(reader::readUsers).orElse(Map.of());
    templates.checkOthers();

    if (!errors.isEmpty()) {
      return Optional.empty();
    }
    return root.map(route ->
        new Policy(
            version,
            resolveTimeout,
            reopenWithin,
            levels,
            new Classifier(rules, levels, hours),
            new RoutingTree(route),
            plans,
            escalations,
            schedules,
            users,
            channels,
            reader.providers(),
            hours,
            mutes,
            heartbeats,
            runbooks));
  }

  /// The levels, none where there are mistakes in them: it would be idle to tell rules then that
  /// their priority is unknown.
  private List<PriorityLevel> levels(Names names) {
    int before = errors.size();
    List<PriorityLevel> levels =
        new PriorityReader(names.channels()).read(ownOrDefault("priorities"));
    return errors.size() == before ? levels : List.of();
  }

  /// A section of this text or, when it is left out, of the default policy's.
  private YamlValue ownOrDefault(String section) {
    return fields.get(section).orElseGet(() -> Defaults.section(section, errors));
  }

  /// The default policy's text, composed once.
  private static final class Defaults {

    private static final Node ROOT = compose();

    private static Node compose() {
      try {
        return YamlDocument.compose(DefaultPolicy.yaml());
      } catch (YamlException e) {
        throw new IllegalStateException(e);
      }
    }

    static YamlValue section(String name, List<PolicyError> errors) {
      return new YamlValue(ROOT, "", errors)
          .fields(KEYS)
          .flatMap(policy -> policy.get(name))
          .orElseThrow();
    }
  }
}
