package dev.watchword.e2e;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.huaweicloud.sdk.core.SdkResponse;
import com.huaweicloud.sdk.core.http.FieldExistence;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.LocationType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The custom words of images for the vendor's core library: the definitions that its newest source has
 * ({@code changeExtendedWeakPassword}, {@code showExtendedWeakPassword}) and no published library yet.
 */
final class ImageWordsApi {

    private static final String PATH = "/v5/{project_id}/image/baseline/extended-weak-password";

    static final HttpRequestDef<Change, Changed> CHANGE = HttpRequestDef.builder(
                    HttpMethod.POST, Change.class, Changed.class)
            .withName("ChangeExtendedWeakPassword")
            .withUri(PATH)
            .withContentType("application/json")
            .<String>withRequestField(
                    "region",
                    LocationType.Header,
                    FieldExistence.NULL_IGNORE,
                    String.class,
                    field -> field.withMarshaller(Change::region, (change, region) -> {}))
            .<Words>withRequestField(
                    "body",
                    LocationType.Body,
                    FieldExistence.NON_NULL_NON_EMPTY,
                    Words.class,
                    field -> field.withMarshaller(Change::body, (change, body) -> {}))
            .build();

    static final HttpRequestDef<Show, Words> SHOW = HttpRequestDef.builder(HttpMethod.GET, Show.class, Words.class)
            .withName("ShowExtendedWeakPassword")
            .withUri(PATH)
            .withContentType("application/json")
            .<String>withRequestField(
                    "enterprise_project_id",
                    LocationType.Query,
                    FieldExistence.NULL_IGNORE,
                    String.class,
                    field -> field.withMarshaller(Show::enterpriseProjectId, (show, id) -> {}))
            .build();

    private ImageWordsApi() {}

    /** The request that replaces them. */
    public record Change(String region, Words body) {}

    /** The request that reads them. */
    public record Show(String enterpriseProjectId) {}

    /** An answer without a body. */
    public static final class Changed extends SdkResponse {}

    /** The words: the body of one request and the answer of the other. */
    public static final class Words extends SdkResponse {

        @JsonProperty("extended_weak_password")
        public @Nullable List<String> words;

        static Words of(List<String> words) {
            Words body = new Words();
            body.words = words;
            return body;
        }
    }
}
