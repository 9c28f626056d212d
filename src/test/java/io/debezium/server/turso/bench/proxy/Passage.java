package io.debezium.server.turso.bench.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection of a client: each of its requests meets its fault here. */
final class Passage {
    private final Socket client;
    private final InputStream in;
    private final Upstream upstream;
    private final CountDownLatch closing;

    Passage(Socket client, Upstream upstream, CountDownLatch closing) throws IOException {
        this.client = client;
        this.in = new BufferedInputStream(client.getInputStream());
        this.upstream = upstream;
        this.closing = closing;
    }

    /** Waits for a request; false if the client ends the connection instead. */
    boolean awaitRequest() throws IOException {
        in.mark(1);
        int octet = in.read();
        in.reset();
        return octet >= 0;
    }

    boolean ended() {
        return client.isClosed();
    }

    void meet(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Pass pass -> answer(upstream.exchange(read()));
            case Fault.Refuse refuse -> breakOff();
            case Fault.CutBeforeRequest cut -> {
                in.skipNBytes(1);
                breakOff();
            }
            case Fault.CutAfterRequest cut -> {
                upstream.exchange(read());
                breakOff();
            }
            case Fault.CutInsideAnswer cut -> cut(upstream.exchange(read()).bytes(), cut.bytes());
            case Fault.Stall stall -> {
                rest(stall.time());
                meet(stall.next());
            }
            case Fault.Duplicate duplicate -> repeat(read());
            case Fault.Late late -> deliver(read(), late.delay());
            case Fault.Status status -> {
                read();
                send(status.answer().bytes());
            }
        }
    }

    private void cut(byte[] answer, int bytes) throws IOException {
        send(Arrays.copyOf(answer, Math.min(bytes, answer.length - 1)));
        client.close();
    }

    private void repeat(HttpMessage request) throws IOException {
        upstream.exchange(request);
        answer(upstream.exchange(request));
    }

    private void deliver(HttpMessage request, Duration delay) throws IOException, InterruptedException {
        breakOff();
        rest(delay);
        upstream.exchange(request);
    }

    private HttpMessage read() throws IOException {
        return HttpMessage.readRequest(in);
    }

    private void answer(HttpMessage answer) throws IOException {
        send(answer.bytes());
        if (answer.isLast()) {
            client.close();
        }
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private void breakOff() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    /** Waits, but not beyond the proxy's end. */
    private void rest(Duration time) throws InterruptedException {
        if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the proxy is closed");
        }
    }
}
