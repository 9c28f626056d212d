package io.debezium.server.turso.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.debezium.server.turso.bench.Fault;
import io.debezium.server.turso.bench.RandomProgram;
import io.debezium.server.turso.bench.SqliteTarget;
import io.debezium.server.turso.bench.TableModel;
import io.debezium.server.turso.event.Change;
import io.debezium.server.turso.sql.Outcome;
import io.debezium.server.turso.table.TableNaming;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryLawTest {

    @Property(tries = 200)
    void a_transaction_that_arrives_twice_is_applied_once(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int transactions) throws InterruptedException {
        Stream<Fault> faults = Stream.concat(Stream.of(Fault.NONE), Stream.generate(() -> Fault.TWICE));
        try (SqliteTarget database = new SqliteTarget()) {
            Sink sink = Sink.through(faults.iterator(), database);
            run(new RandomProgram(seed), new Random(seed), transactions, sink);
            assertThat(sink.network.repeated()).isNotEmpty().containsOnly(new Outcome.Fenced());
        }
    }

    @Property(tries = 250)
    void the_target_equals_the_source_whatever_the_network_does(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int transactions, @ForAll boolean staged)
            throws InterruptedException {
        try (SqliteTarget database = new SqliteTarget()) {
            Sink sink = Sink.through(anyFaults(new Random(seed)), database, staged ? Sink.TINY : Sink.LARGE);
            run(new RandomProgram(seed), new Random(seed), transactions, sink);
        }
    }

    @Property(tries = 200)
    void the_target_equals_the_source_however_often_the_sink_is_restarted(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int transactions, @ForAll boolean staged)
            throws InterruptedException {
        RandomProgram program = new RandomProgram(seed);
        Random random = new Random(seed);
        List<List<Change>> sent = new ArrayList<>();
        try (SqliteTarget database = new SqliteTarget()) {
            for (int i = 0; i < transactions; i++) {
                sent.add(changes(program, random));
                Sink sink = Sink.of(database, "writer " + i, staged ? Sink.TINY : Sink.LARGE);
                int from = random.nextInt(sent.size());
                for (int j = from; j < sent.size(); j++) {
                    if (j == from || random.nextInt(3) == 0) {
                        sendHalf(sink, sent.get(j), random);
                    }
                    sink.transaction(j + 1L, sent.get(j).toArray(Change[]::new));
                }
                sink.flush();
            }
            program.tables().forEach(table -> requireEqual(database, table));
        }
    }

    private static void run(RandomProgram program, Random random, int transactions, Sink sink)
            throws InterruptedException {
        for (int i = 1; i <= transactions; i++) {
            sink.transaction(i, changes(program, random).toArray(Change[]::new));
            if (i == transactions || random.nextBoolean()) {
                // A truncation of a table that is not there yet only moves the position, which is in no hurry.
                sink.clock.advance(Duration.ofSeconds(5));
                sink.flush();
                program.tables().forEach(table -> requireEqual(sink.database, table));
                assertThat(sink.positionInTarget()).isEqualTo(i);
            }
        }
    }

    private static List<Change> changes(RandomProgram program, Random random) {
        return Stream.generate(program::next).limit(1 + random.nextInt(6)).toList();
    }

    /** As a connector does that fails in the middle of a transaction. */
    private static void sendHalf(Sink sink, List<Change> changes, Random random) throws InterruptedException {
        sink.begin("cut");
        sink.changes(
                "cut", changes.subList(0, random.nextInt(changes.size() + 1)).toArray(Change[]::new));
        sink.flush();
    }

    private static Iterator<Fault> anyFaults(Random random) {
        Fault[] faults = Fault.values();
        return Stream.generate(() -> faults[random.nextInt(faults.length)]).iterator();
    }

    private static void requireEqual(SqliteTarget database, TableModel model) {
        String name = TableNaming.standard().nameOf(model.table().id());
        Map<?, Long> rows = database.tables().contains(name) ? TableModel.counted(database.rows(name)) : Map.of();
        assertThat(rows).isEqualTo(model.expected());
    }
}
