package dev.watchword.benchmark.john;

/**
 * What a machine is measured by: guesses a second of one scheme by libxcrypt. John the Ripper jumbo was measured on one core of an
 * AMD Zen 5 with AVX-512, where libxcrypt made so many; another machine is taken to be as much slower with the one as with the
 * other.
 */
enum Yardstick {
    SHA512CRYPT(
            940,
            "$6$saltsaltsaltsalt$iSPSskVenBxIxVyK/FbbNfsdJSni5Md2ru2jZdvycCds8vGHGjvrHjGStH9BYEBpzys/AF.n.NdLTo2g5Ormh/"),
    SHA256CRYPT(690, "$5$saltsaltsaltsalt$V3Cu2NSC.ATvzxw7hEDzPNAl/m27E6uV9Ul.uwF/mCB"),
    MD5CRYPT(9_600, "$1$saltsalt$rsR8r8J.Yz2zaqiFuYUVj0"),
    BCRYPT(590, "$2b$05$abcdefghijklmnopqrstuubc94sA8aya66IW7haFGbmy.JNU7OV9S"),
    YESCRYPT(56, "$y$j9T$saltsaltsaltsaltsalt/.$T.QM3dTZRKbGZouGs3SzPUNueCO9MQt4SVpTcs9gLm5"),
    SCRYPT(4.9, "$7$CU..../....saltsaltsaltsalt$F/asuztX5W7BWU8S6f8f38/stAyti37cccrBLtu.G.2"),
    DESCRYPT(260_000, "saDswcWrWJ81A");

    /** The password of every text above, and of the account that each peer has to find. */
    static final String PASSWORD = "Summer2024!";

    private final double zenRate;
    private final String stored;

    /** @param stored printed by libxcrypt 4.4.33 */
    Yardstick(double zenRate, String stored) {
        this.zenRate = zenRate;
        this.stored = stored;
    }

    double zenRate() {
        return zenRate;
    }

    String stored() {
        return stored;
    }
}
