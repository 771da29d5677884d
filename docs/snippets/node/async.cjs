// Submits a job; its result goes to the callback: node async.cjs JOB_ID ID_NUMBER
const { IDApi } = require('smile-identity-core');

const { KYC_PARTNER_ID, KYC_API_KEY, KYC_URL, KYC_CALLBACK_URL } = process.env;
const [jobId, idNumber] = process.argv.slice(2);

new IDApi(KYC_PARTNER_ID, KYC_API_KEY, `${KYC_URL}/v1`)
  .submitAsyncjob(
    { job_id: jobId, user_id: 'user-1', job_type: 5 },
    { country: 'NG', id_type: 'BVN', id_number: idNumber },
    KYC_CALLBACK_URL, // without one, the partner's default callback
  )
  .then((answer) => console.log('accepted', answer.success))
  .catch((error) => {
    const { status, data, headers } = error.response ?? { data: {}, headers: {} };
    console.error('refused', status ?? error.message, data.code, data.error, headers['kyc-error-detail']);
    process.exitCode = 1;
  });
