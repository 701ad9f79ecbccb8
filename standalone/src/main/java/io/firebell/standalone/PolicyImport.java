package io.firebell.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.schemas.alertmanager.Conversion;
import io.firebell.schemas.alertmanager.KeptSecrets.Variable;
import io.firebell.schemas.alertmanager.SecretStyle;
import io.firebell.schemas.policy.PolicyError;
import io.firebell.standalone.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firebell policy import`.
@Command(
    name = "import",
    description = {
      "Make a policy file of Alertmanager's configuration, without a running instance.",
      "What cannot be honoured is refused by name, with line and column; what differs in looks only"
          + " is warned of. Secrets become references to environment variables, which are listed."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the policy is printed",
      "1:something cannot be honoured, or read or written"
    })
final class PolicyImport implements Callable<Integer> {

  private final ObjectMapper mapper = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The configuration: alertmanager.yml.")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      description = "Write the policy to this file.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Conversion conversion = conversion();
    if (conversion instanceof Conversion.Converted converted && output != null) {
      write(output, converted.policy());
    }
    if (json) {
      print(spec.commandLine().getOut(), json(conversion) + "\n");
    } else {
      print(spec.commandLine().getErr(), remarks(conversion));
      if (conversion instanceof Conversion.Converted converted && output == null) {
        print(spec.commandLine().getOut(), converted.policy());
      }
    }
    return switch (conversion) {
      case Conversion.Converted _ -> 0;
      case Conversion.Refused _ -> 1;
    };
  }

  private Conversion conversion() {
    PolicySource source = PolicySource.alertmanager(file);
    try {
      return source.conversion(source.text(), SecretStyle.ENVIRONMENT);
    } catch (IOException e) {
      throw new CommandFailure("the configuration cannot be read: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String policy) {
    try {
      Files.writeString(file, policy);
    } catch (IOException e) {
      throw new CommandFailure("the policy cannot be written: " + e.getMessage(), e);
    }
  }

  private static void print(PrintWriter out, String text) {
    out.print(text);
    out.flush();
  }

  /// `FILE:LINE:COLUMN: …`, which editors can jump to.
  private String remarks(Conversion conversion) {
    StringBuilder lines = new StringBuilder();
    for (PolicyError warning : conversion.warnings()) {
      lines.append(
          "%s:%d:%d: warning: %s: %s%n"
              .formatted(
                  file, warning.line(), warning.column(), warning.path(), warning.message()));
    }
    switch (conversion) {
      case Conversion.Refused refused ->
          refused.errors().forEach(error -> lines.append("%s:%s%n".formatted(file, error)));
      case Conversion.Converted converted -> {
        for (Variable variable : converted.secrets().variables()) {
          lines.append(
              "%s:%d: %s: set the variable %s to what is here%n"
                  .formatted(file, variable.line(), variable.path(), variable.name()));
        }
      }
    }
    return lines.toString();
  }

  private ObjectNode json(Conversion conversion) {
    ObjectNode answer = mapper.createObjectNode();
    switch (conversion) {
      case Conversion.Converted converted -> {
        answer.put("ok", true);
        if (output == null) {
          answer.put("policy", converted.policy());
        }
        ArrayNode variables = answer.putArray("variables");
        for (Variable variable : converted.secrets().variables()) {
          variables
              .addObject()
              .put("name", variable.name())
              .put("path", variable.path())
              .put("line", variable.line());
        }
        findings(answer.putArray("errors"), List.of());
      }
      case Conversion.Refused refused -> {
        answer.put("ok", false);
        findings(answer.putArray("errors"), refused.errors());
      }
    }
    findings(answer.putArray("warnings"), conversion.warnings());
    return answer;
  }

  private static void findings(ArrayNode list, List<PolicyError> findings) {
    for (PolicyError finding : findings) {
      list.addObject()
          .put("line", finding.line())
          .put("column", finding.column())
          .put("path", finding.path())
          .put("message", finding.message());
    }
  }
}
