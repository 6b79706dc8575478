package dev.watchword.testing;

import java.util.List;

/** What a Redis server answers (RESP2). */
public sealed interface RedisReply {

    /** A simple or bulk string, taken as UTF-8. */
    record Text(String value) implements RedisReply {}

    record Int(long value) implements RedisReply {}

    record Items(List<RedisReply> values) implements RedisReply {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Nothing() implements RedisReply {}

    /** An error; its first word is the kind, such as {@code WRONGPASS}. */
    record Refusal(String message) implements RedisReply {}
}
