package dev.watchword.audit;

import dev.watchword.candidate.Origin;

/** A word to try next, and where it came from. */
record Trial(byte[] word, Origin origin) {}
