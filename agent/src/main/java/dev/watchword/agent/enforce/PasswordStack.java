package dev.watchword.agent.enforce;

import dev.watchword.account.Account;
import dev.watchword.account.AccountSink;
import dev.watchword.account.Diagnostic;
import dev.watchword.account.ServiceType;
import dev.watchword.account.pam.PamService;
import dev.watchword.rootfs.RootFs;
import java.util.List;
import java.util.Optional;

/** The PAM modules that passwd(1) passes a new password through. */
final class PasswordStack {

    private PasswordStack() {}

    /** The modules in their order, none on a machine without PAM; empty when a file of theirs cannot be read. */
    static Optional<List<PamService.Module>> of(RootFs root) {
        Doubt doubt = new Doubt();
        List<PamService.Module> modules = PamService.passwordChange(root, "passwd", ServiceType.SYSTEM, doubt);
        return doubt.raised ? Optional.empty() : Optional.of(modules);
    }

    /** Whether a password that the module refuses is refused: what else a control may say is not taken for that. */
    static boolean isBinding(PamService.Module module) {
        String control = module.control();
        return control.equals("required")
                || control.equals("requisite")
                || (control.startsWith("[")
                        && (control.contains("default=die") || control.contains("default=bad"))
                        && !control.contains("authtok_err="));
    }

    /** Whether something could not be read. */
    private static final class Doubt implements AccountSink {

        private boolean raised;

        @Override
        public void account(Account account) {}

        @Override
        public void diagnostic(Diagnostic diagnostic) {}

        @Override
        public void covered(ServiceType service, String store) {}

        @Override
        public void incomplete(ServiceType service, String store, String reason) {
            raised = true;
        }
    }
}
