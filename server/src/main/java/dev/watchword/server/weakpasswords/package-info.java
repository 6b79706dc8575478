/**
 * What scans found: taken in from agents' reports, listed as the vendor lists it, and followed from first sight to mended.
 */
@NullMarked
package dev.watchword.server.weakpasswords;

import org.jspecify.annotations.NullMarked;
