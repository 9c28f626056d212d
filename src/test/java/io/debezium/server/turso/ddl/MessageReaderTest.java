package io.debezium.server.turso.ddl;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.TextNode;
import io.debezium.server.turso.bench.CaptureMessage;
import io.debezium.server.turso.bench.HostileText;
import io.debezium.server.turso.table.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Anybody in the source may send messages with this prefix: what is not genuine says nothing, whatever it is. */
class MessageReaderTest {
    private static final String SECRET = "what nobody else knows";
    private static final long TRANSACTION = 4711;
    private static final String DROP = "{\"event\":\"drop\",\"oid\":7,\"schema\":\"public\",\"name\":\"menu\"}";

    private final MessageReader reader = new MessageReader(SECRET);

    @Test
    void aGenuineMessageIsRead() {
        assertThat(reader.read(genuine(DROP), TRANSACTION))
                .contains(new SchemaMessage.Drops(
                        List.of(new SchemaMessage.Drop(7, new TableId("public", "menu"))), List.of()));
    }

    @Test
    void aCopyFromAnotherTransactionSaysNothing() {
        assertThat(reader.read(genuine(DROP), TRANSACTION + 1)).isEmpty();
    }

    @Test
    void aMessageSignedWithAnotherSecretSaysNothing() {
        assertThat(new MessageReader("a guess").read(genuine(DROP), TRANSACTION))
                .isEmpty();
    }

    @Test
    void noChangeOfAGenuineMessageIsBelieved() {
        long seed = Long.getLong("it.seed", new Random().nextLong());
        System.out.println("MessageReaderTest: -Dit.seed=" + seed);
        Random random = new Random(seed);
        byte[] genuine = genuine(DROP);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = changed(genuine, random);
            if (!Arrays.equals(changed, genuine)) {
                assertThat(reader.read(changed, TRANSACTION)).isEmpty();
            }
        }
    }

    @Test
    void namesArriveAsTheyAre() {
        for (String name : HostileText.PIECES) {
            String gone = "\"schema\":\"public\",\"name\":" + quoted(name) + "}";
            SchemaMessage.Drops drops = new SchemaMessage.Drops(
                    List.of(new SchemaMessage.Drop(8, new TableId("public", name))),
                    List.of(new SchemaMessage.DropIndex(9, "public", name)));
            assertThat(reader.read(
                            genuine("{\"event\":\"drop\",\"tables\":[{\"oid\":8," + gone + "],\"indexes\":[{\"oid\":9,"
                                    + gone + "]}"),
                            TRANSACTION))
                    .contains(drops);
            assertThat(reader.read(genuine("{\"event\":\"drop index\"," + gone), TRANSACTION))
                    .contains(new SchemaMessage.Drops(
                            List.of(), List.of(new SchemaMessage.DropIndex(0, "public", name))));
        }
    }

    @Test
    void labelsArriveAsTheyAre() {
        for (String label : HostileText.PIECES) {
            String body = "{\"event\":\"label\",\"oid\":7,\"schema\":\"public\",\"name\":\"menu\",\"columns\":["
                    + quoted(label) + "],\"before\":" + quoted(label) + ",\"after\":\"x\"}";
            assertThat(reader.read(genuine(body), TRANSACTION))
                    .contains(new SchemaMessage.Label(7, new TableId("public", "menu"), List.of(label), label, "x"));
        }
    }

    @Test
    void errorsOfEarlierTriggersDoNotTellOfRows() {
        assertThat(reader.read(genuine("{\"event\":\"error\",\"message\":\"m\"}"), TRANSACTION))
                .contains(new SchemaMessage.Failed("m", false, List.of()));
        assertThat(reader.read(
                        genuine("{\"event\":\"error\",\"message\":\"m\",\"rows\":true,\"oids\":null}"), TRANSACTION))
                .contains(new SchemaMessage.Failed("m", true, List.of()));
    }

    @Test
    void errorsTellOfWhichTablesTheyAre() {
        String body = "{\"event\":\"error\",\"message\":\"m\",\"rows\":false,\"oids\":[7,4294967295]}";
        assertThat(reader.read(genuine(body), TRANSACTION))
                .contains(new SchemaMessage.Failed("m", false, List.of(7L, 4_294_967_295L)));
    }

    /** Of a helper in the source that is newer than the sink: not to be passed over. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"event\":\"split\"}", "{\"event\":\"drop\"}", "{}", "[1]", "no JSON", ""})
    void aGenuineMessageThatIsNotUnderstoodIsRefused(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(genuine(body), TRANSACTION));
    }

    private static byte[] changed(byte[] genuine, Random random) {
        byte[] changed = genuine.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            case 1 -> changed = Arrays.copyOf(genuine, random.nextInt(genuine.length + 8));
            case 2 -> random.nextBytes(changed);
            default -> {
                int from = random.nextInt(changed.length);
                System.arraycopy(genuine, 0, changed, from, changed.length - from);
            }
        }
        return changed;
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static byte[] genuine(String body) {
        return CaptureMessage.genuine(SECRET, TRANSACTION, body);
    }
}
