package dev.kycplatform.planted.leakycore;

import dev.kycplatform.planted.leakycore.http.LeakedResource;

class LeakyCore {
    final LeakedResource resource = new LeakedResource();
}
