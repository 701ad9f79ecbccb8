package io.firebell.schemas.alertmanager;

import io.firebell.schemas.alertmanager.KeptSecrets.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Takes secrets out of a configuration and leaves references to them.
final class Secrets {

  private final SecretStyle style;
  private final Path directory;
  private final Map<String, String> byPlace = new LinkedHashMap<>();
  private final Map<String, String> variableOfPlace = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<Variable> variables = new ArrayList<>();

  Secrets(SecretStyle style, Path directory) {
    this.style = style;
    this.directory = directory;
  }

  boolean areLeftInTheConfiguration() {
    return style == SecretStyle.CONFIGURATION;
  }

  /// A reference to a text that is written out.
  ///
  /// @param value where it is written
  /// @param secret the text, which may be a part of the value's
  /// @param place what it is called: `receivers/team/slack_configs/0/api_url`
  String written(Value value, String secret, String place) {
    return switch (style) {
      case CONFIGURATION -> {
        byPlace.put(place, secret);
        yield "${alertmanager:" + place + "}";
      }
      case ENVIRONMENT ->
          "${env:" + variableOfPlace.computeIfAbsent(place, _ -> variable(value, place)) + "}";
    };
  }

  /// `TEAM_SLACK_API_URL` for `receivers/team/slack_configs/0/api_url`.
  private String variable(Value value, String place) {
    String legal =
        place
            .replaceFirst("^(receivers|global)/", "")
            .replaceAll("_configs/0|_configs", "")
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]+", "_");
    String name = Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    String unique = name;
    for (int count = 2; !names.add(unique); count++) {
      unique = name + "_" + count;
    }
    variables.add(new Variable(unique, value.path(), value.line()));
    return unique;
  }

  /// A reference to a secret that is written out or in a file.
  ///
  /// @param foundFromConfiguration see [#inFile]
  String of(Login.Credential credential, String place, boolean foundFromConfiguration) {
    Value value = credential.value();
    return credential.isFile()
        ? inFile(value, foundFromConfiguration)
        : written(value, value.text().orElse(""), place);
  }

  /// A reference to what is in a file. Those of HTTP clients are found from where the configuration
  /// is; for others Alertmanager looks from where it was started, which nobody knows here.
  String inFile(Value value, boolean foundFromConfiguration) {
    String written = value.text().orElse("");
    if (written.contains("}") || written.chars().anyMatch(Character::isISOControl)) {
      value.refuse("should name a file without } in its name");
      return "";
    }
    Path file = Path.of(written);
    if (!file.isAbsolute() && !foundFromConfiguration) {
      value.warn("is found from where the configuration is, since the path is not absolute");
    }
    return "${file:" + directory.resolve(file).normalize() + "}";
  }

  KeptSecrets kept() {
    return new KeptSecrets(byPlace, variables);
  }
}
