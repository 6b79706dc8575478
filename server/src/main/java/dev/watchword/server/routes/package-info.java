/** Every route of the API with its permission, one file a service. What is not here does not exist. */
@NullMarked
package dev.watchword.server.routes;

import org.jspecify.annotations.NullMarked;
