<?php
// Says what has become of a job: php status.php JOB_ID
require 'vendor/autoload.php';

use GuzzleHttp\Exception\BadResponseException;

$core = new SmileIdentityCore(
    getenv('KYC_PARTNER_ID'), '', getenv('KYC_API_KEY'), getenv('KYC_URL') . '/v1/'
);
try {
    // Checks the answer's signature too.
    $status = $core->get_job_status(
        ['job_id' => $argv[1], 'user_id' => 'user-1', 'job_type' => 5],
        ['return_image_links' => false, 'return_history' => true]
    );
    echo $status['job_complete'] ? 'complete' : 'pending', ' ', $status['result']['ResultCode'] ?? '', "\n";
} catch (BadResponseException $refusal) {
    echo 'refused ', $refusal->getResponse()->getBody(), "\n";
    exit(1);
}
