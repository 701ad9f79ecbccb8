package io.firebell.schemas.template;

import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.internal.HbsLexer;
import com.github.jknack.handlebars.internal.HbsParser;
import com.github.jknack.handlebars.internal.antlr.CharStreams;
import com.github.jknack.handlebars.internal.antlr.CommonTokenStream;
import com.github.jknack.handlebars.internal.antlr.ParserRuleContext;
import com.github.jknack.handlebars.internal.antlr.Token;
import io.firebell.schemas.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;

/// What can be said of a template without filling it in: that it mentions only names that there
/// are, and does with them only what can be done with them.
///
/// It walks the tree of the engine's own parser. What of the language is not needed is refused, so
/// that what is checked here is all that can happen: no partials, no text without escapes.
final class Grammar {

  private static final String ESCAPED = "{{ … }}, since values are always made safe for the format";

  private final List<Problem> problems = new ArrayList<>();

  private Grammar() {}

  /// Every problem with the names of a template that the engine can read, in order.
  static List<Problem> problems(String source) {
    HbsLexer lexer = new HbsLexer(CharStreams.fromString(source), "{{", "}}");
    lexer.removeErrorListeners();
    HbsParser parser = new HbsParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    Grammar grammar = new Grammar();
    grammar.body(parser.template().body(), Scope.root());
    return grammar.problems;
  }

  /// What the engine has against a text.
  static Problem problem(HandlebarsException failure) {
    HandlebarsError error = failure.getError();
    if (error == null) {
      return new Problem(1, 1, "should be a template: " + failure.getMessage());
    }
    String reason = error.reason.replace("'EOF'", "the end").strip();
    String hint =
        error.reason.contains("}}}") ? " (put a space between }} and the next bracket)" : "";
    return new Problem(Math.max(error.line, 1), Math.max(error.column, 0) + 1, reason + hint);
  }

  private void body(HbsParser.BodyContext body, Scope scope) {
    for (HbsParser.StatementContext statement : body.statement()) {
      statement(statement, scope);
    }
  }

  private void statement(HbsParser.StatementContext statement, Scope scope) {
    if (statement.var() != null) {
      var(statement.var(), scope);
    } else if (statement.block() != null) {
      block(statement.block(), scope);
    } else if (statement.tvar() != null || statement.ampvar() != null) {
      refuse(statement, "should be " + ESCAPED);
    } else if (statement.partial() != null || statement.partialBlock() != null) {
      refuse(statement, "a template should take in no other one");
    } else if (statement.unless() != null) {
      refuse(statement, "should be {{#unless …}} … {{/unless}}");
    } else if (statement.rawBlock() != null || statement.delimiters() != null) {
      refuse(statement, "should be {{ … }}: what else Handlebars has is not known here");
    }
  }

  private void var(HbsParser.VarContext var, Scope scope) {
    if (var.DECORATOR() != null) {
      refuse(var, "should be {{ … }}: decorators are not known here");
      return;
    }
    Shape shape = expression(var.sexpr(), scope);
    boolean several =
        shape instanceof Shape.ListOf
            || shape instanceof Shape.Fields
            || shape instanceof Shape.Labelled;
    if (several) {
      refuse(
          var.sexpr(),
          "\"%s\" should be one value: is %s, for {{#each}} or {{ json }}"
              .formatted(var.sexpr().QID().getText(), shape.described()));
    }
  }

  private void block(HbsParser.BlockContext block, Scope scope) {
    String word = block.sexpr().QID().getText();
    if (block.DECORATOR() != null || block.blockParams() != null) {
      refuse(block, "should be {{#each …}}, {{#if …}} or {{#unless …}} without further words");
    } else if (!Engine.BLOCKS.contains(word)) {
      refuse(
          block.sexpr(),
          "a block should be one of %s: was #%s%s"
              .formatted(
                  String.join(", ", Engine.BLOCKS), word, Nearest.hint(word, Engine.BLOCKS)));
    } else {
      body(block.thenBody, inside(word, block.sexpr(), scope));
      if (block.elseBlock() != null) {
        otherwise(block.elseBlock(), scope);
      }
    }
  }

