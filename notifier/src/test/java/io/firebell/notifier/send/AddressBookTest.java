package io.firebell.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Contact;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.User;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.AddressBook.Entry;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.Rate;
import io.firebell.schemas.policy.SecretResolver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressBookTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("SLACK_TOKEN", "xoxb-1");
  private static final String REFERENCE = "${env:SLACK_TOKEN}";

  private final AddressBook addresses =
      new AddressBook(
          _ -> policy(),
          new SecretResolver(
              name -> Optional.ofNullable(ENVIRONMENT.get(name)), _ -> Optional.empty()));

  @Test
  void aChannelIsReachedByItsSettingsWithSecretsAndDefaultsFilledIn() {
    assertThat(find(Recipient.channel(ChannelType.SLACK, "incidents")))
        .isEqualTo(
            new Entry.Found(
                new Address(
                    ChannelType.SLACK,
                    "incidents",
                    Map.of(
                        "channel", "#incidents",
                        "token", "xoxb-1",
                        "api", "https://slack.com/api/"))));
  }

  @Test
  void aSecretThatOnlyAnswersAreVerifiedByKeepsNoPageBack() {
    assertThat(find(Recipient.channel(ChannelType.SLACK, "answered")))
        .isEqualTo(
            new Entry.Found(
                new Address(
                    ChannelType.SLACK,
                    "answered",
                    Map.of(
                        "channel", "#x",
                        "token", "xoxb-1",
                        "signingSecret", "${env:ABSENT}",
                        "appToken", "${env:ABSENT}"))));
  }

  @Test
  void aMailGoesOutWithoutTheSecretOfItsLinks() {
    assertThat(find(Recipient.channel(ChannelType.EMAIL, "linked")))
        .isInstanceOfSatisfying(
            Entry.Found.class, found -> assertThat(found.address().get("linkSecret")).isEmpty());
  }

  @Test
  void aTemplateNeverHasASecretInIt() {
    assertThat(find(Recipient.channel(ChannelType.SLACK, "worded")))
        .isInstanceOfSatisfying(
            Entry.Found.class,
            found -> {
              assertThat(found.address().get("token")).isEqualTo("xoxb-1");
              assertThat(found.address().template("default", "text")).isEqualTo(REFERENCE);
            });
  }

  @Test
  void aUserIsReachedByContactThroughTheProvider() {
    assertThat(find(Recipient.user(ChannelType.SLACK, "alice")))
        .isEqualTo(
            new Entry.Found(
                new Address(
                    ChannelType.SLACK, "alice", Map.of("channel", "U024", "token", "xoxb-1"))));
  }

  @Test
  void slackIsWrittenToAsOftenAsItTakesUnlessThePolicySaysOtherwise() {
    assertThat(rate(Recipient.channel(ChannelType.SLACK, "incidents")))
        .contains(Rate.parse("10/10s"));
    assertThat(rate(Recipient.channel(ChannelType.SLACK, "gone"))).isEmpty();
    assertThat(ChannelSettings.rate(ChannelType.SLACK, Map.of("rate", "30/m")))
        .contains(new Rate(30, Duration.ofSeconds(2)));
    assertThat(ChannelSettings.rate(ChannelType.WEBHOOK, Map.of())).isEmpty();
  }

  private Optional<Rate> rate(Recipient recipient) {
    return addresses.rate(Samples.of(recipient, Event.PAGED, ""));
  }

  @Test
  void whoIsUnknownIsNamed() {
    assertUnknown(
        Recipient.channel(ChannelType.SLACK, "gone"),
        "there is no channel gone in version 7 of the policy");
    assertUnknown(
        Recipient.channel(ChannelType.EMAIL, "incidents"),
        "channel incidents is of type slack, not email, in version 7 of the policy");
    assertUnknown(
        Recipient.user(ChannelType.SLACK, "bob"),
        "there is no user bob in version 7 of the policy");
    assertUnknown(
        Recipient.user(ChannelType.EMAIL, "alice"),
        "alice has no email contact in version 7 of the policy");
  }

  @Test
  void aSecretThatIsNotThereIsNamedByItsReference() {
    assertUnknown(
        Recipient.channel(ChannelType.SLACK, "secretless"),
        "channel/secretless by slack cannot be reached: "
            + "the environment variable ABSENT should be set: is not");
  }

  @Test
  void aMissingSettingIsNamed() {
    assertUnknown(
        Recipient.channel(ChannelType.SLACK, "tokenless"),
        "channel/tokenless by slack cannot be reached:"
            + " a slack should have the setting token: tokenless has none");
  }

  @Test
  void anAddressDoesNotPrintItsSecrets() {
    Address address = new Address(ChannelType.PAGERDUTY, "ops", Map.of("routingKey", "s3cret"));

    assertThat(address).hasToString("pagerduty ops");
    assertThat(address.withoutSecrets("the s3cret is out")).isEqualTo("the [hidden] is out");
  }

  @Test
  void aSettingThatDoesNotExistIsAMistake() {
    Address address = new Address(ChannelType.TERMINAL, "terminal", Map.of());

    assertThatThrownBy(() -> address.get("colour")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoMayBeInAPolicyThatHasNotComeYetIsWaitedFor() {
    Notification decidedLater =
        Samples.underPolicy(
            Samples.of(Recipient.channel(ChannelType.SLACK, "new"), Event.PAGED, ""), 8);

    assertThat(addresses.find(decidedLater))
        .isEqualTo(new Entry.NotYet("version 8 of the policy has not come here yet"));
  }

  private void assertUnknown(Recipient recipient, String reason) {
    assertThat(find(recipient)).isEqualTo(new Entry.Unknown(reason));
  }

  private Entry find(Recipient recipient) {
    return addresses.find(Samples.of(recipient, Event.PAGED, ""));
  }

  private static Policy policy() {
    Route root =
        new Route(
            Route.ROOT_KEY,
            List.of(),
            new Grouping.ByAll(),
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            false,
            "default",
            List.of());
    return new Policy(
        7,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        Stream.of(Priority.values())
            .map(priority ->
                new PriorityLevel(priority, priority.name(), List.of(), null, null, null))
            .toList(),
        new Classifier(List.of(), List.of()),
        new RoutingTree(root),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of("alice", new User("alice", List.of(new Contact(ChannelType.SLACK, "U024")))),
        Map.of(
            "incidents", slack("incidents", Map.of("channel", "#incidents", "token", REFERENCE)),
            "secretless", slack("secretless", Map.of("channel", "#x", "token", "${env:ABSENT}")),
            "answered",
                slack(
                    "answered",
                    Map.of(
                        "channel", "#x",
                        "token", REFERENCE,
                        "signingSecret", "${env:ABSENT}",
                        "appToken", "${env:ABSENT}")),
            "worded",
                slack(
                    "worded",
                    Map.of(
                        "channel", "#x", "token", REFERENCE, "templates.default.text", REFERENCE)),
            "linked",
                new Channel(
                    "linked",
                    ChannelType.EMAIL,
                    true,
                    Map.of(
                        "to", "a@example.com",
                        "from", "b@example.com",
                        "host", "c",
                        "linkSecret", "${env:ABSENT}")),
            "tokenless", slack("tokenless", Map.of("channel", "#x"))),
        Map.of(ChannelType.SLACK, Map.of("token", REFERENCE)),
        Map.of(),
        MuteRules.NONE,
        Map.of(),
        List.of());
  }

  private static Channel slack(String name, Map<String, String> settings) {
    return new Channel(name, ChannelType.SLACK, true, settings);
  }
}
