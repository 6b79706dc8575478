package dev.watchword.server.imagescans;

import dev.watchword.server.Parts;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Service;
import org.jdbi.v3.core.Handle;

/** What happens to scans of images by itself. Several servers on one database do it once. Safe for many threads. */
public final class ImageChores {

    private final Parts parts;
    private final Scans scans;
    private final Leases leases;
    private final Schedules schedules;

    ImageChores(Parts parts, Scans scans, Leases leases, Schedules schedules) {
        this.parts = parts;
        this.scans = scans;
        this.leases = leases;
        this.schedules = schedules;
    }

    /** Takes back the jobs of vanished scanners, and starts the scans that are due. */
    public void run() {
        parts.database().change(handle -> {
            long now = parts.now();
            leases.takeBack(handle, now);
            schedules.due(handle, now).forEach(schedule -> start(handle, schedule, now));
        });
    }

    /** Deletes what ended long ago. */
    public void forget() {
        parts.database().change(handle -> scans.forget(handle, parts.now()));
    }

    /** One that still has work of the last time to do waits for its next. */
    private void start(Handle handle, ImageSchedule schedule, long now) {
        boolean busy = !schedule.lastScan().isEmpty()
                && ScanProgress.of(handle, schedule.lastScan()).isOpen();
        schedules.ran(handle, schedule, busy ? schedule.lastScan() : begun(handle, schedule, now), schedule.after(now));
    }

    private String begun(Handle handle, ImageSchedule schedule, long now) {
        try {
            return scans.request(
                            handle,
                            schedule.projectId(),
                            schedule.registryId(),
                            "schedule",
                            schedule.images(),
                            "",
                            Service.WATCHWORD,
                            now)
                    .id();
        } catch (ApiError full) {
            // Thrown before anything was written: the project has more images waiting than it may.
            return schedule.lastScan();
        }
    }
}
