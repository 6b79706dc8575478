/** What people choose: ranked wordlists, rules, and words made from names, as batches of candidates. */
@NullMarked
package dev.watchword.candidate;

import org.jspecify.annotations.NullMarked;
