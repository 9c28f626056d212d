package io.debezium.server.turso.config;

/** Whether schema changes are captured in the source by event triggers. */
public enum CaptureMode {
    /** Where the user may create event triggers. */
    AUTO,
    /** Never: the sink sees what events show. */
    OFF
}
