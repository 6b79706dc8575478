package dev.watchword.account.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchword.account.AccountState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivJsonTest {

    private static final String HASH = "*EADE846EFC40994247F55C8C2A4AFF4ABA6CF367";

    @Test
    void withoutPluginTheTextDecides() {
        assertEquals(new AccountState.Usable(), state("{'authentication_string':'" + HASH + "'}"));
        assertEquals(new AccountState.Usable(), state("{'authentication_string':'5862fe18287c318b'}"));
        assertEquals(new AccountState.Passwordless(), state("{}"));
    }

    @Test
    void whatStandsOutsideCountsOnlyWhereTheListNamesIt() {
        String outside = "'plugin':'mysql_native_password','authentication_string':''";
        assertEquals(
                new AccountState.External("unix_socket"),
                state("{" + outside + ",'auth_or':[{'plugin':'unix_socket'}]}"));
        assertEquals(
                new AccountState.Passwordless(), state("{" + outside + ",'auth_or':[{'plugin':'unix_socket'},{}]}"));
        assertEquals(
                new AccountState.Passwordless(), state("{'auth_or':[{'plugin':'unix_socket'},{}]," + outside + "}"));
    }

    @Test
    void everyPasswordOfAListIsKept() {
        Grant grant = grant("{'plugin':'mysql_native_password','authentication_string':'" + HASH
                        + "','auth_or':[{},{'plugin':'ed25519','authentication_string':"
                        + "'pQ2x1oVgFHm4wzlpb7wyII5GcqUvewjL2oiPRNdtuhk'}]}")
                .orElseThrow();
        assertEquals(2, grant.credentials().size());
    }

    @Test
    void lockWinsAndKeepsWhatIsBehindIt() {
        assertEquals(
                new AccountState.Locked(true), state("{'account_locked':true,'authentication_string':'" + HASH + "'}"));
        assertEquals(new AccountState.Locked(false), state("{'account_locked':true}"));
        assertEquals(new AccountState.Passwordless(), state("{'account_locked':false}"));
    }

    @Test
    void markersMatchNoPassword() {
        assertEquals(new AccountState.Disabled(), state("{'authentication_string':'invalid'}"));
        assertEquals(
                new AccountState.Disabled(),
                state("{'authentication_string':'*THISISNOTAVALIDPASSWORDTHATCANBEUSEDHERE'}"));
        assertEquals(
                new AccountState.Disabled(),
                state("{'plugin':'caching_sha2_password','authentication_string':"
                        + "'$A$005$THISISACOMBINATIONOFINVALIDSALTANDPASSWORDTHATMUSTNEVERBRBEUSED'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} {}",
                "{'plugin':7}",
                "{'auth_or':[7]}",
                "{'auth_or':[",
                "{'x':[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"
            })
    void refusesWhatTheServerNeverWrites(String json) {
        assertEquals(Optional.empty(), grant(json));
    }

    private static AccountState state(String json) {
        return grant(json).orElseThrow().state();
    }

    private static Optional<Grant> grant(String json) {
        return PrivJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
