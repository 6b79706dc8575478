package dev.watchword.server.imagescans;

import dev.watchword.protocol.ImageJob;
import dev.watchword.protocol.ImageJobLease;
import dev.watchword.protocol.ImageJobResult;
import dev.watchword.protocol.ImageWork;
import dev.watchword.server.Parts;
import dev.watchword.server.agents.Agent;
import dev.watchword.server.agents.AgentWork;
import dev.watchword.server.agents.Quotas;
import dev.watchword.server.http.Answer;
import dev.watchword.server.http.ApiError;
import dev.watchword.server.http.Call;
import java.util.Optional;

/** What scanners call: is there work, give me some, I am still at it, this came of it. Safe for use by many threads. */
public final class JobCalls {

    private static final int WAIT_SECONDS = 30;

    private final Parts parts;
    private final AgentWork work;
    private final Quotas quotas;
    private final Jobs jobs;
    private final Leases leases;
    private final Endings endings;

    JobCalls(Parts parts, AgentWork work, Quotas quotas, Jobs jobs, Leases leases, Endings endings) {
        this.parts = parts;
        this.work = work;
        this.quotas = quotas;
        this.jobs = jobs;
        this.leases = leases;
        this.endings = endings;
    }

    /** Tells whether there is work, so that a scanner without any need not ask for it. */
    public Answer work(Call call) {
        Agent scanner = scanner(work.agent(call));
        int waiting =
                parts.database().read(handle -> jobs.takeable(handle, scanner.projectId(), scanner.id(), parts.now()));
        return work.signed(call, Answer.ok(new ImageWork(waiting, WAIT_SECONDS)));
    }

    /** Leases a job. */
    public Answer lease(Call call) {
        Optional<ImageJob> job =
                work.change(call, (handle, agent) -> leases.lease(handle, scanner(agent), parts.now()));
        job.ifPresent(leased -> {
            call.notes().note("job_id", leased.id());
            call.notes().note("kind", leased.kind());
            call.notes().note("registry", leased.registry().host());
        });
        return work.signed(call, Answer.ok(new ImageJobLease(job.stream().toList())));
    }

    /** Lets a lease go on. */
    public Answer renew(Call call) {
        String id = call.body().text("job_id");
        String lease = call.body().text("lease_id");
        boolean renewed = work.change(
                call, (handle, agent) -> jobs.renew(handle, id, scanner(agent).id(), lease, parts.now()));
        if (!renewed) {
            throw over();
        }
        return work.signed(call, Answer.empty(204));
    }

    /** Takes how a job ended. */
    public Answer finish(Call call) {
        quotas.admitResult(call.agent(), call.raw().body().length);
        ImageJobResult result = JobFields.result(call.body());
        call.notes().note("job_id", result.jobId());
        call.notes().note("outcome", result.outcome());
        boolean taken =
                work.change(call, (handle, agent) -> endings.finish(handle, scanner(agent), result, parts.now()));
        if (!taken) {
            throw over();
        }
        return work.signed(call, Answer.empty(204));
    }

    private static Agent scanner(Agent agent) {
        if (!agent.readsImages()) {
            throw ApiError.gateway(403, "WW.0106", "The agent is not enrolled as a scanner, or its key seems copied.");
        }
        return agent;
    }

    /** Nothing of what the scanner did for it counts. */
    private static ApiError over() {
        return ApiError.of(409, "WW.0107", "The lease is over: the job was canceled, or is another scanner's now.");
    }
}
