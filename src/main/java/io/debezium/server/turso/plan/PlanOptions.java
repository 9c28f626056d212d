package io.debezium.server.turso.plan;

/**
 * What of the source is mirrored.
 *
 * @param truncates whether TRUNCATE is
 * @param deletes whether DELETE is
 */
public record PlanOptions(boolean truncates, boolean deletes, PlanLimits limits) {}
