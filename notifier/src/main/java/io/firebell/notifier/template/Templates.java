package io.firebell.notifier.template;

import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.link.Links;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.TemplateKeys;
import io.firebell.schemas.template.Format;
import io.firebell.schemas.template.TemplateException;
import io.firebell.schemas.template.TextTemplate;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills in the templates of channels. A template that fails never keeps anybody from being told:
/// it is logged, counted as `firebell.templates.failed` by `type` and `tenant`, and what is built
/// in goes out with a remark. Thread-safe.
public final class Templates {

  private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
  private static final int KEPT = 500;

  private record Read(String source, Format format) {}

  private final String externalUrl;
  private final Function<String, Policy> policies;
  private final MeterRegistry meters;
  private final Map<Read, TextTemplate> read = new ConcurrentHashMap<>();

  /// @param externalUrl where people reach this Firebell; may be empty
  /// @param policies the current policy of a tenant
  public Templates(String externalUrl, Function<String, Policy> policies, MeterRegistry meters) {
    this.externalUrl = externalUrl;
    this.policies = policies;
    this.meters = meters;
  }

  /// What a part of the channel's template for this notification says.
  ///
  /// @param part one of those of [ChannelSettings#parts]
  public Filled fill(Notification notification, Address address, String part, Format format) {
    return fill(
        notification,
        address,
        template(notification, address),
        part,
        format,
        () -> values(notification, address));
  }

  /// What a part of the channel's template for several at once says.
  ///
  /// @param part one of those of [ChannelSettings#parts]
  public Filled fill(Bundle bundle, Address address, String part, Format format) {
    Notification first = bundle.notifications().getFirst();
    return fill(
        first,
        address,
        ChannelSettings.BUNDLE,
        part,
        format,
        () -> BundleValues.of(bundle, externalUrl));
  }

  private Map<String, Object> values(Notification notification, Address address) {
    Policy policy = policies.apply(notification.subject().tenant());
    return NotificationValues.of(notification, policy, externalUrl, links(notification, address));
  }

  private Filled fill(
      Notification notification,
      Address address,
      String event,
      String part,
      Format format,
      Supplier<Map<String, Object>> values) {
    String source = address.template(event, part);
    if (source.isEmpty()) {
      return new Filled.BuiltIn();
    }
    try {
      return new Filled.Text(template(source, format).fill(values.get()));
    } catch (TemplateException e) {
      return failed(notification, address, part, e);
    }
  }

  /// The links of a notification, in whatever words it is.
  public Links links(Notification notification, Address address) {
    return Links.of(notification, address, externalUrl);
  }

  /// Which of the channel's templates is for this notification.
  private static String template(Notification notification, Address address) {
    return TemplateKeys.lookedUp(notification).stream()
        .filter(address::hasTemplate)
        .findFirst()
        .orElse(ChannelSettings.DEFAULT);
  }

  private TextTemplate template(String source, Format format) throws TemplateException {
    Read key = new Read(source, format);
    TextTemplate known = read.get(key);
    if (known != null) {
      return known;
    }
    TextTemplate template = TextTemplate.of(source, format);
    if (read.size() >= KEPT) {
      read.clear();
    }
    read.put(key, template);
    return template;
  }

  private Filled failed(
      Notification notification, Address address, String part, TemplateException failure) {
    LOG.atWarn()
        .addKeyValue("notification", notification.id())
        .addKeyValue("channel", address.name())
        .addKeyValue("part", part)
        .addKeyValue("problem", failure.getMessage())
        .log("A template failed, and what is built in is sent");
    String tenant = notification.subject().tenant();
    meters
        .counter("firebell.templates.failed", "type", address.type().wireName(), "tenant", tenant)
        .increment();
    return new Filled.Failed(
        "The template of %s (%s) failed, so this is what is built in. %s"
            .formatted(address.name(), part, failure.getMessage()));
  }
}
