package io.firebell.standalone;

import io.firebell.schemas.alertmanager.AlertmanagerConfig;
import io.firebell.schemas.alertmanager.Conversion;
import io.firebell.schemas.alertmanager.KeptSecrets;
import io.firebell.schemas.alertmanager.SecretStyle;
import io.firebell.schemas.policy.TemplateFiles;
import io.firebell.standalone.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A file that a policy is made of.
record PolicySource(Path file, Format format) {

  /// What the file is written as.
  enum Format {
    POLICY("policy file", "policy"),
    ALERTMANAGER("Alertmanager configuration", "Alertmanager configuration");

    private final String fileName;
    private final String textName;

    Format(String fileName, String textName) {
      this.fileName = fileName;
      this.textName = textName;
    }

    /// What people call such a file.
    String fileName() {
      return fileName;
    }

    /// What people call what is in it.
    String textName() {
      return textName;
    }
  }

  static PolicySource policy(Path file) {
    return new PolicySource(file, Format.POLICY);
  }

  static PolicySource alertmanager(Path file) {
    return new PolicySource(file, Format.ALERTMANAGER);
  }

  /// What is in the file now, and in the files that a policy's templates name.
  ///
  /// @throws CommandFailure if there is no such file or it is not text
  String text() throws IOException {
    try {
      String text = Files.readString(file);
      return switch (format) {
        case POLICY -> TemplateFiles.takenIn(text, directory());
        case ALERTMANAGER -> text;
      };
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no " + format.fileName + " " + file, e);
    } catch (CharacterCodingException e) {
      throw new CommandFailure("the " + format.fileName + " " + file + " is not UTF-8", e);
    }
  }

  /// The policy that a text of the file becomes, which is to be run by this process.
  Conversion conversion(String text) {
    return switch (format) {
      case POLICY -> new Conversion.Converted(text, KeptSecrets.NONE, List.of());
      case ALERTMANAGER -> conversion(text, SecretStyle.CONFIGURATION);
    };
  }

  /// The policy that a text of the file becomes, an Alertmanager configuration.
  Conversion conversion(String text, SecretStyle style) {
    return AlertmanagerConfig.convert(text, directory(), style);
  }

  private Path directory() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
