package dev.watchword.server.auditlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.watchword.server.http.AuditNotes;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final Entry INTENT = new Entry(Entry.Kind.INTENT, Instant.EPOCH, new TreeMap<>());

    /** Who signs in is nobody before the password was right: the outcome is theirs, and their account's to see. */
    @Test
    void anOutcomeIsOfWhomTheCallProved() {
        AuditNotes notes = new AuditNotes();
        notes.proven("u1", "anna", "d1");
        notes.note("token", "t1");
        Entry outcome = Entry.outcome(INTENT, 1, Instant.EPOCH, 201, "", notes);
        assertEquals("u1", outcome.text("actor"));
        assertEquals("anna", outcome.text("actor_name"));
        assertEquals("d1", outcome.text("domain"));
        assertFalse(INTENT.members().containsKey("actor"));
    }

    @Test
    void anOutcomeWithoutProofIsOfWhoeverMeantIt() {
        Entry outcome = Entry.outcome(INTENT, 1, Instant.EPOCH, 401, "IAM.0001", new AuditNotes());
        assertEquals("", outcome.text("actor"));
        assertEquals("denied", outcome.text("decision"));
        assertFalse(outcome.members().containsKey("notes"));
    }
}
