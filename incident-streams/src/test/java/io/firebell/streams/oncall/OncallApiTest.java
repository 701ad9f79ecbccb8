package io.firebell.streams.oncall;

import static io.firebell.streams.oncall.OncallServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The resource over HTTP. 16 November 2026 is a Monday.
class OncallApiTest {

  private static final String SCHEDULES =
      """
      schedules:
        primary:
          timezone: Europe/London
          rotate: weekly
          handoff: 'Mon 09:00'
          start: '2026-11-16'
          users: [alice, bob]
          overrides: [{ user: bob, from: '2026-11-21T12:00', to: '2026-11-21T18:00' }]
        office:
          timezone: Europe/Paris
          rotate: daily
          handoff: '09:00'
          users: alice
          restrict: { days: Mon-Fri, from: '09:00', to: '17:00' }
        boss: { timezone: UTC, rotate: daily, handoff: '09:00', users: bob }
      """;

  private final OncallServer server = new OncallServer(SCHEDULES);

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode good(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return json(answer.body());
  }

  @Test
  void everyScheduleSaysWhoIsOnCallNowSinceWhenAndUntilWhen() throws Exception {
    assertThat(good(""))
        .isEqualTo(
            json(
                """
                {'at': '2026-11-21T03:00:00Z', 'policyVersion': 7, 'schedules': [
                  {'schedule': 'boss', 'timezone': 'UTC', 'user': 'bob'},
                  {'schedule': 'office', 'timezone': 'Europe/Paris',
                   'since': '2026-11-20T16:00:00Z', 'until': '2026-11-23T08:00:00Z'},
                  {'schedule': 'primary', 'timezone': 'Europe/London', 'user': 'alice',
                   'since': '2026-11-16T09:00:00Z', 'until': '2026-11-21T12:00:00Z'}]}
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T11:59:59Z,        alice, 2026-11-16T09:00:00Z, 2026-11-21T12:00:00Z",
    "2026-11-21T13:00:00%2B01:00, bob,   2026-11-21T12:00:00Z, 2026-11-21T18:00:00Z",
    "2026-11-21T18:00:00Z,        alice, 2026-11-21T18:00:00Z, 2026-11-23T09:00:00Z",
    "2026-11-23T09:00:00Z,        bob,   2026-11-23T09:00:00Z, 2026-11-30T09:00:00Z",
    "1970-01-01T00:00:00Z,        alice, 1969-12-29T08:00:00Z, 1970-01-05T08:00:00Z", // BST
  })
  void oneScheduleIsAskedForAnyTime(String at, String user, String since, String until)
      throws Exception {
    JsonNode schedules = good("?schedule=primary&at=" + at).path("schedules");
    assertThat(schedules).hasSize(1);
    JsonNode primary = schedules.get(0);
    assertThat(primary.path("schedule").asText()).isEqualTo("primary");
    assertThat(primary.path("user").asText()).isEqualTo(user);
    assertThat(primary.path("since").asText()).isEqualTo(since);
    assertThat(primary.path("until").asText()).isEqualTo(until);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-11-21",
        "2026-11-21T03:00:00",
        "2026-02-30T03:00:00Z",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "%2B1000000000-12-31T23:59:59Z",
      })
  void aBadTimeIsRefused(String at) throws Exception {
    HttpResponse<String> answer = server.get("?at=" + at);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer.body()))
        .isEqualTo(
            json(
                "{'code':400,'message':'at should be a time such as 2026-12-24T09:00:00Z, from 1970"
                    + " to 9998: was "
                    + at.replace("%2B", "+")
                    + "'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?schedule=primry", "?schedule=Primary", "?schedule="})
  void anUnknownScheduleIsNotFound(String query) throws Exception {
    HttpResponse<String> answer = server.get(query);
    assertThat(answer.statusCode()).isEqualTo(404);
    String name = query.substring(query.indexOf('=') + 1);
    assertThat(json(answer.body()))
        .isEqualTo(json("{'code':404,'message':'the policy has no schedule " + name + "'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void anotherMethodIsRefused(String method) throws Exception {
    HttpResponse<String> answer = server.send(method, "");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
    assertThat(json(answer.body()))
        .isEqualTo(json("{'code':405,'message':'the method should be GET'}"));
  }

  @Test
  void aPolicyWithoutSchedulesHasNobodyToName() throws Exception {
    try (OncallServer empty = new OncallServer("schedules: {}\n")) {
      assertThat(json(empty.get("").body()).path("schedules")).isEmpty();
    }
  }
}