  private void otherwise(HbsParser.ElseBlockContext block, Scope scope) {
    for (HbsParser.ElseStmtChainContext next : block.elseStmtChain()) {
      String word = next.sexpr().QID().getText();
      if (next.blockParams() != null || !Engine.BLOCKS.contains(word)) {
        refuse(next.sexpr(), "should be {{else if …}}, {{else unless …}} or {{else}}");
      } else {
        body(next.unlessBody, inside(word, next.sexpr(), scope));
      }
    }
    if (block.elseStmt() != null) {
      body(block.elseStmt().unlessBody, scope);
    }
  }

  /// The scope of a block's text.
  private Scope inside(String word, HbsParser.SexprContext sexpr, Scope scope) {
    if (sexpr.param().size() != 1 || !sexpr.hash().isEmpty()) {
      refuse(sexpr, "#%s should be given one value".formatted(word));
      return scope;
    }
    Shape given = param(sexpr.param(0), scope);
    if (!word.equals("each")) {
      return scope;
    }
    return switch (given) {
      case Shape.ListOf(Shape item) -> scope.item(item);
      case Shape.Labelled _ -> scope.item(Vocabulary.TEXT);
      case Shape.Text _, Shape.Whole _, Shape.Flag _, Shape.Time _, Shape.Fields _ -> {
        refuse(sexpr, "#each should be given a list or labels: is given " + given.described());
        yield scope.item(Vocabulary.LABELLED);
      }
    };
  }

  private Shape expression(HbsParser.SexprContext sexpr, Scope scope) {
    String word = sexpr.QID().getText();
    var helper = Helper.of(word);
    if (helper.isPresent()) {
      return call(helper.get(), sexpr, scope);
    }
    if (sexpr.param().isEmpty() && sexpr.hash().isEmpty()) {
      return path(word, sexpr, scope);
    }
    refuse(
        sexpr,
        "there is no helper \"%s\"%s: expected %s"
            .formatted(
                word, Nearest.hint(word, Helper.words()), String.join(", ", Helper.words())));
    return Vocabulary.TEXT;
  }

  private Shape call(Helper helper, HbsParser.SexprContext sexpr, Scope scope) {
    int before = problems.size();
    List<Shape> given = sexpr.param().stream().map(param -> param(param, scope)).toList();
    if (problems.size() == before) {
      helper.complaint(given).ifPresent(complaint -> refuse(sexpr, complaint));
    }
    sexpr.hash().forEach(option -> option(helper, option));
    return helper.result();
  }

  private void option(Helper helper, HbsParser.HashContext option) {
    String name = option.QID().getText();
    if (!helper.options().contains(name)) {
      refuse(
          option,
          "%s has no option \"%s\"%s"
              .formatted(helper.word(), name, Nearest.hint(name, helper.options())));
    } else if (option.param() instanceof HbsParser.StringParamContext text) {
      String quoted = text.getText();
      Helper.complaint(name, quoted.substring(1, quoted.length() - 1))
          .ifPresent(complaint -> refuse(option, complaint));
    } else {
      refuse(option, name + " should be a text in quotes");
    }
  }

  private Shape param(HbsParser.ParamContext param, Scope scope) {
    return switch (param) {
      case HbsParser.SubParamExprContext inner -> expression(inner.sexpr(), scope);
      case HbsParser.RefParamContext name -> path(name.getText(), name, scope);
      case HbsParser.NumberParamContext _ -> Vocabulary.WHOLE;
      case HbsParser.BoolParamContext _ -> Vocabulary.FLAG;
      default -> Vocabulary.TEXT;
    };
  }

  private Shape path(String path, ParserRuleContext place, Scope scope) {
    try {
      return scope.shape(path);
    } catch (IllegalArgumentException e) {
      refuse(place, String.valueOf(e.getMessage()));
      return Vocabulary.TEXT;
    }
  }

  private void refuse(ParserRuleContext place, String message) {
    Token start = place.getStart();
    problems.add(new Problem(start.getLine(), start.getCharPositionInLine() + 1, message));
  }
}
