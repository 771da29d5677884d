package dev.kycplatform.sandbox.flatjson.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Turns away whoever does not know the API key, before the body is read. */
@Provider
@ApiKeyProtected
class ApiKeyFilter implements ContainerRequestFilter {
    private static final String HEADER = "X-Api-Key";

    private final ApiKey apiKey;
    private final FlatJson json;

    ApiKeyFilter(ApiKey apiKey, FlatJson json) {
        this.apiKey = apiKey;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var key = request.getHeaderString(HEADER);
        if (key == null || !apiKey.matches(key)) {
            request.abortWith(json.error(401, "unauthorized", "A valid X-Api-Key is required"));
        }
    }
}
