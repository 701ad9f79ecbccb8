package io.firebell.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.standalone.cli.ApiClient;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.demo.Outage;
import io.firebell.standalone.demo.OutagePlayer;
import io.firebell.standalone.demo.Pace;
import io.firebell.standalone.demo.Summary;
import io.firebell.standalone.demo.SummaryText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firebell demo`: plays an outage and shows what became of it.
@Command(
    name = "demo",
    description = "Play an outage: a database fails, and 200 alerts of five services come in.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      description =
          "Play it to this Firebell, which pages whom its policy says"
              + " (default: one of its own, which is gone afterwards).")
  private @Nullable String url;

  @Option(names = "--json", description = "Show nothing but a summary, in JSON.")
  private boolean json;

  @Override
  public void run() {
    try {
      Summary summary = url == null ? playToItsOwn() : play(url);
      show(json ? new ObjectMapper().writeValueAsString(summary) : "\n" + SummaryText.of(summary));
    } catch (IllegalStateException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a summary can always be written", e);
    } catch (IOException e) {
      throw new CommandFailure("no directory can be made or deleted: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private Summary playToItsOwn() throws IOException, InterruptedException {
    if (LoggerFactory.getLogger("io.firebell") instanceof Logger log) {
      log.setLevel(Level.WARN);
    }
    tell("starting a Firebell for this outage; what it sends is marked with │");
    OutputStream terminal = json ? OutputStream.nullOutputStream() : new PageExcerpts(System.out);
    PrintStream pages = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    try (DemoInstance own = DemoInstance.start(pages)) {
      Thread closing = Thread.ofPlatform().unstarted(() -> close(own));
      Runtime.getRuntime().addShutdownHook(closing);
      Summary summary = play(own.url());
      if (summary.secondsToSecondStep() == null) {
        throw new CommandFailure("the outage did not play out: step 2 has paged nobody in time");
      }
      Runtime.getRuntime().removeShutdownHook(closing);
      return summary;
    }
  }

  private static void close(DemoInstance own) {
    try {
      own.close();
    } catch (IOException e) {
      throw new CommandFailure("its directory cannot be deleted: " + e.getMessage(), e);
    }
  }

  private Summary play(String where) {
    tell("playing an outage to " + where);
    Consumer<String> lines = this::tell;
    return OutagePlayer.play(Outage.ofADatabase(), new ApiClient(where), Pace.real(), lines);
  }

  private void tell(String line) {
    if (!json) {
      show(line);
    }
  }

  private void show(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
