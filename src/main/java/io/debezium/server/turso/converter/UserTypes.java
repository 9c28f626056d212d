package io.debezium.server.turso.converter;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.debezium.server.turso.type.CatalogType;

/** The types that users and extensions made; the catalog is read when one is not known yet, which may be a new one. */
final class UserTypes {
    private final Supplier<Map<Integer, CatalogType>> catalog;
    private Map<Integer, CatalogType> known = Map.of();

    UserTypes(Supplier<Map<Integer, CatalogType>> catalog) {
        this.catalog = catalog;
    }

    /** The type under all domains, and of an array the type of its elements; empty if it is gone by now. */
    Optional<CatalogType> find(int oid) {
        if (!known.containsKey(oid)) {
            known = catalog.get();
        }
        return Optional.ofNullable(known.get(oid));
    }
}
