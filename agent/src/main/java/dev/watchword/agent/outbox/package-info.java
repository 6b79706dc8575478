/** What waits for the server: reports and answers, durable and bounded. */
@NullMarked
package dev.watchword.agent.outbox;

import org.jspecify.annotations.NullMarked;
