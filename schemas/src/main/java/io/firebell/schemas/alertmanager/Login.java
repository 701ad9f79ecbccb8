package io.firebell.schemas.alertmanager;

/// How a request shows who it comes from.
sealed interface Login {

  /// It does not.
  record None() implements Login {}

  /// By a token in the header `Authorization`.
  record Bearer(Credential token) implements Login {}

  /// By a user and a password.
  record Basic(Value username, Credential password) implements Login {}

  /// A secret that is written out or in a file.
  ///
  /// @param isFile whether the value is a file's name
  record Credential(Value value, boolean isFile) {}
}
