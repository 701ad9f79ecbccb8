package io.firebell.core.classify;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The variables that rules may use, and CEL set up for them.
///
/// Every variable has a type of its own, so that a misspelt one is found when the policy is checked
/// and not at night. The language is [CEL](https://github.com/google/cel-spec) with its standard
/// macros (`has`, `exists`, `all`, …), its string functions (`lowerAscii`, `split`, …) and optional
/// values (`labels.?team.orValue('none')`). Evaluation ends: loops and patterns have a budget.
final class RuleLanguage {

  private static final int MAX_ITERATIONS = 10_000;
  private static final int MAX_PATTERN = 10_000;

  private static final String HOURS = "hours";
  private static final String INCIDENT = "incident";

  private static final CelType TEXT_MAP = MapType.create(SimpleType.STRING, SimpleType.STRING);
  private static final CelType TEXT_LIST = ListType.create(SimpleType.STRING);

  private static final SortedMap<String, CelType> VARIABLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("labels", TEXT_MAP),
              Map.entry("annotations", TEXT_MAP),
              Map.entry("alert.source", SimpleType.STRING),
              Map.entry("alert.startsAt", SimpleType.TIMESTAMP),
              Map.entry("alert.generatorUrl", SimpleType.STRING),
              Map.entry("breach.metric", SimpleType.STRING),
              Map.entry("breach.value", SimpleType.DOUBLE),
              Map.entry("breach.comparator", SimpleType.STRING),
              Map.entry("breach.threshold", SimpleType.DOUBLE),
              Map.entry("breach.unit", SimpleType.STRING),
              Map.entry("incident.age", SimpleType.DURATION),
              Map.entry("incident.firing", SimpleType.INT),
              Map.entry("incident.total", SimpleType.INT),
              Map.entry("incident.services", TEXT_LIST),
              Map.entry("incident.hosts", TEXT_LIST),
              Map.entry("incident.regions", TEXT_LIST),
              Map.entry("now", SimpleType.TIMESTAMP),
              Map.entry(HOURS, MapType.create(SimpleType.STRING, SimpleType.BOOL))));

  private static final Cel CEL = cel();

  private RuleLanguage() {}

  private static Cel cel() {
    var builder =
        CelFactory.plannerCelBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .comprehensionMaxIterations(MAX_ITERATIONS)
                    .maxRegexProgramSize(MAX_PATTERN)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.optional(), CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.optional(), CelExtensions.strings());
    VARIABLES.forEach(builder::addVar);
    return builder.build();
  }

  /// An expression that is ready to run.
  ///
  /// @param usesIncident whether it looks at the incident
  /// @param usesHours whether it needs to be told which hours it is
  /// @param hours the names of hours in it
  record Expression(
      CelRuntime.Program program, boolean usesIncident, boolean usesHours, Set<String> hours) {}

  /// @throws IllegalArgumentException if the expression is not CEL, uses an unknown variable, or
  ///   does not give `type`: with the line and column of each mistake within it, from 1
  static Expression compile(String expression, CelType type) {
    try {
      CelAbstractSyntaxTree tree = CEL.compile(expression).getAst();
      if (!tree.getResultType().equals(type)) {
        throw new IllegalArgumentException(
            "an expression here should give a %s: \"%s\" gives a %s"
                .formatted(type.name(), expression, tree.getResultType().name()));
      }
      List<CelNavigableExpr> mentions = mentionsOf(HOURS, tree);
      boolean usesIncident = !mentionsOf(INCIDENT, tree).isEmpty();
      Set<String> names =
          mentions.stream().flatMap(RuleLanguage::named).collect(Collectors.toUnmodifiableSet());
      return new Expression(CEL.createProgram(tree), usesIncident, !mentions.isEmpty(), names);
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(
          e.getErrors().stream().map(RuleLanguage::explain).collect(Collectors.joining("; ")), e);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Where an expression mentions a variable, or one of those that are called by its name and more.
  private static List<CelNavigableExpr> mentionsOf(String variable, CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> (node.expr().identOrDefault().name() + ".").startsWith(variable + "."))
        .toList();
  }

  /// The hours that a mention is of: `hours.business`, `hours["business"]`, `"business" in hours`.
  private static Stream<String> named(CelNavigableExpr mention) {
    return mention.parent().stream()
        .map(CelNavigableExpr::expr)
        .flatMap(user ->
            Stream.concat(
                Stream.of(user.selectOrDefault().field()),
                user.callOrDefault().args().stream()
                    .map(CelExpr::constantOrDefault)
                    .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                    .map(CelConstant::stringValue)))
        .filter(name -> !name.isEmpty());
  }

  private static String explain(CelIssue issue) {
    String message =
        issue.getMessage().replace(" (in container '')", "").replaceFirst(" \\(candidates: .*", "");
    String known =
        message.startsWith("undeclared reference")
            ? " (rules know " + String.join(", ", VARIABLES.keySet()) + ")"
            : "";
    return "%d:%d %s%s"
        .formatted(
            issue.getSourceLocation().getLine(),
            issue.getSourceLocation().getColumn() + 1,
            message,
            known);
  }

  /// What the variables stand for. Without a breach its numbers are absent rather than
  /// not-a-number: CEL would find that `breach.value > 5`.
  ///
  /// @param hours whether it is these hours
  static Map<String, Object> inputs(
      Alert alert, Extent extent, Duration age, Instant now, Map<String, Boolean> hours) {
    Breach breach = alert.breach();
    Map<String, Object> inputs = new HashMap<>(32);
    inputs.put("labels", alert.labels().pairs());
    inputs.put("annotations", alert.annotations().pairs());
    inputs.put("alert.source", alert.source());
    inputs.put("alert.startsAt", alert.startsAt());
    inputs.put("alert.generatorUrl", alert.generatorUrl());
    inputs.put("breach.metric", breach.metric());
    inputs.put("breach.comparator", breach.comparator());
    inputs.put("breach.unit", breach.unit());
    if (breach.isPresent()) {
      inputs.put("breach.value", breach.value());
      inputs.put("breach.threshold", breach.threshold());
    }
    inputs.put("incident.age", age);
    inputs.put("incident.firing", (long) extent.firing());
    inputs.put("incident.total", (long) extent.total());
    inputs.put("incident.services", extent.services());
    inputs.put("incident.hosts", extent.hosts());
    inputs.put("incident.regions", extent.regions());
    inputs.put("now", now);
    inputs.put(HOURS, hours);
    return inputs;
  }
}
