package io.firebell.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// An outage as monitoring systems tell it.
///
/// @param failure what they send until somebody acts
/// @param recovery what they send after that, counted from then
public record Outage(List<Burst> failure, List<Burst> recovery) {

  private static final int INSTANCES = 8;

  private static final List<Symptom> SYMPTOMS =
      List.of(
          database("DatabaseDown", "critical", "does not answer"),
          database("ReplicationBroken", "critical", "is behind its primary"),
          database("ConnectionsRefused", "critical", "refuses connections"),
          database("WritesFailing", "critical", "cannot write to its disk"),
          database("BackupFailing", "warning", "has no backup of today"),
          service("orders", "ErrorRateHigh", "answers with errors"),
          service("orders", "LatencyHigh", "is slow"),
          service("orders", "DatabaseTimeouts", "waits for orders-db"),
          service("orders", "QueueGrowing", "does not keep up with its queue"),
          service("orders", "HealthCheckFailing", "is not healthy"),
          service("checkout", "ErrorRateHigh", "answers with errors"),
          service("checkout", "LatencyHigh", "is slow"),
          service("checkout", "DatabaseTimeouts", "waits for orders-db"),
          service("checkout", "CartsAbandoned", "loses its customers"),
          service("checkout", "HealthCheckFailing", "is not healthy"),
          service("payments", "ErrorRateHigh", "answers with errors"),
          service("payments", "LatencyHigh", "is slow"),
          service("payments", "DatabaseTimeouts", "waits for orders-db"),
          service("payments", "RefundsStuck", "cannot refund"),
          service("payments", "HealthCheckFailing", "is not healthy"),
          service("storefront", "ErrorRateHigh", "answers with errors"),
          service("storefront", "LatencyHigh", "is slow"),
          service("storefront", "OrderFormFailing", "takes no orders"),
          service("storefront", "CacheMisses", "misses its cache"),
          service("storefront", "HealthCheckFailing", "is not healthy"));

  public Outage {
    failure = List.copyOf(failure);
    recovery = List.copyOf(recovery);
  }

  /// The database of a shop fails, and takes the services that need it with it.
  public static Outage ofADatabase() {
    Predicate<Symptom> down = symptom -> symptom.alertname().equals("DatabaseDown");
    Predicate<Symptom> database = of("orders-db");
    Predicate<Symptom> near = of("orders").or(of("checkout"));
    Predicate<Symptom> far = of("payments").or(of("storefront"));
    Predicate<Symptom> flapping =
        symptom -> List.of("ReplicationBroken", "LatencyHigh").contains(symptom.alertname());
    return new Outage(
        List.of(
            burst(0, "orders-db stops answering", firing(down)),
            burst(600, "the rest of orders-db fails", firing(database.and(down.negate()))),
            burst(1_400, "orders and checkout cannot reach it", firing(near)),
            burst(2_200, "payments and storefront follow", firing(far)),
            burst(3_000, "repeats what it said", firing(database.or(near))),
            burst(3_800, "some alerts seem to be over", over(flapping)),
            burst(4_600, "they were not, and fire again", firing(flapping)),
            burst(5_400, "repeats everything", firing(_ -> true))),
        List.of(
            burst(800, "a replica of orders-db takes over", over(database)),
            burst(1_600, "orders and checkout recover", over(near)),
            burst(2_400, "payments and storefront recover", over(far))));
  }

  private static Symptom database(String alertname, String severity, String what) {
    return new Symptom("orders-db", "database", alertname, severity, "orders-db " + what);
  }

  private static Symptom service(String service, String alertname, String what) {
    return new Symptom(service, "service", alertname, "warning", service + " " + what);
  }

  private static Predicate<Symptom> of(String service) {
    return symptom -> symptom.service().equals(service);
  }

  private static Burst burst(int afterMs, String story, List<Sending> sendings) {
    return new Burst(Duration.ofMillis(afterMs), story, sendings);
  }

  private static List<Sending> firing(Predicate<Symptom> which) {
    return sendings(which, true);
  }

  private static List<Sending> over(Predicate<Symptom> which) {
    return sendings(which, false);
  }

  private static List<Sending> sendings(Predicate<Symptom> which, boolean fires) {
    return SYMPTOMS.stream()
        .filter(which)
        .flatMap(symptom ->
            IntStream.rangeClosed(1, INSTANCES)
                .mapToObj(instance -> new Sending(symptom, instance, fires)))
        .toList();
  }
}
