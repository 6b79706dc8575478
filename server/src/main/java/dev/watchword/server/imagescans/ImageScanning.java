package dev.watchword.server.imagescans;

import dev.watchword.server.Parts;
import dev.watchword.server.agents.AgentWork;
import dev.watchword.server.agents.Agents;
import dev.watchword.server.agents.Quotas;
import dev.watchword.server.agents.ServerKeys;
import dev.watchword.server.registries.Registries;
import dev.watchword.server.registries.RegistriesApi;
import dev.watchword.server.words.ImageWords;

/**
 * Scans of images, built once.
 *
 * @param registries the calls about registries
 * @param calls our own about scans
 * @param batch the vendor's
 * @param schedules the calls about schedules
 * @param jobs what scanners call
 * @param words what hears that the words of images change
 * @param chores what happens by itself
 */
public record ImageScanning(
        RegistriesApi registries,
        ScansApi calls,
        BatchScan batch,
        SchedulesApi schedules,
        JobCalls jobs,
        ImageWords.Changed words,
        ImageChores chores) {

    /** Why a job was canceled whose registry is gone. */
    static final String REGISTRY_DELETED = "registry_deleted";

    /** Builds them. */
    public static ImageScanning on(Parts parts) {
        Registries registries = new Registries(parts.atRest());
        Jobs jobs = new Jobs();
        Scans scans = new Scans(jobs);
        WordChanges changes = new WordChanges(parts.atRest());
        ServerKeys keys = ServerKeys.open(parts);
        Leases leases = new Leases(jobs, scans, changes, registries, keys);
        Endings endings = new Endings(jobs, scans, leases, changes, registries);
        AgentWork work = new AgentWork(parts, new Agents(), keys);
        return new ImageScanning(
                new RegistriesApi(
                        parts,
                        registries,
                        (handle, registry, now) -> jobs.cancel(
                                handle, registry.projectId(), "registry_id", registry.id(), REGISTRY_DELETED, now)),
                new ScansApi(parts, registries, scans, jobs),
                new BatchScan(parts, registries, scans),
                new SchedulesApi(parts, registries, new Schedules()),
                new JobCalls(parts, work, new Quotas(parts.clock()), jobs, leases, endings),
                new Rechecks(scans, jobs, changes),
                new ImageChores(parts, scans, leases, new Schedules()));
    }
}
