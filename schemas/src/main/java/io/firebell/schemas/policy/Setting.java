package io.firebell.schemas.policy;

/// One thing that can be set for a channel.
///
/// @param name its key in the policy and in `Channel.settings()`
/// @param kind what a value has to look like
/// @param scope where it may be written
/// @param required whether a channel cannot do without it
/// @param byDefault what holds where nothing is written; empty for nothing
public record Setting(String name, Kind kind, Scope scope, boolean required, String byDefault) {

  /// What a value has to look like.
  public enum Kind {
    TEXT,
    EMAIL_ADDRESS,
    /// One or more addresses, joined by commas.
    EMAIL_ADDRESSES,
    PORT,
    /// `none`, `starttls` or `tls`.
    TLS,
    /// `critical`, `error`, `warning` or `info`.
    SEVERITY,
    /// How often may be written there: `1/s`, `30/m`, `10/10s`.
    RATE,
    /// An absolute http or https URL without a user or password in it.
    URL,
    /// A reference to a secret and never the secret: `${env:NAME}` or `${file:/path}`.
    SECRET,
    /// Texts by the names of HTTP headers, with or without references in them. Each is a setting of
    /// its own, by [ChannelSettings#header].
    HEADERS,
    /// A positive duration, at most a week.
    DURATION,
    /// What templates can be made safe for: `application/json`, `text/plain` and others.
    CONTENT_TYPE,
    /// Names of templates by events. Each of their texts is a setting of its own, by
    /// [ChannelSettings#template].
    TEMPLATES
  }

  /// Where a setting may be written.
  public enum Scope {
    /// What makes this channel different from others: written with it, or as a user's contact.
    ADDRESS,
    /// How to reach the service behind it: under `providers` for all, or with the channel.
    PROVIDER
  }
}
