// Receives webhooks: node webhook.cjs PORT
const { createHmac, timingSafeEqual } = require('node:crypto');
const http = require('node:http');

const key = Buffer.from(process.env.KYC_WEBHOOK_SECRET.replace('whsec_', ''), 'base64');
const seen = new Set(); // in earnest: a unique column in your database

function isSame(one, other) {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

// Standard Webhooks: covers every byte of the body, and when it was sent. The vendor signs nothing.
function isOurs(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': signatures = '' } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(sent)) < 300)) return false;
  const expected = createHmac('sha256', key).update(`${id}.${sent}.`).update(body).digest('base64');
  return signatures.split(' ').some((signature) => isSame(signature, `v1,${expected}`));
}

http
  .createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks); // the bytes as they came
      if (!isOurs(request.headers, body)) {
        response.writeHead(401).end();
        return;
      }
      const { event_type: type, event_details: details } = JSON.parse(body);
      const id = request.headers['webhook-id'];
      if (!seen.has(id)) {
        console.log(type, details.entity, details.outcome, details.action_needed ?? '');
        seen.add(id);
      }
      response.writeHead(200).end(); // not received until you say so: everything but 2xx is sent again
    });
  })
  .listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
