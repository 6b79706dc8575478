/** Writers of a scan's report: for a person, for programs, for spreadsheets, for code hosts. */
@NullMarked
package dev.watchword.audit.report;

import org.jspecify.annotations.NullMarked;
