package dev.watchword.server.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.Call;
import dev.watchword.server.http.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Whether the server lives, and whether it can do its work. Says nothing but that. Safe for use by many threads. */
public final class Health {

    private final Map<String, BooleanSupplier> checks = new ConcurrentSkipListMap<>();

    /** Adds something without which the server is not ready; it is asked each time, and has a second to answer. */
    public void needs(String name, BooleanSupplier works) {
        checks.put(name, works);
    }

    /** Always 200: the process answers. */
    public Answer live(Call call) {
        return Answer.ok(Json.object().put("status", "up"));
    }

    /** 200 when all that is needed works, else 503. */
    public Answer ready(Call call) {
        ObjectNode parts = Json.object();
        boolean all = true;
        for (Map.Entry<String, BooleanSupplier> check : checks.entrySet()) {
            boolean works = works(check.getValue());
            parts.put(check.getKey(), works ? "up" : "down");
            all &= works;
        }
        ObjectNode answer = Json.object().put("status", all ? "up" : "down");
        answer.set("checks", parts);
        return Answer.json(all ? 200 : 503, answer);
    }

    private static boolean works(BooleanSupplier check) {
        FutureTask<Boolean> asked = new FutureTask<>(check::getAsBoolean);
        Thread.startVirtualThread(asked);
        try {
            return asked.get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
