package io.firebell.notifier.template;

/// What a channel's template makes of a notification.
public sealed interface Filled {

  /// The text to send.
  record Text(String text) implements Filled {}

  /// The channel has no template for it: what is built in is to be sent.
  record BuiltIn() implements Filled {}

  /// The template could not be filled in: what is built in is to be sent, with this remark.
  ///
  /// @param remark for those who read it
  record Failed(String remark) implements Filled {}

  /// The text, or another one where there is none.
  default String or(String builtIn) {
    return switch (this) {
      case Text(String text) -> text;
      case BuiltIn _, Failed _ -> builtIn;
    };
  }

  /// What is to be told of a failure; empty when there was none.
  default String remarked() {
    return switch (this) {
      case Failed(String remark) -> remark;
      case BuiltIn _, Text _ -> "";
    };
  }
}
