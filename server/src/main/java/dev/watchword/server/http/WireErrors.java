package dev.watchword.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What is no well-formed HTTP, or reaches no route, gets an answer of the gateway's form too. */
final class WireErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer = answer(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static Answer answer(int status) {
        String requestId = RequestId.fresh();
        ApiError error = switch (status) {
            case 404, 405, 501 ->
                ApiError.gateway(404, "APIGW.0101", "The API does not exist: no such method and path.");
            case 408 -> ApiError.gateway(status, "APIGW.0201", "API request error: it came too slowly.");
            case 414 -> ApiError.gateway(status, "APIGW.0201", "Request URI too large.");
            case 431 -> ApiError.gateway(status, "APIGW.0201", "Request headers too large.");
            default ->
                status < 500
                        ? ApiError.gateway(status, "APIGW.0201", "API request error: it is not well-formed HTTP.")
                        : ApiError.gateway(status, "APIGW.0601", "Internal server error.");
        };
        return Pipeline.failed(Service.HSS, error, requestId)
                .header("X-Request-Id", requestId)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }
}
