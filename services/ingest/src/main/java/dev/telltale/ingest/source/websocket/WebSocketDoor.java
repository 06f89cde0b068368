package dev.telltale.ingest.source.websocket;

import dev.telltale.ingest.source.push.Mount;
import dev.telltale.kit.config.WebSocketConfig;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;

/** Who may come in: the path has to be a stream's, the token its own, and somebody has to be waiting. */
final class WebSocketDoor {
    private static final String BEARER = "bearer ";

    private final WebSocketFront front;
    private final WebSocketConfig limits;

    WebSocketDoor(WebSocketFront front, WebSocketConfig limits) {
        this.front = front;
        this.limits = limits;
    }

    /** The connection's endpoint; null where it is refused, with the answer sent. */
    @Nullable
    Object open(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        String path = Request.getPathInContext(request).replaceAll("/+$", "");
        Mount mount = front.find(path);
        if (mount == null) {
            return refuse(request, response, callback, HttpStatus.NOT_FOUND_404, "no stream is waited for here");
        }
        if (!mount.opensWith(token(request))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            return refuse(request, response, callback, HttpStatus.UNAUTHORIZED_401, "the stream's token is wanted");
        }
        if (!mount.isWaiting()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
            return refuse(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503,
                    "somebody already sends to this stream, or has just left it");
        }
        return new WebSocketSession(mount, limits, System::nanoTime);
    }

    /** From a header, or, since no browser lets a page set one, from the query. */
    private static String token(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return header.substring(BEARER.length()).strip();
        }
        Fields query = Request.extractQueryParameters(request);
        String token = query.getValue("token");
        return token == null ? "" : token;
    }

    private static @Nullable Object refuse(Request request, Response response, Callback callback, int status,
            String why) {
        Response.writeError(request, response, callback, status, why);
        return null;
    }
}
