package io.debezium.server.turso.bench;

import java.util.List;

/** What would be SQL, or end a name or a value, if anything but a name or a value were made of it. */
public final class HostileText {
    /** To be put together; no double quote, which not every name may have. */
    public static final List<String> PIECES = List.of(
            "'",
            "`",
            "[",
            "]",
            "--",
            "/*",
            "*/",
            ";",
            "\\",
            " ",
            "?1",
            "?2",
            ":a",
            "@b",
            "$1",
            "\n",
            "\t",
            "😀",
            "é",
            "%s",
            "{0}",
            "'); DROP TABLE canary; --",
            "'; DELETE FROM canary; --",
            "json_each(?1)",
            "rowid",
            "value",
            "${schema}",
            "x'00'",
            "\u2019",
            "\uff02",
            "..",
            "*",
            "(",
            ")",
            "=");

    private HostileText() {}
}
