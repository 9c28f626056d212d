package io.debezium.server.turso.plan;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlanLimitsTest {
    private final PlanLimits limits = PlanLimits.standard();

    @Test
    void aLongTextWithLettersOfSeveralBytesWritesFewerRowsThanMakeSqldCutIt() {
        assertThat(limits.statementRows("INSERT INTO \"größe\" " + "x".repeat(500)))
                .isEqualTo(999);
    }

    @Test
    void textsThatSqldCutsWithoutHarmOrNotAtAllWriteAllRows() {
        assertThat(limits.statementRows("x".repeat(5_000))).isEqualTo(limits.statementRows());
        assertThat(limits.statementRows("INSERT INTO \"größe\"")).isEqualTo(limits.statementRows());
    }
}
