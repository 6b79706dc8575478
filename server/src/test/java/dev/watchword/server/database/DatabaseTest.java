package dev.watchword.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {

    @ParameterizedTest
    @EnumSource
    void losesNoUpdateOfConcurrentWriters(Dialect dialect) throws Exception {
        try (Database database = TestDatabase.fresh(dialect);
                ExecutorService writers = Executors.newFixedThreadPool(8)) {
            database.change(handle -> handle.execute("insert into domain values ('d', 'start', 0)"));
            List<Future<Integer>> updates = IntStream.range(0, 40)
                    .mapToObj(i -> writers.submit(() -> database.write(handle -> {
                        long before = handle.createQuery("select created_at from domain where id = 'd'")
                                .mapTo(Long.class)
                                .one();
                        return handle.createUpdate("update domain set created_at = :next where id = 'd'")
                                .bind("next", before + 1)
                                .execute();
                    })))
                    .toList();
            for (Future<Integer> update : updates) {
                assertEquals(1, update.get());
            }
            assertEquals(
                    40L,
                    database.<Long>read(handle -> handle.createQuery("select created_at from domain")
                            .mapTo(Long.class)
                            .one()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void undoesWhatFails(Dialect dialect) {
        try (Database database = TestDatabase.fresh(dialect)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.change(handle -> {
                        handle.execute("insert into domain values ('d', 'n', 0)");
                        throw new IllegalStateException("made up");
                    }));
            assertEquals(
                    0,
                    database.<Integer>read(handle -> handle.createQuery("select count(*) from domain")
                            .mapTo(Integer.class)
                            .one()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void guardsReferences(Dialect dialect) {
        try (Database database = TestDatabase.fresh(dialect)) {
            assertThrows(
                    RuntimeException.class,
                    () -> database.change(
                            handle -> handle.execute("insert into project values ('p', 'nobody', 'n', 0)")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ordersHostNamesByCodePoint(Dialect dialect) {
        try (Database database = TestDatabase.fresh(dialect)) {
            database.change(handle -> {
                handle.execute("insert into domain values ('d', 'n', 0)");
                handle.execute("insert into project values ('p', 'd', 'n', 0)");
                for (String name : List.of("b", "Z", "a", "\uFF21", "\uD83D\uDE00", "_", "É")) {
                    handle.execute(
                            "insert into host values (?, 'p', '0', ?, '', '', '', '', 'Linux', '', '', '', '', '', '', 0, 0, null)",
                            name,
                            name);
                }
            });
            assertEquals(
                    List.of("Z", "_", "a", "b", "É", "\uFF21", "\uD83D\uDE00"),
                    database.<List<String>>read(handle -> handle.createQuery("select name from host order by name, id")
                            .mapTo(String.class)
                            .list()));
        }
    }

    @Test
    void refusesAnotherKindOfDatabase() {
        assertThrows(IllegalArgumentException.class, () -> Database.open("jdbc:h2:mem:x"));
    }
}
