package io.firebell.schemas.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A text with places for values in it, checked as far as that can be done beforehand. Thread-safe.
///
/// The language is a part of [Handlebars](https://handlebarsjs.com/guide/): `{{ name }}`, the
/// [Helper]s, and the blocks `#each`, `#if` and `#unless` with `else`. It knows the names of the
/// [Vocabulary] and nothing else; values are written as the format wants them; what is filled in
/// comes to an end soon and is of bounded length.
public final class TextTemplate {

  /// How long a template may be.
  public static final int LONGEST = 32 * 1024;

  /// How long what comes out may be.
  public static final int LONGEST_RESULT = 256 * 1024;

  static final String BUDGET = "budget";

  private final Format format;
  private final Template template;

  private TextTemplate(Format format, Template template) {
    this.format = format;
    this.template = template;
  }

  /// Reads a template.
  ///
  /// @throws TemplateException if it is none, or mentions what there is not
  public static TextTemplate of(String source, Format format) throws TemplateException {
    if (source.length() > LONGEST) {
      throw new TemplateException(
          1, 1, "should be at most %d characters: has %d".formatted(LONGEST, source.length()));
    }
    Optional<Problem> tooDeep = Nesting.problem(source);
    if (tooDeep.isPresent()) {
      throw new TemplateException(List.of(tooDeep.get()));
    }
    try {
      Template template = Engine.compile(source, format);
      List<Problem> problems = Grammar.problems(source);
      if (!problems.isEmpty()) {
        throw new TemplateException(problems);
      }
      return new TextTemplate(format, template);
    } catch (HandlebarsException e) {
      // The engine complains of helpers and partials itself, but not with what there is.
      List<Problem> problems = refused(source);
      throw new TemplateException(problems.isEmpty() ? List.of(Grammar.problem(e)) : problems);
    } catch (IOException e) {
      throw new AssertionError("a text can be read", e);
    }
  }

  private static List<Problem> refused(String source) {
    try {
      return Grammar.problems(source);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  /// Fills it in.
  ///
  /// @param values those of the [Vocabulary]
  /// @throws TemplateException if what comes out is too long, or nothing of the format
  public String fill(Map<String, Object> values) throws TemplateException {
    Budget budget = new Budget();
    Context context = Context.newBuilder(values).resolver(new Values(budget)).build();
    context.data(BUDGET, budget);
    try {
      Bounded text = new Bounded();
      template.apply(context, text);
      return format.finish(text.toString());
    } catch (HandlebarsException e) {
      Problem at = Grammar.problem(e);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TemplateException(at.line(), at.column(), String.valueOf(cause.getMessage()));
    } catch (IllegalArgumentException | IOException e) {
      throw new TemplateException(1, 1, String.valueOf(e.getMessage()));
    }
  }

  /// Takes so much and no more.
  private static final class Bounded extends Writer {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      if (text.length() + length > LONGEST_RESULT) {
        throw new IOException("should make at most " + LONGEST_RESULT + " characters: makes more");
      }
      text.append(characters, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
