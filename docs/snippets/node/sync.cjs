// Waits for a result: node sync.cjs JOB_ID ID_NUMBER
const { IDApi } = require('smile-identity-core');

const { KYC_PARTNER_ID, KYC_API_KEY, KYC_URL } = process.env;
const [jobId, idNumber] = process.argv.slice(2);

// KYC_URL is an https origin: this client speaks nothing else.
new IDApi(KYC_PARTNER_ID, KYC_API_KEY, `${KYC_URL}/v1`)
  .submit_job(
    { job_id: jobId, user_id: 'user-1', job_type: 5 },
    { country: 'NG', id_type: 'BVN', id_number: idNumber },
  )
  .then((result) => console.log(result.ResultCode, result.ResultText))
  .catch((error) => {
    // Without an answer, or with a 5xx or 429: repeat it with the same job_id.
    const { status, data, headers } = error.response ?? { data: {}, headers: {} };
    console.error('refused', status ?? error.message, data.code, data.error, headers['kyc-error-detail']);
    process.exitCode = 1;
  });
