package dev.watchword.server.iam.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

    private static final Map<String, String> VALUES = Map.of(
            "g:UserName", "anna",
            "g:SourceIp", "192.0.2.7",
            "g:CurrentTime", "2026-11-21T12:00:00Z",
            "g:PrincipalIsRootUser", "false");

    /** Statements and what they should do to the request, worked out apart from the code under test. */
    private static final List<Known> KNOWN = List.of(
            new Known("{'Effect':'Allow','Action':'*'}", true),
            new Known("{'Effect':'Allow','Action':'ecs:*:*'}", true),
            new Known("{'Effect':'Allow','Action':'hss:*:*'}", false),
            new Known("{'Effect':'Allow','Action':'ecs:*:*','Resource':'ecs:*:*:instance:h1'}", true),
            new Known("{'Effect':'Allow','Action':'ecs:*:*','Resource':'ecs:*:*:instance:h2'}", false),
            new Known("{'Effect':'Allow','NotAction':'ECS:cloudservers:*'}", false),
            new Known("{'Effect':'Allow','Action':'*','Condition':{'Bool':{'g:MFAPresent':'true'}}}", false),
            new Known("{'Effect':'Deny','Action':'hss:*:*'}", false),
            new Known("{'Effect':'Deny','Action':'*','Resource':'ecs:*:*:instance:h2'}", false),
            new Known("{'Effect':'Deny','Action':'*','Condition':{'StringEquals':{'g:UserName':'bob'}}}", false),
            new Known("{'Effect':'Deny','Action':'ecs:cloudServers:reset*'}", true),
            new Known("{'Effect':'Deny','Action':'*','NotResource':'ecs:*:*:instance:h2'}", true),
            new Known("{'Effect':'Deny','Action':'*','Condition':{'Bool':{'g:MFAPresent':'false'}}}", true),
            new Known("{'Effect':'Deny','Action':'*','Condition':{'StringResembles':{'g:UserName':'bob'}}}", true));

    @Property(tries = 2_000)
    void denialAlwaysWinsAndNothingIsAllowedByItself(@ForAll @Size(max = 6) List<@IntRange(max = 13) Integer> chosen)
            throws MalformedPolicy {
        List<StoredPolicy> policies = new ArrayList<>();
        boolean allows = false;
        boolean denies = false;
        for (int i : chosen) {
            Known known = KNOWN.get(i);
            policies.add(policy(known.statement()));
            boolean isDenial = known.statement().contains("'Deny'");
            allows |= known.applies() && !isDenial;
            denies |= known.applies() && isDenial;
        }
        Decision decision = Decision.on(request("h1"), policies);
        assertEquals(allows && !denies, decision.allowed());
        assertEquals(denies, decision.denied());
    }

    @Test
    void everyResourceMustBeAllowed() throws MalformedPolicy {
        List<StoredPolicy> one = List.of(
                policy("{'Effect':'Allow','Action':'*','Resource':['ecs:*:*:instance:h1','ecs:*:*:instance:h2']}"));
        assertTrue(Decision.on(request("h1", "h2"), one).allowed());
        assertFalse(Decision.on(request("h1", "h3"), one).allowed());
        List<StoredPolicy> denied = List.of(
                policy("{'Effect':'Allow','Action':'*'}"),
                policy("{'Sid':'no','Effect':'Deny','Action':'*','Resource':'ecs:*:*:instance:h2'}"));
        assertTrue(Decision.on(request("h1", "h3"), denied).allowed());
        Decision decision = Decision.on(request("h1", "h2"), denied);
        assertEquals(List.of(new Decision.Match("id", "name", "no")), decision.matched());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'StringEquals':{'g:UserName':['bob','anna']} | true",
                "'StringEquals':{'g:UserName':'Anna'} | false",
                "'StringEqualsIgnoreCase':{'g:UserName':'Anna'} | true",
                "'StringNotEquals':{'g:UserName':['bob','anna']} | false",
                "'StringNotEquals':{'g:UserName':'bob'} | true",
                "'StringLike':{'g:UserName':'a*'} | true",
                "'StringMatch':{'g:UserName':'?nn?'} | true",
                "'StringNotMatch':{'g:UserName':'a*'} | false",
                "'IpAddress':{'g:SourceIp':'192.0.2.0/24'} | true",
                "'IpAddress':{'g:SourceIp':'198.51.100.0/24'} | false",
                "'NotIpAddress':{'g:SourceIp':'198.51.100.0/24'} | true",
                "'DateLessThan':{'g:CurrentTime':'2026-11-21T12:00:00Z'} | false",
                "'DateLessThanEquals':{'g:CurrentTime':'2026-11-21T12:00:00Z'} | true",
                "'DateGreaterThan':{'g:CurrentTime':'2026-11-21T13:00:00+02:00'} | true",
                "'DateGreaterThanEquals':{'g:CurrentTime':'2026-11-21T12:00:00.001Z'} | false",
                "'DateEquals':{'g:CurrentTime':'2026-11-21T12:00:00Z'} | true",
                "'DateNotEquals':{'g:CurrentTime':'2026-11-21T12:00:00Z'} | false",
                "'Bool':{'g:PrincipalIsRootUser':false} | true",
                "'Bool':{'g:PrincipalIsRootUser':true} | false",
                "'Null':{'g:ProjectId':true} | true",
                "'Null':{'g:UserName':true} | false",
                "'Null':{'g:UserName':false} | true",
                "'StringEquals':{'g:ProjectId':'p'} | false",
                "'StringEqualsIfExists':{'g:ProjectId':'p'} | true",
                "'StringNotEquals':{'g:ProjectId':'p'} | true",
                "'StringEquals':{'g:UserName':'anna'},'IpAddress':{'g:SourceIp':'198.51.100.0/24'} | false",
                "'StringEquals':{'g:UserName':'anna','g:SourceIp':'192.0.2.7'} | true",
            })
    void evaluatesConditions(String condition, boolean holds) throws MalformedPolicy {
        for (String effect : List.of("Allow", "Deny")) {
            StoredPolicy tested = policy("{'Effect':'" + effect + "','Action':'*','Condition':{" + condition + "}}");
            Decision decision = Decision.on(request("h1"), List.of(tested));
            assertEquals(holds, effect.equals("Allow") ? decision.allowed() : decision.denied(), effect);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'StringEquals':{'g:NoSuchKey':'x'}",
                "'StringNotEquals':{'g:NoSuchKey':'x'}",
                "'StringEqualsIfExists':{'g:NoSuchKey':'x'}",
                "'Null':{'g:NoSuchKey':'true'}",
                "'StringResembles':{'g:UserName':'anna'}",
                "'ForAnyValue:StringEquals':{'g:UserName':'anna'}",
            })
    void whatItCannotTellNeverAllowsAndAlwaysDenies(String condition) throws MalformedPolicy {
        StoredPolicy allow = policy("{'Effect':'Allow','Action':'*','Condition':{" + condition + "}}");
        StoredPolicy deny = policy("{'Effect':'Deny','Action':'*','Condition':{" + condition + "}}");
        assertFalse(Decision.on(request("h1"), List.of(allow)).allowed());
        assertTrue(Decision.on(request("h1"), List.of(deny)).denied());
    }

    @Test
    void whatItCannotTellDoesNotDenyBesideWhatIsFalse() throws MalformedPolicy {
        StoredPolicy deny = policy("{'Effect':'Deny','Action':'*','Condition':{'StringEquals':"
                + "{'g:NoSuchKey':'x','g:UserName':'bob'}}}");
        assertFalse(Decision.on(request("h1"), List.of(deny)).denied());
    }

    private static AccessRequest request(String... hosts) {
        List<String> urns = new ArrayList<>();
        for (String host : hosts) {
            urns.add("ecs::d1:instance:" + host);
        }
        return new AccessRequest("ecs:cloudServers:resetServerPwd", urns, VALUES);
    }

    private static StoredPolicy policy(String statement) throws MalformedPolicy {
        String text = "{'Version':'5.0','Statement':[" + statement + "]}";
        return new StoredPolicy("id", "name", PolicyDocument.parse(text.replace('\'', '"')));
    }

    private record Known(String statement, boolean applies) {}
}
