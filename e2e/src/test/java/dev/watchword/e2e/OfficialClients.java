package dev.watchword.e2e;

import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.GlobalCredentials;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import com.huaweicloud.sdk.hss.v5.HssClient;
import com.huaweicloud.sdk.iam.v5.IamClient;
import com.huaweicloud.sdk.sts.v1.StsClient;
import java.util.List;

/**
 * The vendor's own client library, as its users set it up for an endpoint of their own.
 *
 * @param endpoint where everything is
 * @param key who calls
 * @param projectId of the calls in a project
 * @param domainId of the others
 */
record OfficialClients(String endpoint, Credential.Key key, String projectId, String domainId) {

    /** The root user's. */
    static OfficialClients of(ServedWatchword served) {
        Bootstrap bootstrap = served.bootstrap();
        return new OfficialClients(served.endpoint(), bootstrap.key(), bootstrap.projectId(), bootstrap.domainId());
    }

    /** Another caller's. */
    OfficialClients as(Credential.Key other) {
        return new OfficialClients(endpoint, other, projectId, domainId);
    }

    HssClient hss() {
        return HssClient.newBuilder()
                .withCredential(inProject())
                .withEndpoint(endpoint)
                .build();
    }

    EcsClient ecs() {
        return EcsClient.newBuilder()
                .withCredential(inProject())
                .withEndpoint(endpoint)
                .build();
    }

    IamClient iam() {
        return IamClient.newBuilder()
                .withCredential(inAccount())
                .withEndpoint(endpoint)
                .build();
    }

    /** IAM with the credentials of a project, which its users may take too. */
    IamClient iamInProject() {
        return IamClient.newBuilder()
                .withCredential(inProject())
                .withEndpoint(endpoint)
                .build();
    }

    com.huaweicloud.sdk.iam.v3.IamClient keystone() {
        return com.huaweicloud.sdk.iam.v3.IamClient.newBuilder()
                .withCredential(inAccount())
                .withEndpoint(endpoint)
                .build();
    }

    StsClient sts() {
        return StsClient.newBuilder()
                .withCredential(inProject())
                .withEndpoint(endpoint)
                .build();
    }

    /** The core alone, for calls that no published service library has. */
    HcClient core() {
        return new HcClient(HttpConfig.getDefaultHttpConfig())
                .withEndpoints(List.of(endpoint))
                .withCredential(inProject());
    }

    BasicCredentials inProject() {
        return new BasicCredentials().withAk(key.id()).withSk(key.secret()).withProjectId(projectId);
    }

    GlobalCredentials inAccount() {
        return new GlobalCredentials().withAk(key.id()).withSk(key.secret()).withDomainId(domainId);
    }
}
