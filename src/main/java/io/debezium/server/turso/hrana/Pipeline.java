package io.debezium.server.turso.hrana;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.debezium.server.turso.hrana.failure.ExchangeException;
import io.debezium.server.turso.hrana.failure.HttpAnswer;
import io.debezium.server.turso.hrana.failure.HttpFailures;
import io.debezium.server.turso.hrana.failure.NetworkFailures;
import io.debezium.server.turso.hrana.failure.Verdict;
import io.debezium.server.turso.hrana.wire.MalformedAnswerException;
import io.debezium.server.turso.hrana.wire.PipelineDecoder;
import io.debezium.server.turso.hrana.wire.PipelineEncoder;
import io.debezium.server.turso.hrana.wire.PipelineResponse;
import io.debezium.server.turso.hrana.wire.StreamRequest;
import io.debezium.server.turso.sql.Failure;
import io.debezium.server.turso.sql.FailureKind;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request on a stream of its own.
 *
 * <p>It sends a request again in two cases only, in both of which the server has run nothing: after a 401, if the token
 * has changed, and after tursodb refused the {@code close}. Which kind of server answers is seen from its answers, so a
 * server of the other kind behind the same URL is noticed: tursodb names {@code close} as unknown, the others hand out a
 * baton when it is missing.
 */
final class Pipeline implements AutoCloseable {
    private final HttpTransport transport;
    private final TokenSource tokens;
    private final InstantSource clock;
    private final PipelineEncoder encoder = new PipelineEncoder();
    private final PipelineDecoder decoder = new PipelineDecoder();
    private final List<String> sentTokens = new ArrayList<>();
    private boolean closesStreams = true;

    Pipeline(HttpTransport transport, TokenSource tokens, InstantSource clock) {
        this.transport = transport;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * The answer to {@code request}; it may hold more results than one.
     *
     * @param longer how much longer than others it may take
     */
    PipelineResponse send(StreamRequest request, Duration longer) throws NoAnswerException, InterruptedException {
        sentTokens.clear();
        HttpAnswer answer = authorized(encode(request), longer);
        if (closesStreams && answer.refusesClose()) {
            closesStreams = false;
            answer = authorized(encode(request), longer);
        }
        if (answer.status() != 200) {
            throw new NoAnswerException(HttpFailures.verdict(answer, clock.instant()));
        }
        PipelineResponse response = decode(answer);
        if (response.baton() != null) {
            closesStreams = true;
        }
        return response;
    }

    /** The tokens that the last request was sent with. */
    List<String> sentTokens() {
        return List.copyOf(sentTokens);
    }

    @Override
    public void close() {
        transport.close();
    }

    private Buffer encode(StreamRequest request) {
        return encoder.encode(closesStreams ? List.of(request, new StreamRequest.Close()) : List.of(request));
    }

    private HttpAnswer authorized(Buffer body, Duration longer) throws NoAnswerException, InterruptedException {
        String token = tokens.current();
        HttpAnswer answer = post(body, token, longer);
        if (answer.status() != 401) {
            return answer;
        }
        tokens.reload();
        String reloaded = tokens.current();
        return Objects.equals(token, reloaded) ? answer : post(body, reloaded, longer);
    }

    private HttpAnswer post(Buffer body, @Nullable String token, Duration longer)
            throws NoAnswerException, InterruptedException {
        if (token != null) {
            requireSendable(token);
            sentTokens.add(token);
        }
        try {
            return transport.post(body, token, longer);
        } catch (ExchangeException failure) {
            throw new NoAnswerException(NetworkFailures.verdict(failure));
        }
    }

    /** Vert.x would refuse it too, with a message that quotes it. */
    private static void requireSendable(String token) throws NoAnswerException {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new NoAnswerException(new Verdict.NothingRan(Failure.of(
                    FailureKind.UNAUTHORIZED,
                    "the token is empty or holds a space, a line break or another character that no token has")));
        }
    }

    private PipelineResponse decode(HttpAnswer answer) throws NoAnswerException {
        try {
            return decoder.decode(answer.body());
        } catch (MalformedAnswerException malformed) {
            String detail = "the answer of " + answer.body().length() + " bytes is not Hrana: " + malformed.getMessage()
                    + "; if this goes on, the URL is not of a Turso or libSQL database";
            throw new NoAnswerException(new Verdict.Undecided(Failure.of(FailureKind.ANSWER_LOST, detail)));
        }
    }
}
