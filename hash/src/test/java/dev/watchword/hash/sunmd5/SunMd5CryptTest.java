package dev.watchword.hash.sunmd5;

import dev.watchword.hash.CryptContract;
import dev.watchword.hash.HashScheme;
import dev.watchword.hash.PasswordCases;
import java.util.Random;

class SunMd5CryptTest extends CryptContract {

    private static final String CHARS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Override
    protected HashScheme scheme() {
        return new SunMd5Scheme();
    }

    /** No hash has fewer than 4,096 rounds but those whose number is beyond 32 bits: they keep the sweep short. */
    @Override
    protected String setting(Random random) {
        String rounds = switch (random.nextInt(16)) {
            case 0 -> "";
            case 1 -> "rounds=" + (1 + random.nextInt(400)) + "$";
            default -> "rounds=" + (4_294_963_200L + random.nextInt(400)) + "$";
        };
        return "$md5" + (random.nextInt(4) == 0 ? "$" : ",") + rounds
                + PasswordCases.text(random, random.nextInt(24), CHARS) + (random.nextBoolean() ? "$$" : "$");
    }

    /** A digit less or more makes many rounds. */
    @Override
    protected boolean bounded(String setting) {
        String digits = setting.replaceFirst("^\\$md5[,$]rounds=([0-9]{1,19})\\$.*", "$1");
        if (digits.equals(setting)) {
            return true;
        }
        long number = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        return number > 0xffff_ffffL || (4096 + number & 0xffff_ffffL) < 20_000;
    }
}
