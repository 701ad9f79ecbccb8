package io.firebell.core.policy;

import io.firebell.core.classify.Priority;
import java.util.Map;

/// What each priority gets on the routes that name this plan.
public record Plan(String name, Map<Priority, Response> responses) {
  public Plan {
    responses = Map.copyOf(responses);
  }

  /// What the priority gets; a priority that the plan leaves out is only logged.
  public Response response(Priority priority) {
    return responses.getOrDefault(priority, Response.LOG_ONLY);
  }
}
