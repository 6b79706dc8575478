package dev.watchword.server.jobs;

import dev.watchword.server.commands.Command;
import dev.watchword.server.commands.CommandAnswers;
import dev.watchword.server.http.Service;
import org.jdbi.v3.core.Handle;

/**
 * What agents say of a restart: {@code delivered} when they have the command, {@code done} when the host is back,
 * {@code failed} when it did not restart. Safe for use by many threads.
 */
public final class RebootAnswers implements CommandAnswers.Listener {

    /** The vendor's code for a restart that failed. */
    static final String FAILED = "Ecs.0227";

    @Override
    public boolean answered(Handle handle, Command command, String state, String detail, long now) {
        switch (state) {
            case "delivered" -> {
                Jobs.running(handle, command.id());
                return false;
            }
            case "done" -> {
                Jobs.succeeded(handle, command.id(), now);
                return true;
            }
            case "failed" -> {
                Jobs.failed(handle, command.id(), FAILED, "Failed to reboot.", now);
                return true;
            }
            default -> throw Service.WATCHWORD.invalid("state", "a reboot is delivered, done or failed");
        }
    }
}
