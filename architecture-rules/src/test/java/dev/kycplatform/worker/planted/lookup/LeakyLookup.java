package dev.kycplatform.worker.planted.lookup;

import dev.kycplatform.worker.planted.authority.LeakedAuthority;

class LeakyLookup {
    final LeakedAuthority authority = new LeakedAuthority();
}
