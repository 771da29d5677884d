package dev.kycplatform.planted.transactionaladapter.persistence;

import jakarta.transaction.Transactional;

@Transactional
class TransactionalRepository {}
