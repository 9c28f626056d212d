package io.debezium.server.turso.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** What a {@link ScriptedHrana} does about one request, from its first byte on. */
@FunctionalInterface
public interface Reaction {

    /** Does it. */
    void play(Conversation conversation) throws IOException, InterruptedException;

    /** Reads the request and answers. */
    static Reaction answer(ScriptedAnswer answer) {
        return conversation -> {
            conversation.readRequest();
            conversation.send(answer.bytes());
            if (answer.closes()) {
                conversation.end();
            }
        };
    }

    /** Answers HTTP 200 with a JSON body. */
    static Reaction json(String body) {
        return answer(ScriptedAnswer.json(200, body));
    }

    /** Reads the request, answers the first {@code count} bytes of {@code answer} and ends the connection. */
    static Reaction cut(ScriptedAnswer answer, int count) {
        return conversation -> {
            conversation.readRequest();
            conversation.send(Arrays.copyOf(answer.bytes(), count));
            conversation.end();
        };
    }

    /** Reads the request, sends {@code text} in place of an HTTP answer and ends the connection. */
    static Reaction garbage(String text) {
        return conversation -> {
            conversation.readRequest();
            conversation.send(text.getBytes(StandardCharsets.UTF_8));
            conversation.end();
        };
    }

    /** Answers {@code text} to the hello of a TLS client, as a server without TLS does, and ends the connection. */
    static Reaction withoutTls(String text) {
        return conversation -> {
            conversation.readTlsRecord();
            conversation.send(text.getBytes(StandardCharsets.UTF_8));
            conversation.end();
        };
    }

    /** Breaks the connection off before reading the request. */
    static Reaction resetBeforeReading() {
        return Conversation::reset;
    }

    /** Reads the request and ends the connection. */
    static Reaction endAfterReading() {
        return conversation -> {
            conversation.readRequest();
            conversation.end();
        };
    }

    /** Reads the request and breaks the connection off. */
    static Reaction resetAfterReading() {
        return conversation -> {
            conversation.readRequest();
            conversation.reset();
        };
    }

    /** Reads the request and never answers. */
    static Reaction silence() {
        return silence(new CountDownLatch(1), new CountDownLatch(1));
    }

    /** Reads the request and never answers; tells when it has arrived and when the client has ended the connection. */
    static Reaction silence(CountDownLatch arrived, CountDownLatch left) {
        return conversation -> {
            conversation.readRequest();
            arrived.countDown();
            conversation.awaitClient();
            left.countDown();
            conversation.end();
        };
    }

    /** Waits before it reacts; the wait is the fault that is played, not a guess at another's pace. */
    static Reaction after(Duration wait, Reaction reaction) {
        return conversation -> {
            Thread.sleep(wait);
            reaction.play(conversation);
        };
    }

    /** Answers one byte per {@code pause}, for as long as the client stays. */
    static Reaction drip(ScriptedAnswer answer, Duration pause) {
        return conversation -> {
            conversation.readRequest();
            for (byte octet : answer.bytes()) {
                conversation.send(new byte[] {octet});
                Thread.sleep(pause);
            }
        };
    }
}
