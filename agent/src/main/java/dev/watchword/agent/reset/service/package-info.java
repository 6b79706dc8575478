/** The passwords of services' own accounts, of those services that the operator allows. */
@NullMarked
package dev.watchword.agent.reset.service;

import org.jspecify.annotations.NullMarked;
