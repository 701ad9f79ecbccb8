package io.firebell.standalone.cli;

import picocli.CommandLine.Option;

/// Which instance a command talks to, and how it answers.
final class InstanceOptions {

  @Option(
      names = "--url",
      defaultValue = "${FIREBELL_URL:-http://127.0.0.1:8080}",
      description = "Where Firebell is (default: $${FIREBELL_URL} or ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  ApiClient client() {
    return new ApiClient(url);
  }

  boolean json() {
    return json;
  }
}
