package io.firebell.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.cli.RenderCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firebell policy`: looks at policies, and makes them of what others have.
@Command(
    name = "policy",
    description = "Look at policies, and make them.",
    mixinStandardHelpOptions = true,
    subcommands = {PolicyCommand.Check.class, RenderCommand.class, PolicyImport.class})
final class PolicyCommand {

  /// `firebell policy check`.
  @Command(
      name = "check",
      description = {
        "Check a policy file, without a running instance.",
        "Warns of times in the next four weeks when nobody is on call in a schedule that is paged."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:the policy is in order", "1:it is not, or cannot be read"})
  static final class Check implements Callable<Integer> {

    private static final Duration AHEAD = Duration.ofDays(28);
    private static final int MOST_OF_A_SCHEDULE = 3;

    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    Check(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() {
      return switch (reading()) {
        case PolicyReading.Refused(var errors) -> {
          print(json ? json(errors, List.of()).toString() : text(errors));
          yield 1;
        }
        case PolicyReading.Accepted(var policy) -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
          List<CoverageGap> gaps = CoverageGap.in(policy, now, AHEAD);
          print(json ? json(List.of(), gaps).toString() : warnings(gaps) + file + ": in order");
          yield 0;
        }
      };
    }

    private PolicyReading reading() {
      try {
        return PolicyReader.read(PolicySource.policy(file).text(), 1);
      } catch (IOException e) {
        throw new CommandFailure("the policy file cannot be read: " + e.getMessage(), e);
      }
    }

    private void print(String answer) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(answer);
      out.flush();
    }

    private String text(List<PolicyError> errors) {
      return errors.stream()
          .map(error -> file + ":" + error)
          .collect(Collectors.joining(System.lineSeparator()));
    }

    /// The first gaps of each schedule, and how many more it has.
    private String warnings(List<CoverageGap> gaps) {
      StringBuilder lines = new StringBuilder();
      Map<String, List<CoverageGap>> bySchedule =
          gaps.stream()
              .collect(
                  Collectors.groupingBy(
                      gap -> gap.schedule().name(), LinkedHashMap::new, Collectors.toList()));
      bySchedule.forEach((name, ofSchedule) -> {
        ofSchedule.stream().limit(MOST_OF_A_SCHEDULE).forEach(gap -> warn(lines, gap.toString()));
        int more = ofSchedule.size() - MOST_OF_A_SCHEDULE;
        if (more > 0) {
          warn(lines, "schedule \"" + name + "\": and " + more + " more in the next four weeks");
        }
      });
      return lines.toString();
    }

    private void warn(StringBuilder lines, String warning) {
      lines.append(file).append(": warning: ").append(warning).append(System.lineSeparator());
    }

    private static ObjectNode json(List<PolicyError> errors, List<CoverageGap> gaps) {
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
      var warnings = answer.putArray("warnings");
      for (CoverageGap gap : gaps) {
        warnings
            .addObject()
            .put("schedule", gap.schedule().name())
            .put("from", gap.from().toString())
            .put("to", gap.to().toString())
            .put("message", gap.toString());
      }
      return answer;
    }
  }
}
