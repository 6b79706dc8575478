/** Who may do what: identity policies, read strictly and evaluated so that what is not understood never allows. */
@NullMarked
package dev.watchword.server.iam.authorization;

import org.jspecify.annotations.NullMarked;
