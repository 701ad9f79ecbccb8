package io.firebell.core.classify;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The variables that rules may use, and CEL set up for them.
///
/// Every variable has a type of its own, so that a misspelt one is found when the policy is checked
/// and not at night. The language: [CEL](https://github.com/google/cel-spec).
final class RuleLanguage {

  private static final CelType TEXT_MAP = MapType.create(SimpleType.STRING, SimpleType.STRING);
  private static final CelType TEXT_LIST = ListType.create(SimpleType.STRING);

  private static final Cel CEL =
      CelFactory.plannerCelBuilder()
          .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
          .addVar("labels", TEXT_MAP)
          .addVar("annotations", TEXT_MAP)
          .addVar("alert.source", SimpleType.STRING)
          .addVar("alert.startsAt", SimpleType.TIMESTAMP)
          .addVar("alert.generatorUrl", SimpleType.STRING)
          .addVar("breach.metric", SimpleType.STRING)
          .addVar("breach.value", SimpleType.DOUBLE)
          .addVar("breach.comparator", SimpleType.STRING)
          .addVar("breach.threshold", SimpleType.DOUBLE)
          .addVar("breach.unit", SimpleType.STRING)
          .addVar("incident.firing", SimpleType.INT)
          .addVar("incident.total", SimpleType.INT)
          .addVar("incident.services", TEXT_LIST)
          .addVar("incident.hosts", TEXT_LIST)
          .addVar("incident.regions", TEXT_LIST)
          .addVar("now", SimpleType.TIMESTAMP)
          .build();

  private RuleLanguage() {}

  /// @throws IllegalArgumentException if the expression is not CEL, uses an unknown variable, or
  ///   does not give `type`
  static CelRuntime.Program compile(String expression, CelType type) {
    try {
      CelAbstractSyntaxTree tree = CEL.compile(expression).getAst();
      if (!tree.getResultType().equals(type) && !tree.getResultType().equals(SimpleType.DYN)) {
        throw new IllegalArgumentException(
            "an expression here should give a %s: \"%s\" gives a %s"
                .formatted(type.name(), expression, tree.getResultType().name()));
      }
      return CEL.createProgram(tree);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static Map<String, Object> inputs(Alert alert, Extent extent, Instant now) {
    Breach breach = alert.breach();
    Map<String, Object> inputs = new HashMap<>(32);
    inputs.put("labels", alert.labels().pairs());
    inputs.put("annotations", alert.annotations().pairs());
    inputs.put("alert.source", alert.source());
    inputs.put("alert.startsAt", alert.startsAt());
    inputs.put("alert.generatorUrl", alert.generatorUrl());
    inputs.put("breach.metric", breach.metric());
    inputs.put("breach.value", breach.value());
    inputs.put("breach.comparator", breach.comparator());
    inputs.put("breach.threshold", breach.threshold());
    inputs.put("breach.unit", breach.unit());
    inputs.put("incident.firing", (long) extent.firing());
    inputs.put("incident.total", (long) extent.total());
    inputs.put("incident.services", extent.services());
    inputs.put("incident.hosts", extent.hosts());
    inputs.put("incident.regions", extent.regions());
    inputs.put("now", now);
    return inputs;
  }
}
