package io.firebell.schemas.alertmanager;

/// How a policy refers to what is written out in the configuration and is to stay secret.
public enum SecretStyle {
  /// By variables that somebody has yet to set, for a policy that is to live without the
  /// configuration: `${env:SLACK_API_URL}`.
  ENVIRONMENT,
  /// By the place in the configuration, for the process that runs it:
  /// `${alertmanager:global/slack_api_url}`.
  CONFIGURATION
}
