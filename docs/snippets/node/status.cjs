// Says what has become of a job: node status.cjs JOB_ID
const { Utilities } = require('smile-identity-core');

const { KYC_PARTNER_ID, KYC_API_KEY, KYC_URL } = process.env;

// Checks the answer's signature too.
new Utilities(KYC_PARTNER_ID, KYC_API_KEY, `${KYC_URL}/v1`)
  .get_job_status('user-1', process.argv[2], { return_history: true, return_images: false })
  .then((status) => console.log(status.job_complete ? 'complete' : 'pending', status.result?.ResultCode))
  .catch((error) => {
    console.error('refused', error.response?.data ?? error.message);
    process.exitCode = 1;
  });
