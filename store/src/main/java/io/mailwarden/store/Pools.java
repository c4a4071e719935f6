package io.mailwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mailwarden.store.rescan.OlderJournalMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The connections to one database whose tables are up to date. SQLite has one that writes, for it knows one writer at a
 * time, and several that read; PostgreSQL has one pool for both.
 */
final class Pools implements AutoCloseable {

    // Pages of 4 KiB: index pages that many events touch are copied to the file once for many.
    private static final int CHECKPOINT_PAGES = 8_000;
    private static final int WRITER_CACHE_KIBIBYTES = 64 * 1024;
    private static final int JOURNAL_BYTES = 64 * 1024 * 1024;

    // No driver is looked up by name and no file by the thread's class loader: a plugin has a loader of its own.
    private static final ClassLoader OURS = Pools.class.getClassLoader();

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbi write;
    private final Jdbi read;

    private final Optional<SqliteFile> file;
    private final @Nullable Object fileKey;

    private Pools(HikariDataSource writers, HikariDataSource readers, Optional<SqliteFile> file) {
        this.file = file;
        this.fileKey = file.map(SqliteFile::key).orElse(null);
        this.writers = writers;
        this.readers = readers;
        this.write = Jdbi.create(writers);
        this.read = Jdbi.create(readers);
    }

    /** Connects and brings the tables up to date; throws what the driver throws. */
    static Pools open(StoreConfig config) {
        return config.embedded() ? sqlite(config) : postgresql(config);
    }

    private static Pools sqlite(StoreConfig config) {
        NativeLibrary.unpackIn(config.directory());
        DataSource writer = sqliteSource(config.file(), config.timeout(), SynchronousMode.FULL);
        migrate(writer, true);
        HikariConfig readers = pool("mailwarden-read", writer, config);
        readers.setConnectionInitSql("PRAGMA query_only = ON");
        HikariConfig writers = pool("mailwarden-write", writer, config);
        writers.setMaximumPoolSize(1);
        return new Pools(
                new HikariDataSource(writers),
                new HikariDataSource(readers),
                Optional.of(new SqliteFile(config.file())));
    }

    private static Pools postgresql(StoreConfig config) {
        migrate(postgresqlSource(config), false);
        HikariDataSource pool = new HikariDataSource(pool("mailwarden", postgresqlSource(config), config));
        return new Pools(pool, pool, Optional.empty());
    }

    private static HikariConfig pool(String name, DataSource source, StoreConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(config.connections());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(config.timeout().toMillis());
        pool.setValidationTimeout(Math.min(1000, config.timeout().toMillis()));
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    static void migrate(DataSource source, boolean sqlite) {
        Flyway.configure(OURS)
                .dataSource(source)
                .locations("classpath:io/mailwarden/store/migrations")
                .javaMigrations(new OlderJournalMigration())
                .table("mailwarden_schema")
                .placeholders(Map.of("clustered", sqlite ? "WITHOUT ROWID" : ""))
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    /** Connections to a SQLite file, which is made when it is not there. */
    static SQLiteDataSource sqliteSource(Path file, Duration timeout, SynchronousMode synchronous) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        settings.setSynchronous(synchronous);
        settings.setBusyTimeout((int) timeout.toMillis());
        settings.setTransactionMode(TransactionMode.IMMEDIATE);
        settings.setCacheSize(-WRITER_CACHE_KIBIBYTES);
        settings.setJournalSizeLimit(JOURNAL_BYTES);
        settings.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl(DatabaseConfig.SQLITE + file);
        return source;
    }

    /** Connections to PostgreSQL that never wait for ever; what the URL says counts more. */
    static PGSimpleDataSource postgresqlSource(StoreConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        int seconds = Math.toIntExact(config.timeout().toSeconds());
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(2 * seconds);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("mailwarden");
        source.setUrl(config.database().url());
        if (!config.database().user().isEmpty()) {
            source.setUser(config.database().user());
            source.setPassword(password(config.database().passwordFile()));
        }
        return source;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the store's password cannot be read from " + file, e);
        }
    }

    /** Whether another SQLite file, or none, is where theirs was: what is written now goes nowhere. */
    boolean moved() {
        return file.isPresent() && !Objects.equals(fileKey, file.get().key());
    }

    Jdbi write() {
        return write;
    }

    Jdbi read() {
        return read;
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
