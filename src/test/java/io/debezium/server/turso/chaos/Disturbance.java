package io.debezium.server.turso.chaos;

/** What happens to a process. */
enum Disturbance {
    KILL_SERVER("kill -9 of the server", 5),
    STOP_SERVER("SIGTERM to the server", 2),
    PAUSE_SERVER("SIGSTOP and SIGCONT of the server", 2),
    KILL_TURSO("kill -9 of Turso", 4),
    STOP_TURSO("stop and start of Turso", 1),
    PAUSE_TURSO("SIGSTOP and SIGCONT of Turso", 2),
    KILL_TURSO_AND_SERVER("kill -9 of Turso, then of the server", 4),
    KILL_POSTGRES("kill -9 of Postgres", 3),
    STOP_POSTGRES("stop and start of Postgres", 1),
    PAUSE_POSTGRES("SIGSTOP and SIGCONT of Postgres", 2),
    END_WALSENDER("end of the replication connection", 3);

    private final String title;
    private final int weight;

    Disturbance(String title, int weight) {
        this.title = title;
        this.weight = weight;
    }

    String title() {
        return title;
    }

    /** How often it comes while the others come as often as they weigh. */
    int weight() {
        return weight;
    }
}
