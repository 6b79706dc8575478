package dev.watchword.server.iam.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':['hss:*:get']}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Deny','Action':'*','Resource':'*'}]}",
                "{'Version':'5.0','Statement':[{'Sid':'a-1_B','Effect':'Allow','NotAction':['iam:*:*'],"
                        + "'NotResource':['iam::*:user:root']}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':['sts::decodeAuthorizationMessage'],"
                        + "'Condition':{'IpAddress':{'g:SourceIp':['192.0.2.0/24']},"
                        + "'BoolIfExists':{'g:MFAPresent':true}}}]}"
            })
    void takesPolicies(String document) throws MalformedPolicy {
        assertFalse(PolicyDocument.parseNew(document.replace('\'', '"'))
                .statements()
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{'Version':'5.0'}",
                "{'Version':5.0,'Statement':[{'Effect':'Allow','Action':'*'}]}",
                "{'Version':'1.1','Statement':[{'Effect':'Allow','Action':'*'}]}",
                "{'Version':'5.0','Statement':[]}",
                "{'Version':'5.0','Statement':{}}",
                "{'Version':'5.0','Statement':[{}]}",
                "{'Version':'5.0','Statement':['x']}",
                "{'Version':'5.0','Id':'x','Statement':[{'Effect':'Allow','Action':'*'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'allow','Action':'*'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':[]}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':['']}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':[null]}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':{'a':1}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'hss:get'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'hss:a:b:c'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','NotAction':'*'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Resource':'x'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Principal':'*'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Effect':'Deny'}]}",
                "{'Version':'5.0','Statement':[{'Sid':'','Effect':'Allow','Action':'*'}]}",
                "{'Version':'5.0','Statement':[{'Sid':'a','Effect':'Allow','Action':'*'},"
                        + "{'Sid':'a','Effect':'Allow','Action':'*'}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Condition':{}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Condition':{'Bool':{}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Condition':{'Bool':{'g:X':[]}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Condition':{'Bool':{'g:X':'yes'}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*','Condition':{'Bool':{'x':true}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*',"
                        + "'Condition':{'StringResembles':{'g:UserName':'x'}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*',"
                        + "'Condition':{'IpAddress':{'g:SourceIp':'office'}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*',"
                        + "'Condition':{'DateLessThan':{'g:CurrentTime':'tomorrow'}}}]}",
                "{'Version':'5.0','Statement':[{'Effect':'Allow','Action':'*'}]} x"
            })
    void refusesWhatIsNone(String document) {
        MalformedPolicy refused =
                assertThrows(MalformedPolicy.class, () -> PolicyDocument.parseNew(document.replace('\'', '"')));
        assertFalse(refused.reason().isEmpty());
    }

    @Test
    void isBounded() throws MalformedPolicy {
        String most = policy(PolicyDocument.MOST_CHARACTERS);
        assertEquals(PolicyDocument.MOST_CHARACTERS, most.length());
        assertEquals(1, PolicyDocument.parse(most).statements().size());
        assertThrows(MalformedPolicy.class, () -> PolicyDocument.parse(policy(PolicyDocument.MOST_CHARACTERS + 1)));
    }

    @Test
    void keepsOperatorsThatALaterServerMayKnow() throws MalformedPolicy {
        String document = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Condition\":{\"StringResembles\":{\"g:UserName\":\"x\"}}}]}";
        assertTrue(PolicyDocument.parse(document)
                .statements()
                .getFirst()
                .conditions()
                .getFirst()
                .known()
                .isEmpty());
    }

    private static String policy(int characters) {
        String start = "{\"Version\":\"5.0\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"hss:";
        String end = ":get\"}]}";
        return start + "a".repeat(characters - start.length() - end.length()) + end;
    }
}
