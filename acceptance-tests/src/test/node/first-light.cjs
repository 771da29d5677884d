// One job through the vendor's own client: submitted, called back, looked up.
const http = require('node:http');
const { IDApi, Signature, Utilities } = require('smile-identity-core');

const { KYC_PARTNER_ID: partnerId, KYC_API_KEY: apiKey, KYC_SERVER: server } = process.env;
const jobId = `node-${Date.now()}`;
const params = { job_id: jobId, user_id: 'node-user', job_type: 5, optional: 'echoed' };
const idInfo = { country: 'NG', id_type: 'BVN', id_number: '00000000000', first_name: 'Ada' };

const callback = new Promise((resolve) => {
  const receiver = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.end();
      receiver.close();
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    });
  });
  receiver.listen(0, '127.0.0.1', async () => {
    const url = `http://127.0.0.1:${receiver.address().port}/callback`;
    const accepted = await new IDApi(partnerId, apiKey, server).submitAsyncjob(params, idInfo, url);
    console.log('accepted', JSON.stringify(accepted));
  });
});

async function main() {
  const body = await callback;
  const signed = new Signature(partnerId, apiKey).confirm_signature(body.timestamp, body.signature);
  console.log('callback', body.ResultCode, 'signed', signed, body.PartnerParams.optional);
  const status = await new Utilities(partnerId, apiKey, server)
    .get_job_status('node-user', jobId, { return_history: true, return_images: true });
  console.log('status complete', status.job_complete, 'success', status.job_success, 'code', status.code);
  process.exit(signed && body.PartnerParams.job_id === jobId && status.job_complete ? 0 : 1);
}

setTimeout(() => { console.error('no callback in time'); process.exit(1); }, 60_000);
main().catch((error) => { console.error(error); process.exit(1); });
process.on('unhandledRejection', (error) => { console.error(error); process.exit(1); });
