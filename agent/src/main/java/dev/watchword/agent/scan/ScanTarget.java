package dev.watchword.agent.scan;

import java.nio.file.Path;

/**
 * What the agent's scan looks at.
 *
 * @param root the root file system; {@code /} is the machine itself with its containers and running servers
 * @param offlineOnly whether only files are read; otherwise a running MySQL, MariaDB or PostgreSQL is asked for its accounts over its local
 *     socket
 */
public record ScanTarget(Path root, boolean offlineOnly) {}
