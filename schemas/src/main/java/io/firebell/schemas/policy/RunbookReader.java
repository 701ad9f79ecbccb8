package io.firebell.schemas.policy;

import io.firebell.core.policy.Runbook;
import io.firebell.core.route.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the section `runbooks`: where it is written what to do about which alerts.
final class RunbookReader {

  private static final Pattern URL = Pattern.compile("https?://[^\\s@/?#]+([/?#]\\S*)?");
  private static final Pattern LOGIN = Pattern.compile("https?://[^\\s/?#]*@.*");

  private RunbookReader() {}

  static List<Runbook> read(YamlValue section) {
    List<Runbook> runbooks = new ArrayList<>();
    for (YamlValue item : section.items("")) {
      item.fields("match", "url").flatMap(RunbookReader::runbook).ifPresent(runbooks::add);
    }
    return runbooks;
  }

  private static Optional<Runbook> runbook(YamlFields fields) {
    List<Matcher> match =
        MatcherReader.required(fields, "match", "which alerts it is for; [] for all");
    return fields
        .require("url", "where it is to be read")
        .flatMap(value -> value.as(RunbookReader::url))
        .map(url -> new Runbook(match, url));
  }

  private static String url(String text) {
    if (LOGIN.matcher(text).matches()) {
      throw new IllegalArgumentException("should be a URL without a user or password in it");
    }
    if (!URL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "should be a URL such as https://runbooks.example.com/disk-full: was \"" + text + "\"");
    }
    return text;
  }
}
