package dev.watchword.testing;

import java.nio.file.Path;

/** A program that boots a machine in a folder, says so, and never ends by itself. */
final class OrphanMachine {

    private OrphanMachine() {}

    public static void main(String[] arguments) throws InterruptedException {
        BootedMachine machine =
                BootedMachine.boot(MachineRoot.create(Path.of(arguments[0])), "PermitRootLogin yes\nUsePAM yes\n");
        System.out.println(machine.property("multi-user.target", "ActiveState"));
        Thread.currentThread().join();
    }
}
