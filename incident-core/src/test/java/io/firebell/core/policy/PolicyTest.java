package io.firebell.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.escalate.Layer;
import io.firebell.core.escalate.Rotation;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.Target;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final Instant MONDAY = Instant.parse("2026-01-05T12:00:00Z");

  private static final Route CHILD = route("{}/{a=\"1\"}", "pages", Matcher.parseAll("a=1"));
  private static final Route ROOT = route("{}", "quiet", List.of(), CHILD);

  private static final Policy POLICY = policy(levels());

  @Test
  void aPromiseOfNoTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Response("", Duration.ZERO, List.of(), "", Duration.ZERO))
        .withMessage("within should be positive: was PT0S");
  }

  @Test
  void aRouteThatAnEditHasRemovedIsTheRoot() {
    assertThat(POLICY.route("{}/{a=\"1\"}")).isEqualTo(CHILD);
    assertThat(POLICY.route("{}/{gone=\"1\"}")).isEqualTo(ROOT);
  }

  @Test
  void aPriorityThatAPlanLeavesOutIsOnlyLogged() {
    assertThat(POLICY.response(CHILD, Priority.P1).pages()).isTrue();
    assertThat(POLICY.response(CHILD, Priority.P2)).isEqualTo(Response.LOG_ONLY);
    assertThat(POLICY.response(ROOT, Priority.P1)).isEqualTo(Response.LOG_ONLY);
  }

  @Test
  void aPageToAScheduleGoesToWhoeverIsOnCall() {
    Target primary = new Target.ToSchedule("primary");
    assertThat(POLICY.recipient(primary, MONDAY))
        .contains(Recipient.user(ChannelType.SLACK, "alice"));
    assertThat(POLICY.recipient(primary, MONDAY.plus(Duration.ofDays(1))))
        .contains(Recipient.user(ChannelType.EMAIL, "bob"));
  }

  @Test
  void aPageToAUserGoesToTheFirstContactAndThenToTheNext() {
    Recipient slack = POLICY.recipient(new Target.ToUser("alice"), MONDAY).orElseThrow();
    assertThat(slack).isEqualTo(Recipient.user(ChannelType.SLACK, "alice"));
    Recipient email = POLICY.fallback(slack).orElseThrow();
    assertThat(email).isEqualTo(Recipient.user(ChannelType.EMAIL, "alice"));
    assertThat(POLICY.fallback(email)).isEmpty();
  }

  @Test
  void aChannelHasNoOtherWay() {
    Recipient ops = POLICY.recipient(new Target.ToChannel("ops"), MONDAY).orElseThrow();
    assertThat(ops).isEqualTo(Recipient.channel(ChannelType.WEBHOOK, "ops"));
    assertThat(POLICY.fallback(ops)).isEmpty();
  }

  @Test
  void whomThePolicyDoesNotKnowNobodyReaches() {
    assertThat(POLICY.recipient(new Target.ToUser("mallory"), MONDAY)).isEmpty();
    assertThat(POLICY.recipient(new Target.ToSchedule("nights"), MONDAY)).isEmpty();
    assertThat(POLICY.recipient(new Target.ToChannel("gone"), MONDAY)).isEmpty();
    assertThat(POLICY.fallback(Recipient.user(ChannelType.EMAIL, "mallory"))).isEmpty();
  }

  @Test
  void aChannelSaysWhetherItHearsTheEndAndAUserAlwaysDoes() {
    assertThat(POLICY.sendsResolved(Recipient.channel(ChannelType.WEBHOOK, "ops"))).isFalse();
    assertThat(POLICY.sendsResolved(Recipient.channel(ChannelType.TERMINAL, "screen"))).isTrue();
    assertThat(POLICY.sendsResolved(Recipient.channel(ChannelType.WEBHOOK, "gone"))).isFalse();
    assertThat(POLICY.sendsResolved(Recipient.user(ChannelType.EMAIL, "bob"))).isTrue();
  }

  @Test
  void everyPriorityHasOneLevel() {
    assertThat(POLICY.level(Priority.P3).name()).isEqualTo("P3");
    assertThatThrownBy(() -> policy(levels().subList(0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("each priority should have one level: were those of [P1, P2, P3]");
  }

  @Test
  void aUserWithoutContactsIsRefused() {
    assertThatThrownBy(() -> new User("alice", List.of()))
        .hasMessage("a user should have a contact: alice has none");
  }

  private static Policy policy(List<PriorityLevel> levels) {
    return new Policy(
        1,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        levels,
        new Classifier(List.of(), levels),
        new RoutingTree(ROOT),
        Map.of(
            "pages",
            new Plan(
                "pages",
                Map.of(Priority.P1, new Response("production", Duration.ZERO, List.of())))),
        Map.of(),
        Map.of(
            "primary",
            new Schedule(
                "primary",
                ZoneOffset.UTC,
                List.of(
                    new Layer(
                        Rotation.days(1, LocalTime.of(9, 0), LocalDate.of(2026, 1, 5)),
                        List.of("alice", "bob"),
                        List.of())),
                List.of())),
        Map.of(
            "alice",
            new User(
                "alice",
                List.of(
                    new Contact(ChannelType.SLACK, "U1"),
                    new Contact(ChannelType.EMAIL, "alice@example.com"))),
            "bob",
            new User("bob", List.of(new Contact(ChannelType.EMAIL, "bob@example.com")))),
        Map.of(
            "ops",
            new Channel("ops", ChannelType.WEBHOOK, false, Map.of("url", "https://example.com")),
            "screen",
            new Channel("screen", ChannelType.TERMINAL, true, Map.of())),
        Map.of(),
        Map.of(),
        MuteRules.NONE,
        Map.of(),
        List.of());
  }

  private static List<PriorityLevel> levels() {
    return Arrays.stream(Priority.values())
        .map(priority -> new PriorityLevel(priority, priority.name(), List.of(), null, null, null))
        .toList();
  }

  private static Route route(String key, String plan, List<Matcher> matchers, Route... routes) {
    return new Route(
        key,
        matchers,
        new Grouping.By(List.of()),
        Duration.ZERO,
        Duration.ofMinutes(5),
        Duration.ofHours(4),
        false,
        plan,
        List.of(routes));
  }
}
