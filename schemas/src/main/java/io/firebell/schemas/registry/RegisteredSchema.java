package io.firebell.schemas.registry;

import org.apache.avro.Schema;

/// One version of a schema under a subject.
///
/// @param subject the subject, such as `firebell.alerts-value`
/// @param version its number within the subject, from 1
/// @param id the id of the schema, the same under every subject of a registry
/// @param schema the schema
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
