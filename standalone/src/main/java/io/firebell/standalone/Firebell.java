package io.firebell.standalone;

import io.firebell.standalone.cli.AlertCommand;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.cli.DrillCommand;
import io.firebell.standalone.cli.IncidentsCommand;
import io.firebell.standalone.cli.OncallCommand;
import io.firebell.standalone.cli.SilenceCommand;
import java.time.InstantSource;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/// The `firebell` command.
@Command(
    name = "firebell",
    description = "An incident pipeline on Kafka: alerts in, incidents decided once, pages out.",
    mixinStandardHelpOptions = true,
    version = "firebell " + Firebell.VERSION,
    subcommands = {
      UpCommand.class,
      NotifyCommand.class,
      DemoCommand.class,
      AlertCommand.class,
      IncidentsCommand.class,
      SilenceCommand.class,
      OncallCommand.class,
      DrillCommand.class,
      PolicyCommand.class
    })
public final class Firebell {

  static final String VERSION = "0.1.0-SNAPSHOT";

  private Firebell() {}

  /// Runs a subcommand and ends the process with its exit code.
  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return commandLine(InstantSource.system());
  }

  /// @param clock what commands that look ahead take for now
  static CommandLine commandLine(InstantSource clock) {
    return new CommandLine(new Firebell(), new Commands(clock))
        .setExecutionExceptionHandler((failure, line, _) -> {
          if (!(failure instanceof CommandFailure)) {
            throw failure;
          }
          line.getErr().println("firebell: " + failure.getMessage());
          line.getErr().flush();
          return 1;
        });
  }

  /// Makes the commands, those that need a clock with one.
  private record Commands(InstantSource clock) implements IFactory {
    @Override
    public <T> T create(Class<T> type) throws Exception {
      return type == PolicyCommand.Check.class
          ? type.cast(new PolicyCommand.Check(clock))
          : CommandLine.defaultFactory().create(type);
    }
  }
}
