package io.firebell.bench;

import io.firebell.streams.topology.ArmedTimers;
import io.firebell.streams.topology.EndedTimers;
import io.firebell.streams.topology.LargeIncident;
import io.firebell.streams.topology.OpenIncidents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks, each with little and with much to decide about, and says how many times as
/// much the latter costs: figures of one run on one machine, which can be compared with each other.
///
/// Arguments are names of benchmarks, or parts of them; without any, all are run.
public final class Ratios {

  private static final List<Class<?>> ALL =
      List.of(
          LargeIncident.class,
          OpenIncidents.class,
          ArmedTimers.class,
          EndedTimers.class,
          Decisions.class);

  private Ratios() {}

  public static void main(String[] args) throws RunnerException {
    var options = new OptionsBuilder().forks(1).warmupIterations(4).measurementIterations(10);
    options.warmupTime(TimeValue.seconds(2)).measurementTime(TimeValue.seconds(2));
    options.jvmArgsAppend("--sun-misc-unsafe-memory-access=allow", "-Xmx4g");
    List<String> names =
        args.length == 0 ? ALL.stream().map(Class::getSimpleName).toList() : List.of(args);
    names.forEach(name -> options.include("\\." + name));
    System.out.print(table(new Runner(options.build()).run()));
  }

  /// @param fewAndMany the results of one benchmark by its parameter, the smaller first
  private record Row(String name, Map<Integer, RunResult> fewAndMany) {

    private static final String FORMAT = "%-38s %12s %12s %12s %12s  %s%n";

    static String heading() {
      return FORMAT.formatted("", "few: median", "many: median", "ratio", "many: worst", "unit");
    }

    String text() {
      List<RunResult> results = List.copyOf(fewAndMany.values());
      RunResult few = results.getFirst();
      RunResult many = results.getLast();
      boolean differ = results.size() > 1;
      return FORMAT.formatted(
          name,
          number(median(few)),
          differ ? number(median(many)) : "",
          differ ? number(median(many) / median(few)) : "",
          number(statistics(many).getMax()),
          few.getPrimaryResult().getScoreUnit());
    }

    private static double median(RunResult result) {
      return statistics(result).getPercentile(50);
    }

    private static Statistics statistics(RunResult result) {
      return result.getPrimaryResult().getStatistics();
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
  }

  private static String table(Collection<RunResult> results) {
    Map<String, Map<Integer, RunResult>> rows = new TreeMap<>();
    for (RunResult result : results) {
      String path = result.getParams().getBenchmark();
      String name = path.substring(path.lastIndexOf('.', path.lastIndexOf('.') - 1) + 1);
      int size =
          result.getParams().getParamsKeys().stream()
              .map(key -> Integer.parseInt(result.getParams().getParam(key)))
              .findFirst()
              .orElse(0);
      rows.computeIfAbsent(name, _ -> new TreeMap<>()).put(size, result);
    }
    List<String> lines = new ArrayList<>(List.of(Row.heading()));
    rows.forEach((name, fewAndMany) -> lines.add(new Row(name, fewAndMany).text()));
    return String.join("", lines);
  }
}
