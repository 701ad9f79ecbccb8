package io.firebell.standalone.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Takes a command line apart as a shell does, as far as the documents need it.
public final class Words {

  private static final String QUOTED = "'([^']*)'|\"([^\"$`\\\\]*)\"";
  private static final String WORD = "(?:[^\\s'\"|&;<>$`\\\\*#]|" + QUOTED + ")+";
  private static final Pattern LINE = Pattern.compile(WORD + "(?: +" + WORD + ")*");

  private Words() {}

  /// The words of a line; quotes, single and double, hold them together.
  ///
  /// @throws IllegalArgumentException if the shell would do more than that with the line
  public static List<String> of(String line) {
    if (!LINE.matcher(line).matches()) {
      throw new IllegalArgumentException("a command should be plain words: was " + line);
    }
    return Pattern.compile(WORD)
        .matcher(line)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replaceAll(QUOTED, "$1$2"))
        .toList();
  }
}
