package io.firebell.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.policy.Tenant;
import io.firebell.schemas.policy.PolicyDocument;
import io.firebell.schemas.policy.PolicyError;
import io.firebell.schemas.policy.Publication;
import io.firebell.standalone.cli.CommandFailure;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// `POST /-/reload`, as with Prometheus and Alertmanager: puts the tenant's policy file in force,
/// and answers when it is, or with every error in it.
final class PolicyReload implements HttpService {

  private final Map<String, PolicyFile> policies;
  private final Function<ServerRequest, String> tenants;
  private final ObjectMapper json = new ObjectMapper();

  /// @param policies the files of the tenants that have one
  /// @param tenants whose a request is
  PolicyReload(Map<String, PolicyFile> policies, Function<ServerRequest, String> tenants) {
    this.policies = Map.copyOf(policies);
    this.tenants = tenants;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/", this::reload).put("/", this::reload).any("/", this::refuse);
  }

  private void reload(ServerRequest request, ServerResponse response) {
    String tenant = tenants.apply(request);
    @Nullable PolicyFile policy = policies.get(tenant);
    if (policy == null) {
      error(response, 409, noFile(tenant), List.of());
      return;
    }
    try {
      PolicyFile.Reload reload = policy.reload();
      switch (reload.publication()) {
        case Publication.Published(var document) ->
            inForce(response, document, true, reload.warnings());
        case Publication.Unchanged(var document) ->
            inForce(response, document, false, reload.warnings());
        case Publication.Refused(var errors) -> {
          String name = policy.source().format().fileName();
          error(
              response,
              422,
              "the " + name + " is not in order; the policy in force stays",
              errors.stream().map(PolicyError::toString).toList());
        }
      }
    } catch (CommandFailure | IOException e) {
      error(response, 500, String.valueOf(e.getMessage()), List.of());
    } catch (KafkaException e) {
      error(response, 503, "the policy cannot be published: " + e.getMessage(), List.of());
    }
  }

  private static String noFile(String tenant) {
    return tenant.equals(Tenant.DEFAULT.name())
        ? "there is no policy file: start with --policy FILE or --alertmanager-config FILE"
        : "there is no policy file of tenant %s: start with --tenant %s=FILE"
            .formatted(tenant, tenant);
  }

  private void refuse(ServerRequest request, ServerResponse response) {
    response.header(HeaderValues.create(HeaderNames.ALLOW, "POST, PUT"));
    error(response, 405, "the method should be POST", List.of());
  }

  private void inForce(
      ServerResponse response,
      PolicyDocument document,
      boolean changed,
      List<PolicyError> warnings) {
    ObjectNode answer = json.createObjectNode();
    answer.put("policyVersion", document.version());
    answer.put("changed", changed);
    if (!warnings.isEmpty()) {
      ArrayNode list = answer.putArray("warnings");
      warnings.forEach(warning -> list.add(warning.toString()));
    }
    send(response, 200, answer);
  }

  private void error(ServerResponse response, int code, String message, List<String> errors) {
    ObjectNode answer = json.createObjectNode();
    answer.put("code", code);
    answer.put("message", message);
    if (!errors.isEmpty()) {
      errors.forEach(answer.putArray("errors")::add);
    }
    send(response, code, answer);
  }

  private static void send(ServerResponse response, int code, ObjectNode answer) {
    response.status(code);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send((answer + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
