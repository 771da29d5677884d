// Sends here what the vendor's clients would send to the vendor: node --require ./point-here.cjs PROGRAM
const https = require('node:https');

const here = new URL(process.env.KYC_URL); // an https origin
const { createConnection } = https.Agent.prototype;

// The clients hard-code their hosts, so the connection is led elsewhere; the certificate that is checked is this platform's.
https.Agent.prototype.createConnection = function connect(options, ...rest) {
  const isVendors = /(^|\.)silamoney\.com$/.test(options.host ?? '');
  const target = { host: here.hostname, port: here.port || 443, servername: here.hostname };
  return createConnection.call(this, isVendors ? { ...options, ...target } : options, ...rest);
};
