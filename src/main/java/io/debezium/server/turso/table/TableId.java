package io.debezium.server.turso.table;

/** A table in the source by its real names, never by a topic's sanitised ones. */
public record TableId(String schema, String name) {
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
