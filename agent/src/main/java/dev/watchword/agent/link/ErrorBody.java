package dev.watchword.agent.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.watchword.agent.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an error says. Unless the server signed it, it is only ever a reason to wait or to number anew.
 *
 * @param status of HTTP
 * @param code of the contract, {@code ""} when the body is none of the server's
 * @param serverTime the server's clock, epoch milliseconds
 * @param counter the highest that the server saw
 * @param retryAfter how long to wait, zero when it does not say
 */
record ErrorBody(int status, String code, OptionalLong serverTime, OptionalLong counter, Duration retryAfter) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    static ErrorBody of(Transport.Reply reply) {
        Duration wait = reply.header("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked)
                .orElse(Duration.ZERO);
        Optional<Members> members = Wire.readLoosely(reply.body(), Members.class);
        return new ErrorBody(
                reply.status(),
                members.map(Members::code)
                        .filter(code -> code.matches("[A-Za-z]+\\.[0-9]{4}"))
                        .orElse(""),
                number(members.map(Members::serverTime)),
                number(members.map(Members::counter)),
                wait);
    }

    /**
     * What the caller of the link is told.
     *
     * @param signed whether the server signed it for this request
     */
    Outcome outcome(boolean signed) {
        boolean refusal = status < 500 && status != 429 && status != 408;
        if (refusal && signed) {
            return new Outcome.Refused(status, code);
        }
        String why = "the server answers " + status + (code.isEmpty() ? "" : " " + code);
        return new Outcome.Later(retryAfter, refusal ? why + ", which is not signed" : why, refusal);
    }

    private static OptionalLong number(Optional<String> text) {
        return text.filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }

    /** The members that mean something here; any may be missing. */
    record Members(
            @JsonProperty("error_code") @Nullable String code,
            @JsonProperty("server_time") @Nullable String serverTime,
            @JsonProperty("counter") @Nullable String counter) {}
}
