<?php
// Submits a job; its result goes to the callback: php async.php JOB_ID ID_NUMBER
require 'vendor/autoload.php';

use GuzzleHttp\Exception\BadResponseException;

[, $jobId, $idNumber] = $argv;
// An empty callback address is the partner's default callback.
$callback = getenv('KYC_CALLBACK_URL') ?: '';
$api = new IdApi(getenv('KYC_PARTNER_ID'), $callback, getenv('KYC_API_KEY'), getenv('KYC_URL') . '/v1/');
try {
    $answer = $api->submit_job(
        ['job_id' => $jobId, 'user_id' => 'user-1', 'job_type' => 5],
        ['country' => 'NG', 'id_type' => 'BVN', 'id_number' => $idNumber],
        ['user_async' => true] // the client spells it so
    );
    echo 'accepted ', json_encode($answer['success']), "\n";
} catch (BadResponseException $refusal) {
    $answer = $refusal->getResponse();
    echo 'refused ', $answer->getStatusCode(), ' ', $answer->getBody(), ' ',
        $answer->getHeaderLine('KYC-Error-Detail'), "\n";
    exit(1);
}
