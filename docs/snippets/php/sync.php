<?php
// Waits for a result: php sync.php JOB_ID ID_NUMBER
require 'vendor/autoload.php';

use GuzzleHttp\Exception\BadResponseException;

[, $jobId, $idNumber] = $argv;
// The URL ends in a slash: without it the client drops the /v1.
$api = new IdApi(getenv('KYC_PARTNER_ID'), '', getenv('KYC_API_KEY'), getenv('KYC_URL') . '/v1/');
try {
    $result = $api->submit_job(
        ['job_id' => $jobId, 'user_id' => 'user-1', 'job_type' => 5],
        ['country' => 'NG', 'id_type' => 'BVN', 'id_number' => $idNumber],
        ['user_async' => false]
    );
    echo $result['ResultCode'], ' ', $result['ResultText'], "\n";
} catch (BadResponseException $refusal) {
    // With a 5xx or 429, as without an answer at all: repeat it with the same job_id.
    $answer = $refusal->getResponse();
    echo 'refused ', $answer->getStatusCode(), ' ', $answer->getBody(), ' ',
        $answer->getHeaderLine('KYC-Error-Detail'), "\n";
    exit(1);
}
