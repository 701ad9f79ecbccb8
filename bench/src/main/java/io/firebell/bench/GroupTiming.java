package io.firebell.bench;

import io.firebell.bench.Tape.Note;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well `group_wait` and `group_interval` are kept for many groups at once: runs the packaged
/// program with an `alertmanager.yml`, sends the first alerts of all groups at the same time, then
/// more of them all the while, and looks at when the webhooks come.
///
/// Arguments: the launcher, how many groups, `group_wait` in milliseconds, how many times, how
/// often the program is started, and how many seconds after it is ready the first alerts come. What
/// is measured right after the first start is slowed down by the measuring side too, which has not
/// been compiled by then and has half of the machine: how a process does that has just started is
/// to be read from the second start, with `-XX:TieredStopAtLevel=1` for this side, which otherwise
/// goes on to optimize itself for some starts.
public final class GroupTiming {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// How many flushes after the first are looked at.
  private static final int FLUSHES = 5;

  /// How many alerts a request has, as Prometheus sends them.
  private static final int BATCH = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Launched program;
  private final Hooks hooks;
  private final Tape tape;
  private final int groups;
  private final Duration groupWait;
  private final HttpClient http = HttpClient.newHttpClient();

  private GroupTiming(Launched program, Hooks hooks, Tape tape, int groups, Duration groupWait) {
    this.program = program;
    this.hooks = hooks;
    this.tape = tape;
    this.groups = groups;
    this.groupWait = groupWait;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path launcher = Path.of(args.length > 0 ? args[0] : "firebell").toAbsolutePath();
    int groups = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    Duration groupWait = Duration.ofMillis(args.length > 2 ? Long.parseLong(args[2]) : 1_000);
    int times = args.length > 3 ? Integer.parseInt(args[3]) : 5;
    int starts = args.length > 4 ? Integer.parseInt(args[4]) : 2;
    Duration settled = Duration.ofSeconds(args.length > 5 ? Long.parseLong(args[5]) : 0);
    Path directory = Files.createTempDirectory("firebell-timing-");
    try (Hooks hooks = new Hooks()) {
      Path config =
          Files.writeString(directory.resolve("alertmanager.yml"), config(hooks, groupWait));
      System.out.printf(
          "%d groups, group_wait %d ms, group_interval %d ms; milliseconds late, run by run%n",
          groups, groupWait.toMillis(), INTERVAL.toMillis());
      for (int start = 1; start <= starts; start++) {
        try (Launched program = Launched.up(launcher, directory, config);
            Tape tape = new Tape(program.kafka(), program.registry())) {
          Thread.sleep(settled);
          GroupTiming timing = new GroupTiming(program, hooks, tape, groups, groupWait);
          for (int run = 1; run <= times; run++) {
            timing.run("start" + start + "-run" + run + "-");
          }
        }
      }
    }
  }

  private static String config(Hooks hooks, Duration groupWait) {
    return """
    route: { receiver: hook, group_by: [alertname], group_wait: %dms, group_interval: %ds, repeat_interval: 4h }
    receivers: [ { name: hook, webhook_configs: [ { url: '%s' } ] } ]
    """
        .formatted(groupWait.toMillis(), INTERVAL.toSeconds(), hooks.url());
  }

  private void run(String prefix) throws InterruptedException {
    List<String> names = IntStream.range(0, groups).mapToObj(i -> prefix + i).toList();
    Map<String, Instant> accepted = send(names, 0);
    // More of each, so that every flush has something to tell; none at the time of the first, whose
    // webhooks would wait for the measuring side.
    Instant begun = Instant.now();
    for (int more = 1; more <= FLUSHES * 3 + 1; more++) {
      Instant next = begun.plus(INTERVAL.multipliedBy(2L * more - 1).dividedBy(6));
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
      send(names, more);
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)
        && names.stream().anyMatch(name -> hooks.of(name).size() <= FLUSHES)) {
      Thread.sleep(50);
    }
    long behind = names.stream().filter(name -> hooks.of(name).size() <= FLUSHES).count();
    System.out.printf(
        "%s: %d groups have had fewer than %d webhooks%n", prefix, behind, FLUSHES + 1);
    if (names.stream().anyMatch(name -> hooks.of(name).isEmpty())) {
      throw new IllegalStateException("a group has had no webhook for " + PATIENCE);
    }
    firstOf(names, accepted);
    laterOf(names);
  }

  private void firstOf(List<String> names, Map<String, Instant> accepted) {
    print(
        "first webhook after accept",
        names,
        name ->
            Stream.of(
                millis(
                    Objects.requireNonNull(accepted.get(name)).plus(groupWait),
                    hooks.of(name).getFirst())));
    notes("first: ", names, 0, 1);
  }

  private void laterOf(List<String> names) {
    print(
        "webhook after the one before",
        names,
        name -> {
          List<Instant> at = hooks.of(name);
          return IntStream.range(1, Math.min(at.size(), FLUSHES + 1))
              .mapToObj(i -> millis(at.get(i - 1).plus(INTERVAL), at.get(i)));
        });
    notes("later: ", names, 1, FLUSHES + 1);
  }

  /// The shares of a notification's way that lie before the webhook.
  private void notes(String which, List<String> names, int from, int to) {
    print(
        which + "decided after due",
        names,
        name ->
            tape.of(name).stream()
                .skip(from)
                .limit(to - from)
                .map(one -> millis(one.due(), one.decided())));
    print(
        which + "readable after decided",
        names,
        name ->
            tape.of(name).stream()
                .skip(from)
                .limit(to - from)
                .map(one -> millis(one.decided(), one.seen())));
    print(
        which + "webhook after readable",
        names,
        name -> {
          List<Note> notes = tape.of(name);
          List<Instant> at = hooks.of(name);
          int both = Math.min(to, Math.min(notes.size(), at.size()));
          return IntStream.range(from, both).mapToObj(i -> millis(notes.get(i).seen(), at.get(i)));
        });
  }

  /// What is measured of a group.
  @FunctionalInterface
  private interface Measured {
    Stream<Double> of(String group);
  }

  private static void print(String what, List<String> groups, Measured measured) {
    Spread spread = new Spread(groups.stream().flatMap(measured::of).toList());
    System.out.printf("  %-30s %s%n", what, spread);
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  /// Sends an alert of each group.
  ///
  /// @return when it was accepted
  private Map<String, Instant> send(List<String> names, int host) throws InterruptedException {
    Map<String, Instant> accepted = new ConcurrentHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Instant>> requests = new ArrayList<>();
      for (List<String> batch : batches(names)) {
        requests.add(() -> {
          post(batch, host);
          Instant now = Instant.now();
          batch.forEach(name -> accepted.put(name, now));
          return now;
        });
      }
      threads.invokeAll(requests).forEach(Future::resultNow);
    }
    return accepted;
  }

  private static List<List<String>> batches(List<String> names) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < names.size(); from += BATCH) {
      batches.add(names.subList(from, Math.min(from + BATCH, names.size())));
    }
    return batches;
  }

  private void post(List<String> names, int host) throws IOException, InterruptedException {
    String body =
        names.stream()
            .map(name ->
                "{\"labels\":{\"alertname\":\"%s\",\"host\":\"h%d\"}}".formatted(name, host))
            .collect(Collectors.joining(",", "[", "]"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(program.url() + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("should be accepted: was " + answer);
    }
  }
}
