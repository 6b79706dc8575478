/** Passwords of RabbitMQ users. */
@NullMarked
package dev.watchword.hash.rabbitmq;

import org.jspecify.annotations.NullMarked;
