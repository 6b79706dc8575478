package dev.watchword.agent.reset.service;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServiceType;

/** Hears of a store only whether something in it could not be read. Belongs to one thread. */
final class Incompleteness implements AccountSink {

    private boolean heard;

    boolean heard() {
        return heard;
    }

    @Override
    public void account(Account account) {
        // each server keeps its own
    }

    @Override
    public void diagnostic(Diagnostic diagnostic) {
        // a bad line of a store; the audit tells it
    }

    @Override
    public void covered(ServiceType service, String store) {
        // of no interest here
    }

    @Override
    public void incomplete(ServiceType service, String store, String reason) {
        heard = true;
    }
}
