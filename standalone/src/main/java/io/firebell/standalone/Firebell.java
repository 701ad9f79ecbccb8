package io.firebell.standalone;

import io.firebell.standalone.cli.AlertCommand;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.cli.DrillCommand;
import io.firebell.standalone.cli.IncidentsCommand;
import io.firebell.standalone.cli.OncallCommand;
import io.firebell.standalone.cli.SilenceCommand;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/// The `firebell` command.
@Command(
    name = "firebell",
    description = "An incident pipeline on Kafka: alerts in, incidents decided once, pages out.",
    mixinStandardHelpOptions = true,
    version = "firebell " + Firebell.VERSION)
public final class Firebell {

  static final String VERSION = "0.1.0-SNAPSHOT";

  /// In the order of the help.
  private static final List<Class<?>> SUBCOMMANDS =
      List.of(
          UpCommand.class,
          NotifyCommand.class,
          DemoCommand.class,
          AlertCommand.class,
          IncidentsCommand.class,
          SilenceCommand.class,
          OncallCommand.class,
          DrillCommand.class,
          PolicyCommand.class);

  private Firebell() {}

  /// Runs a subcommand and ends the process with its exit code.
  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(commandLine(InstantSource.system(), asked(arguments)).execute(arguments));
  }

  /// The one subcommand that is asked for, or all: to describe them all takes a noticeable part of
  /// the time in which a program should be ready.
  private static List<Class<?>> asked(String... arguments) {
    List<Class<?>> asked =
        SUBCOMMANDS.stream()
            .filter(type -> arguments.length > 0 && name(type).equals(arguments[0]))
            .toList();
    return asked.isEmpty() ? SUBCOMMANDS : asked;
  }

  private static String name(Class<?> subcommand) {
    return subcommand.getAnnotation(Command.class).name();
  }

  static CommandLine commandLine() {
    return commandLine(InstantSource.system());
  }

  /// @param clock what commands that look ahead take for now
  static CommandLine commandLine(InstantSource clock) {
    return commandLine(clock, SUBCOMMANDS);
  }

  private static CommandLine commandLine(InstantSource clock, List<Class<?>> subcommands) {
    CommandLine firebell = new CommandLine(new Firebell(), new Commands(clock));
    subcommands.forEach(firebell::addSubcommand);
    return firebell.setExecutionExceptionHandler((failure, line, _) -> {
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
