/** When hosts are scanned, by schedule or because somebody asks, and how that went. */
@NullMarked
package dev.watchword.server.scans;

import org.jspecify.annotations.NullMarked;
