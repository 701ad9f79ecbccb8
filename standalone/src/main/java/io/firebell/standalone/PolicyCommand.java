package io.firebell.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.schemas.policy.PolicyError;
import io.firebell.standalone.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firebell policy`: looks at policies.
@Command(
    name = "policy",
    description = "Look at policies.",
    mixinStandardHelpOptions = true,
    subcommands = PolicyCommand.Check.class)
final class PolicyCommand {

  /// `firebell policy check`.
  @Command(
      name = "check",
      description = "Check a policy file, without a running instance.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:the policy is in order", "1:it is not, or cannot be read"})
  static final class Check implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() {
      List<PolicyError> errors = errors();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(json(errors));
      } else if (errors.isEmpty()) {
        out.println(file + ": in order");
      } else {
        errors.forEach(error -> out.println(file + ":" + error));
      }
      out.flush();
      return errors.isEmpty() ? 0 : 1;
    }

    private List<PolicyError> errors() {
      try {
        return PolicyFile.errors(file);
      } catch (IOException e) {
        throw new CommandFailure("the policy file cannot be read: " + e.getMessage(), e);
      }
    }

    private static ObjectNode json(List<PolicyError> errors) {
      ObjectNode answer = new ObjectMapper().createObjectNode();
      answer.put("ok", errors.isEmpty());
      var list = answer.putArray("errors");
      for (PolicyError error : errors) {
        list.addObject()
            .put("line", error.line())
            .put("column", error.column())
            .put("path", error.path())
            .put("message", error.message());
      }
      return answer;
    }
  }
}
