package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firebell alert`: acts as a monitoring system.
@Command(
    name = "alert",
    description = "Send alerts.",
    mixinStandardHelpOptions = true,
    subcommands = AlertCommand.Send.class)
public final class AlertCommand {

  /// `firebell alert send`.
  @Command(
      name = "send",
      description = "Send one alert, firing unless --resolved is given.",
      mixinStandardHelpOptions = true)
  static final class Send implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private InstanceOptions instance = new InstanceOptions();

    @Option(
        names = {"-l", "--label"},
        required = true,
        paramLabel = "NAME=VALUE",
        description = "A label of the alert; together they identify it.")
    private Map<String, String> labels = new TreeMap<>();

    @Option(
        names = {"-a", "--annotation"},
        paramLabel = "NAME=VALUE",
        description = "An annotation, such as summary=...")
    private Map<String, String> annotations = new TreeMap<>();

    @Option(names = "--resolved", description = "The alert is over.")
    private boolean resolved;

    @Override
    public void run() {
      ApiClient client = instance.client();
      ObjectNode alert = client.json().createObjectNode();
      alert.set("labels", client.json().valueToTree(labels));
      alert.set("annotations", client.json().valueToTree(annotations));
      alert.put("status", resolved ? "resolved" : "firing");
      JsonNode answer = client.post("/v1/alerts", alert);
      PrintWriter out = spec.commandLine().getOut();
      out.println(instance.json() ? answer : "accepted " + answer.path("accepted").asInt());
      out.flush();
    }
  }
}
