package io.firebell.schemas.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/// A schema as a registry keeps it: text, the kind of schema it is, and references to others.
///
/// @param type `AVRO`, or another kind that this project stores but cannot read
/// @param text the schema in its own language; for Avro, JSON
/// @param references types that the text uses and others define
public record SchemaDocument(String type, String text, List<SchemaReference> references) {

  /// The type of an Avro schema, which registries leave out.
  public static final String AVRO = "AVRO";

  public SchemaDocument {
    references = List.copyOf(references);
  }

  /// An Avro schema that stands on its own.
  public static SchemaDocument avro(String text) {
    return new SchemaDocument(AVRO, text, List.of());
  }

  /// Parses this document, and before it what it refers to.
  ///
  /// Names and defaults are not judged: whoever registered the schema has passed its registry's
  /// check.
  ///
  /// @param referred gives the document behind a reference
  /// @throws AvroRuntimeException if this or one of the others is no well-formed Avro schema
  public Schema parse(Function<SchemaReference, SchemaDocument> referred) {
    var parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    parseReferences(parser, referred, new HashSet<>());
    return parseText(parser);
  }

  private void parseReferences(
      Schema.Parser parser,
      Function<SchemaReference, SchemaDocument> referred,
      Set<SchemaReference> seen) {
    for (SchemaReference reference : references) {
      if (seen.add(reference)) {
        SchemaDocument document = referred.apply(reference);
        document.parseReferences(parser, referred, seen);
        document.parseText(parser);
      }
    }
  }

  private Schema parseText(Schema.Parser parser) {
    if (!type.equals(AVRO)) {
      throw new AvroRuntimeException("the schema is of type " + type + ", not " + AVRO);
    }
    return parser.parse(text);
  }
}
