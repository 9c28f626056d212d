package io.debezium.server.turso.hrana;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.debezium.server.turso.hrana.failure.ExchangeException;
import io.debezium.server.turso.hrana.failure.HttpAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import org.jspecify.annotations.Nullable;

/** Posts one request at a time over one connection, kept alive where the server agrees, and waits for the answer. */
final class HttpTransport implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private final HranaOptions options;
    private final HttpClientOptions clientOptions;
    private final Vertx vertx;
    private final OpenConnections connections = new OpenConnections();
    private final CompletableFuture<HttpResponse<Buffer>> closed = new CompletableFuture<>();
    private @Nullable HttpClient client;

    HttpTransport(HranaOptions options) {
        this.options = options;
        this.clientOptions = VertxSettings.client(options);
        this.vertx = VertxSettings.vertx();
    }

    /**
     * The answer to {@code body}.
     *
     * @param token null to send none
     * @param longer how much longer than others it may take
     * @throws ExchangeException if no complete answer came
     * @throws InterruptedException if interrupted while waiting; the connection is then dropped
     */
    HttpAnswer post(Buffer body, @Nullable String token, Duration longer)
            throws ExchangeException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (closed.isDone()) {
            throw new ExchangeException(false, new IllegalStateException("this target is closed"));
        }
        OpenConnections.Mark mark = connections.mark();
        Future<HttpResponse<Buffer>> answer = request(token).sendBuffer(body);
        try {
            return answer(await(answer, longer));
        } catch (ExecutionException failed) {
            throw new ExchangeException(mark.wasConnected(), failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            // Asked after the end: until then a connection may still come, and the request with it.
            boolean ended = drop();
            throw new ExchangeException(!ended || mark.wasConnected(), late);
        } catch (InterruptedException stop) {
            drop();
            throw stop;
        }
    }

    @Override
    public void close() {
        if (closed.completeExceptionally(new IllegalStateException("this target was closed"))) {
            connections.breakOff();
            ended(vertx.close());
        }
    }

    private HttpResponse<Buffer> await(Future<HttpResponse<Buffer>> answer, Duration longer)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<Buffer>> pending =
                answer.toCompletionStage().toCompletableFuture();
        // Vert.x limits the connecting; only this limits the whole, as its idle timeout restarts with every byte.
        Duration limit = options.connectTimeout().plus(options.requestTimeout()).plus(longer);
        return pending.applyToEither(closed, response -> response).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpRequest<Buffer> request(@Nullable String token) {
        HranaUrl url = options.url();
        if (client == null) {
            client = vertx.httpClientBuilder()
                    .with(clientOptions)
                    .with(VertxSettings.pool())
                    .withConnectHandler(connection -> {
                        VertxSettings.keepAlive(connection);
                        connections.add(connection);
                    })
                    .build();
        }
        WebClientOptions web = new WebClientOptions().setFollowRedirects(false).setUserAgent("debezium-server-turso");
        HttpRequest<Buffer> request = WebClient.wrap(client, web)
                .post(url.port(), url.host(), url.path() + "/v2/pipeline")
                // The Host header: Vert.x itself leaves out an IPv6 address's brackets.
                .virtualHost(url.shownHost())
                .connectTimeout(options.connectTimeout().toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json");
        return token == null ? request : request.bearerTokenAuthentication(token);
    }

    /**
     * Ends the connection, and with it whatever the server still does for it, as far as the server minds.
     *
     * @return whether it has certainly ended
     */
    private boolean drop() {
        HttpClient dropped = client;
        client = null;
        connections.breakOff();
        return dropped == null || ended(dropped.close());
    }

    /** Waiting with a limit: the threads are daemons, so a late end harms nobody. */
    private static boolean ended(Future<Void> closing) {
        return closing.toCompletionStage()
                .thenApply(done -> true)
                .toCompletableFuture()
                .completeOnTimeout(false, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(unclean -> false)
                .join();
    }

    private static HttpAnswer answer(HttpResponse<Buffer> response) {
        Buffer body = response.body() == null ? Buffer.buffer() : response.body();
        return new HttpAnswer(response.statusCode(), response.getHeader("Retry-After"), body);
    }
}
