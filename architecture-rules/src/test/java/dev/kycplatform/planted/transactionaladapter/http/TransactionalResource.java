package dev.kycplatform.planted.transactionaladapter.http;

import jakarta.transaction.Transactional;

class TransactionalResource {
    @Transactional
    void post() {}
}
