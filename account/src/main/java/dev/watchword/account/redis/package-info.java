/** Users and stored secrets of Redis, Valkey and their sentinels, from configuration and ACL files. */
@NullMarked
package dev.watchword.account.redis;

import org.jspecify.annotations.NullMarked;
