package dev.kycplatform.sandbox.flatjson.http;

import dev.kycplatform.sandbox.lookup.http.Callers;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Turns away whoever does not know the API key, before the body is read. */
@Provider
@ApiKeyProtected
class ApiKeyFilter implements ContainerRequestFilter {
    private static final String HEADER = "X-Api-Key";

    private final Callers callers;
    private final FlatJson json;

    ApiKeyFilter(Callers callers, FlatJson json) {
        this.callers = callers;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!callers.hasApiKey(request.getHeaderString(HEADER))) {
            request.abortWith(json.error(401, "unauthorized", "A valid X-Api-Key is required"));
        }
    }
}
