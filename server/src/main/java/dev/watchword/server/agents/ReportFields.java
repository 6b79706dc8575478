package dev.watchword.server.agents;

import dev.watchword.protocol.ScanReport;
import dev.watchword.server.http.Field;
import dev.watchword.server.http.Fields;
import dev.watchword.server.http.Shape;
import dev.watchword.server.http.Values;
import java.util.List;

/** The form of a report on the wire: every field has one type and a bound; nothing in it says whose report it is. */
public final class ReportFields {

    /** Bytes of a report. */
    public static final int MOST_BYTES = 16 << 20;

    private static final int MOST_STORES = 10_000;
    private static final int MOST_ACCOUNTS = 100_000;
    private static final long MOST = Long.MAX_VALUE;

    /**
     * Nothing of up to 7 characters shows, of 8 the first two, of more these and one further; a mask ends after 128.
     * Eight stars may stand for any password.
     */
    private static final String MASK = "(?s)\\*{0,7}|.{2}\\*{6}|(?=.{9}).{2}\\*+.\\*+|.{2}\\*{125}.";

    private static final Shape STORE = Shape.members(
            Field.required("store", Shape.foreignText(1, 4_096)),
            Field.required("service_type", Shape.text(1, 32)),
            Field.optional("incomplete", Shape.foreignText(0, 2_048)).or(""));

    private static final Shape ACCOUNT = Shape.members(
            Field.required("service_type", Shape.text(1, 32)),
            Field.required("user_name", Shape.foreignText(0, 1_024)),
            Field.required("store", Shape.foreignText(1, 4_096)),
            Field.required("state", Shape.text(1, 32)),
            Field.optional("scheme", Shape.text(0, 128)).or(""),
            Field.optional("tried", Shape.whole(0, MOST)).or(0),
            Field.optional("planned", Shape.whole(0, MOST)).or(0),
            Field.optional("note", Shape.foreignText(0, 2_048)).or(""));

    /** A weak account. */
    public static final Shape FINDING = Shape.members(
            Field.required("service_type", Shape.text(1, 32)),
            Field.required("user_name", Shape.foreignText(0, 1_024)),
            Field.required("store", Shape.foreignText(1, 4_096)),
            Field.required("state", Shape.text(1, 32)),
            Field.required("weakness", Shape.text(1, 32)),
            Field.required("severity", Shape.text(1, 32)),
            // A report that shows more of a password than the mask's rule does never gets into the state.
            Field.optional("masked", Shape.text(0, 128).matching(MASK)).or(""),
            Field.optional("suggestion", Shape.foreignText(0, 2_048)).or(""),
            Field.optional("password_changed_at", Shape.whole(0, MOST)).or(0),
            Field.optional("length", Shape.whole(0, 1 << 20)).or(0),
            Field.optional("classes", Shape.whole(0, 4)).or(0),
            Field.optional("longest_run", Shape.whole(0, 1 << 20)).or(0),
            Field.optional("shared_mark", Shape.text(0, 128).matching("[0-9a-f]*"))
                    .or(""));

    /** What is demanded of new passwords. */
    public static final Shape RULES = Shape.members(
            Field.required("minimum_length", Shape.whole(0, 1_000)),
            Field.required("uppercase", Shape.whole(0, 1_000)),
            Field.required("lowercase", Shape.whole(0, 1_000)),
            Field.required("digits", Shape.whole(0, 1_000)),
            Field.required("special", Shape.whole(0, 1_000)));

    /** A report. */
    public static final Fields REPORT = Fields.of(
            Field.required("scan_id", Shape.text(1, 64).matching("[0-9A-Za-z-]+")),
            Field.required("started_at", Shape.whole(0, MOST)),
            Field.required("finished_at", Shape.whole(0, MOST)),
            Field.required("stores", Shape.items(0, MOST_STORES, STORE)),
            Field.required("accounts", Shape.items(0, MOST_ACCOUNTS, ACCOUNT)),
            Field.required("findings", Shape.items(0, MOST_ACCOUNTS, FINDING)),
            Field.optional("rules", Shape.items(0, 1, RULES)).or(List.of()));

    private ReportFields() {}

    /** The report that the body holds. */
    static ScanReport report(Values body) {
        return new ScanReport(
                body.text("scan_id"),
                body.wholeLong("started_at"),
                body.wholeLong("finished_at"),
                body.objects("stores").stream().map(ReportFields::store).toList(),
                body.objects("accounts").stream().map(ReportFields::account).toList(),
                body.objects("findings").stream().map(ReportFields::finding).toList(),
                body.objects("rules").stream().map(ReportFields::rules).toList());
    }

    private static ScanReport.Store store(Values store) {
        return new ScanReport.Store(store.text("store"), store.text("service_type"), store.text("incomplete"));
    }

    private static ScanReport.Account account(Values account) {
        return new ScanReport.Account(
                account.text("service_type"),
                account.text("user_name"),
                account.text("store"),
                account.text("state"),
                account.text("scheme"),
                account.wholeLong("tried"),
                account.wholeLong("planned"),
                account.text("note"));
    }

    /** The weak account that these are. */
    public static ScanReport.Finding finding(Values finding) {
        return new ScanReport.Finding(
                finding.text("service_type"),
                finding.text("user_name"),
                finding.text("store"),
                finding.text("state"),
                finding.text("weakness"),
                finding.text("severity"),
                finding.text("masked"),
                finding.text("suggestion"),
                finding.wholeLong("password_changed_at"),
                finding.whole("length"),
                finding.whole("classes"),
                finding.whole("longest_run"),
                finding.text("shared_mark"));
    }

    /** The rules that these are. */
    public static ScanReport.Rules rules(Values rules) {
        return new ScanReport.Rules(
                rules.whole("minimum_length"),
                rules.whole("uppercase"),
                rules.whole("lowercase"),
                rules.whole("digits"),
                rules.whole("special"));
    }
}
