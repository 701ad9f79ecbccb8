package io.firebell.core.policy;

import java.util.regex.Pattern;

/// Whose an alert is, and all that comes of it: a team, a customer, an environment. Each has a
/// policy of its own, and nothing of another.
///
/// @param name up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or a
///   digit
public record Tenant(String name) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// Whose everything is that does not say whose it is.
  public static final Tenant DEFAULT = new Tenant("default");

  /// @throws IllegalArgumentException if it is no such name
  public Tenant {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a tenant's name should be up to 64 letters, digits, dots, dashes and underscores,"
              + " beginning with a letter or a digit: was "
              + name);
    }
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }

  /// What comes before the paths of its resources: nothing for the default tenant.
  public String path() {
    return isDefault() ? "" : "/t/" + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
