package dev.watchword.account.running;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContainersTest {

    private static final String ID = "4f5c2a1b0c9d" + "0".repeat(52);

    private static String name(String groups, String top) {
        return Containers.name(groups, new ProcessRoot.View("mnt:[4026532281]", top));
    }

    /** Lines of docker with cgroup v2 and v1, of containerd under Kubernetes, and of Podman. */
    @Test
    void takesTheNumberThatRuntimesPutIntoTheControlGroup() {
        assertEquals("container 4f5c2a1b0c9d", name("0::/system.slice/docker-" + ID + ".scope\n", "/"));
        assertEquals("container 4f5c2a1b0c9d", name("12:pids:/docker/" + ID + "\n11:cpu:/docker/" + ID + "\n", "/"));
        assertEquals(
                "container 4f5c2a1b0c9d",
                name("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-" + ID + ".scope\n", "/"));
        assertEquals("container 4f5c2a1b0c9d", name("0::/machine.slice/libpod-" + ID + ".scope/container\n", "/"));
    }

    @Test
    void namesOthersByWhatElseIsKnown() {
        assertEquals("container web1", name("0::/lxc.payload.web1/init.scope\n", "/"));
        assertEquals("chroot /srv/a_b", name("0::/system.slice/x.service\n", "/srv/a:b"));
        assertEquals("container 4026532281", name("0::/user.slice\n", "/"));
    }
}
