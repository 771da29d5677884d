// Receives callbacks: node callback.cjs PORT
const { createHmac, timingSafeEqual } = require('node:crypto');
const http = require('node:http');

const { KYC_PARTNER_ID, KYC_API_KEY, KYC_WEBHOOK_SECRET } = process.env;
const seen = new Set(); // in earnest: a unique column in your database

function hmac(key, ...parts) {
  const mac = createHmac('sha256', key);
  parts.forEach((part) => mac.update(part));
  return mac.digest('base64');
}

function isSame(one, other) {
  const [a, b] = [Buffer.from(String(one)), Buffer.from(String(other))];
  return a.length === b.length && timingSafeEqual(a, b);
}

// Standard Webhooks: covers every byte of the body, and when it was sent.
function isOurs(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': signatures = '' } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(sent)) < 300)) return false;
  const key = Buffer.from(KYC_WEBHOOK_SECRET.replace('whsec_', ''), 'base64');
  const expected = `v1,${hmac(key, `${id}.${sent}.`, body)}`;
  return signatures.split(' ').some((signature) => isSame(signature, expected));
}

// The vendor's: what Signature.confirm_signature checks. Covers the timestamp only.
function isVendorSigned(result) {
  return isSame(result.signature, hmac(KYC_API_KEY, String(result.timestamp), KYC_PARTNER_ID, 'sid_request'));
}

http
  .createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks); // the bytes as they came, up to 1.5 MB
      const result = isOurs(request.headers, body) ? JSON.parse(body) : undefined;
      if (!result || !isVendorSigned(result)) {
        response.writeHead(401).end();
        return;
      }
      const id = request.headers['webhook-id'];
      if (!seen.has(id)) {
        console.log(result.PartnerParams.job_id, result.ResultCode);
        seen.add(id);
      }
      response.writeHead(204).end(); // not received until you say so: everything else is sent again
    });
  })
  .listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
