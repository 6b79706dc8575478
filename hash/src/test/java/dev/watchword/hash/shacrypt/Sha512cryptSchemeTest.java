package dev.watchword.hash.shacrypt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchword.hash.EncodedHash;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.HashSchemeContract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sha512cryptSchemeTest extends HashSchemeContract {

    @Override
    protected HashScheme scheme() {
        return ShacryptScheme.SHA512CRYPT;
    }

    @ParameterizedTest
    @CsvSource({
        "we have a short salt string but not a short password, 77777, short,"
                + "WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0",
        "a short string, 123456, asaltof16chars..,"
                + "BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1"
    })
    void verifiesTheOtherAnswersOfTheSpecification(String password, int rounds, String salt, String digest) {
        EncodedHash hash = EncodedHash.of(scheme().id(), "$6$rounds=" + rounds + "$" + salt + "$" + digest);
        assertTrue(verifies(hash, password.getBytes(StandardCharsets.US_ASCII)));
    }
}
