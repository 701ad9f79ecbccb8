package io.firebell.schemas.alertmanager;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names as policies allow them for names that Alertmanager allows, which may have any characters:
/// each its own, and the same for the same list.
final class LegalNames {

  private static final int LONGEST = 80;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> legal = new HashMap<>();

  private LegalNames() {}

  /// Those that are legal already stay as they are.
  static LegalNames of(List<String> names) {
    LegalNames all = new LegalNames();
    names.stream()
        .filter(name -> likeness(name, "").equals(name))
        .forEach(name -> all.legal.put(name, all.unique(name)));
    names.forEach(
        name -> all.legal.computeIfAbsent(name, other -> all.unique(likeness(other, "receiver"))));
    return all;
  }

  static LegalNames none() {
    return new LegalNames();
  }

  /// The legal name for one of the names.
  String of(String name) {
    return legal.getOrDefault(name, name);
  }

  /// The name, or with a number where it is taken; taken from now on.
  String unique(String name) {
    String unique = name;
    for (int count = 2; !taken.add(unique); count++) {
      unique = name + "-" + count;
    }
    return unique;
  }

  private static String likeness(String name, String ifNothingIsLeft) {
    String legal = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
    if (legal.isEmpty()) {
      return ifNothingIsLeft;
    }
    return legal.length() > LONGEST ? legal.substring(0, LONGEST) : legal;
  }
}
