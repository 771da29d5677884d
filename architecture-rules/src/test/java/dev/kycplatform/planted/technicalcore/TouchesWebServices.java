package dev.kycplatform.planted.technicalcore;

import jakarta.ws.rs.Path;

@Path("/planted")
class TouchesWebServices {}
