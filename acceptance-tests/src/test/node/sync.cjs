// Jobs that the vendor's own client waits for: every outcome of the sandbox, a repeat, and what is refused.
const { IDApi, Signature } = require('smile-identity-core');

const { KYC_PARTNER_ID: partnerId, KYC_API_KEY: apiKey, KYC_SERVER: server } = process.env;
const run = Date.now();

function verify(key, jobId, idNumber) {
  const params = { job_id: jobId, user_id: 'node-user', job_type: 5, optional: 'echoed' };
  const idInfo = { country: 'NG', id_type: 'BVN', id_number: idNumber, first_name: 'Ada' };
  return new IDApi(partnerId, key, server).submit_job(params, idInfo);
}

function refusal(promise) {
  return promise.then(
    () => 'none',
    (error) => `${error.response.status} ${error.response.data.code} ${error.response.data.success}`,
  );
}

async function main() {
  const first = {};
  for (let digit = 0; digit <= 5; digit += 1) {
    const result = await verify(apiKey, `node-sync-${run}-${digit}`, `0000000000${digit}`);
    const signed = new Signature(partnerId, apiKey).confirm_signature(result.timestamp, result.signature);
    first[digit] = result;
    console.log('digit', digit, result.ResultCode, result.Source, 'final', result.IsFinalResult,
      'signed', signed, result.PartnerParams.optional);
  }
  const again = await verify(apiKey, `node-sync-${run}-0`, '00000000000');
  console.log('repeat', again.ResultCode, 'same', again.SmileJobID === first[0].SmileJobID);
  console.log('duplicate', await refusal(verify(apiKey, `node-sync-${run}-0`, '00000000001')));
  console.log('wrong key', await refusal(verify('another key', `node-sync-${run}-9`, '00000000000')));
}

setTimeout(() => { console.error('not done in time'); process.exit(1); }, 60_000).unref();
main().catch((error) => { console.error(error.response ? error.response.data : error); process.exit(1); });
