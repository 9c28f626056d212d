package io.debezium.server.turso.hrana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.impl.ConnectionBase;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How Vert.x is set up: one thread, one connection, HTTP/1.1. */
final class VertxSettings {
    private static final Logger LOG = LoggerFactory.getLogger(VertxSettings.class);

    private VertxSettings() {}

    /** A Vert.x of its own: the server's, if there is one, belongs to Quarkus. */
    static Vertx vertx() {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                // Its checks only ever complain that a laptop slept or a debugger stopped.
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setBlockedThreadCheckInterval(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        // The client trips over a connection that breaks while it begins a request, and reports the failed request all
        // the same: an operator has nothing to do, and learns of the failure from the sink.
        vertx.exceptionHandler(stray -> LOG.debug("Vert.x", stray));
        return vertx;
    }

    static PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(1);
    }

    static HttpClientOptions client(HranaOptions options) {
        HttpClientOptions client = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUseAlpn(false)
                .setKeepAlive(true)
                // Below what gateways commonly allow, so that a request seldom meets a connection being closed.
                .setKeepAliveTimeout(30)
                .setPipelining(false)
                .setConnectTimeout((int) Math.min(options.connectTimeout().toMillis(), Integer.MAX_VALUE))
                .setSsl(options.url().tls())
                .setVerifyHost(true);
        TlsFiles tls = options.tls();
        if (tls.ca() != null) {
            client.setTrustOptions(new PemTrustOptions().addCertValue(read(tls.ca())));
        }
        if (tls.certificate() != null && tls.key() != null) {
            client.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertValue(read(tls.certificate()))
                    .addKeyValue(read(tls.key())));
        }
        return client;
    }

    /**
     * Has the operating system ask a peer that is silent whether it is still there, and break off if it is not: while a
     * long transaction runs at the target nothing else tells. The usual two hours of silence would be too long.
     */
    static void keepAlive(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            ChannelConfig channel = base.channelHandlerContext().channel().config();
            // Systems without one of these options keep their own.
            channel.setOption(ChannelOption.SO_KEEPALIVE, true);
            channel.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), 30);
            channel.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), 10);
            channel.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), 6);
        }
    }

    private static Buffer read(Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException cause) {
            throw new IllegalArgumentException("A file for TLS with Turso cannot be read: " + file, cause);
        }
    }
}
