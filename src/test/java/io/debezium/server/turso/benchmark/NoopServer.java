package io.debezium.server.turso.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.debezium.server.turso.bench.postgres.Database;
import io.debezium.server.turso.bench.server.ServerProcess;
import io.debezium.server.turso.config.SourceSetting;

/** The stock server with the settings that our sink brings, and a sink that does nothing: what the engine can do. */
record NoopServer(ServerProcess process) implements MeasuredServer {

    static NoopServer start(Database database, Path jar) throws Exception {
        return new NoopServer(ServerProcess.stock(settings(database), List.of(jar)));
    }

    private static Map<String, String> settings(Database database) {
        Map<String, String> settings = new HashMap<>();
        SourceSetting.ALL.forEach(setting -> settings.put(setting.key(), setting.value()));
        settings.putAll(database.sourceProperties());
        settings.put("debezium.sink.type", NoopBean.SINK_TYPE);
        // The sink's own two need a target.
        settings.put("debezium.source.snapshot.mode", "initial");
        settings.put("debezium.source.offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        return settings;
    }

    @Override
    public boolean has(long id) throws Exception {
        String log = process.log();
        int start = log.lastIndexOf(NoopConsumer.COUNT) + NoopConsumer.COUNT.length();
        int end = log.indexOf('\n', start);
        return start >= NoopConsumer.COUNT.length() && end > 0 && Long.parseLong(log.substring(start, end)) >= id;
    }

    @Override
    public void check() {
        // Its count has been waited for.
    }

    @Override
    public void close() {
        process.close();
    }
}
