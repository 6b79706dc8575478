package dev.watchword.hash.rabbitmq;

import dev.watchword.hash.Settings;

/**
 * RabbitMQ's digest.
 *
 * @param digest the JDK's name of it
 */
record RabbitmqSettings(String digest, int digestBytes) implements Settings {}
