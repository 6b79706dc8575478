package dev.watchword.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads the body of a call whole, within its route's limit, the source's share, the space of all, and a minute. */
final class IncomingBody {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private IncomingBody() {}

    /**
     * The bytes.
     *
     * @param declared its length as told, -1 when it was not told
     * @param large is run before more is kept than is free
     * @throws ApiError 413 beyond the limit, 429 beyond the source's share, 503 when there is no space, 408 when it is slow
     * @throws IOException when the caller goes away
     */
    static byte[] read(
            InputStream in, long declared, Route route, Gate.Pass pass, BodySpace.Lease lease, Runnable large)
            throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean isLarge = declared > BodySpace.FREE;
        if (isLarge) {
            large.run();
        }
        if (declared > 0) {
            pass.body((int) Math.min(declared, route.bodyLimit()));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8 * 1024];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            body.write(part, 0, read);
            if (body.size() > route.bodyLimit()) {
                throw ApiError.gateway(
                        413, "APIGW.0201", "Request entity too large: at most " + route.bodyLimit() + " bytes.");
            }
            if (!isLarge && body.size() > BodySpace.FREE) {
                isLarge = true;
                large.run();
            }
            pass.body(body.size());
            lease.grow(body.size());
            if (System.nanoTime() > end) {
                throw ApiError.gateway(408, "APIGW.0201", "API request error: the body came too slowly.");
            }
        }
        return body.toByteArray();
    }
}
