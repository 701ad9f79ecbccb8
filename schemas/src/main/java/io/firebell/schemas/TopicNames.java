package io.firebell.schemas;

import io.firebell.core.notify.ChannelType;
import java.util.regex.Pattern;

/// What the topics are called, for those who need not know how many partitions they have.
///
/// @param prefix of every name
public record TopicNames(String prefix) {

  private static final Pattern LEGAL_PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,100}");

  /// @throws IllegalArgumentException if the prefix cannot begin a topic's name
  public TopicNames {
    if (!LEGAL_PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "a prefix should be of at most 100 letters, digits, dots, dashes and underscores: was "
              + prefix);
    }
  }

  /// The alerts as they were accepted.
  public String alerts() {
    return prefix + "alerts";
  }

  /// What people want done to incidents.
  public String commands() {
    return prefix + "commands";
  }

  /// The policies in force.
  public String policies() {
    return prefix + "policies";
  }

  /// The silences.
  public String silences() {
    return prefix + "silences";
  }

  /// Which alerts keep others quiet.
  public String inhibitors() {
    return prefix + "inhibitors";
  }

  /// The histories of the incidents.
  public String facts() {
    return prefix + "facts";
  }

  /// The incidents as they stand.
  public String incidents() {
    return prefix + "incidents";
  }

  /// What is to be sent through one type of channel.
  public String notifications(ChannelType type) {
    return prefix + "notifications." + type.wireName();
  }

  /// What became of the notifications.
  public String deliveries() {
    return prefix + "deliveries";
  }

  /// The records that could not be processed.
  public String deadLetters() {
    return prefix + "dead-letters";
  }
}
