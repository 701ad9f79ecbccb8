package io.firebell.schemas.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// [Handlebars](https://jknack.github.io/handlebars.java/) with nothing in it but our own helpers:
/// no partials, no decorators, no scripts, no names but those of the data. One for each format,
/// made when first asked for, so that whoever has no templates loads none of it.
final class Engine {

  static final List<String> BLOCKS = List.of("each", "if", "unless");

  private static final Map<Format, Handlebars> ENGINES = new EnumMap<>(Format.class);

  private Engine() {}

  /// Reads a template.
  static com.github.jknack.handlebars.Template compile(String source, Format format)
      throws IOException {
    return of(format).compile(new StringTemplateSource("template", source));
  }

  private static Handlebars of(Format format) {
    synchronized (ENGINES) {
      return ENGINES.computeIfAbsent(format, Engine::make);
    }
  }

  private static Handlebars make(Format format) {
    return new Handlebars(new NoFiles())
        .with(new Words(format))
        .with(value -> format.escape(value.toString()))
        .parentScopeResolution(false)
        .prettyPrint(true);
  }

  /// The helpers that there are.
  private static final class Words extends DefaultHelperRegistry {

    private final Map<String, Helper<Object>> words;

    Words(Format format) {
      Map<String, Helper<Object>> all = new HashMap<>();
      for (var helper : io.firebell.schemas.template.Helper.values()) {
        all.put(helper.word(), (value, options) -> Helping.apply(helper, value, options, format));
      }
      all.put("each", Engine::each);
      all.put("if", (value, options) -> chosen(!Handlebars.Utils.isEmpty(value), options));
      all.put("unless", (value, options) -> chosen(Handlebars.Utils.isEmpty(value), options));
      this.words = Map.copyOf(all);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C> @Nullable Helper<C> helper(String name) {
      return (Helper<C>) words.get(name);
    }

    @Override
    public @Nullable Decorator decorator(String name) {
      return null;
    }
  }

  private static CharSequence chosen(boolean yes, Options options) throws IOException {
    return paid(yes ? options.fn() : options.inverse(), options);
  }

  private static CharSequence each(Object value, Options options) throws IOException {
    List<Map.Entry<Object, Object>> items = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> items.add(Map.entry(key, item)));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> items.add(Map.entry(items.size(), item)));
    }
    if (items.isEmpty()) {
      return paid(options.inverse(), options);
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      Context scope = Context.newContext(options.context, items.get(i).getValue());
      scope
          .combine("@key", items.get(i).getKey())
          .combine("@index", i)
          .combine("@first", i == 0)
          .combine("@last", i == items.size() - 1);
      all.append(paid(options.fn(scope), options));
    }
    return new Handlebars.SafeString(all.toString());
  }

  private static CharSequence paid(CharSequence text, Options options) {
    Objects.requireNonNull(options.<Budget>data(TextTemplate.BUDGET)).pay(text.length());
    return text;
  }

  /// No template takes in another one.
  private static final class NoFiles implements TemplateLoader {

    @Override
    public TemplateSource sourceAt(String location) throws IOException {
      throw new FileNotFoundException(location);
    }

    @Override
    public String resolve(String location) {
      return location;
    }

    @Override
    public String getPrefix() {
      return "";
    }

    @Override
    public String getSuffix() {
      return "";
    }

    @Override
    public void setPrefix(String prefix) {}

    @Override
    public void setSuffix(String suffix) {}

    @Override
    public void setCharset(Charset charset) {}

    @Override
    public Charset getCharset() {
      return StandardCharsets.UTF_8;
    }
  }
}
