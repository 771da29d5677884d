package dev.kycplatform.contracts.planted;

import dev.kycplatform.planted.leakycore.http.LeakedResource;

class KnowingContract {
    final LeakedResource known = new LeakedResource();
}
