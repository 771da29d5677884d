<?php
// Receives callbacks: php -S 127.0.0.1:PORT callback.php

function signature(string $key, string $message): string
{
    return base64_encode(hash_hmac('sha256', $message, $key, true));
}

// Standard Webhooks: covers every byte of the body, and when it was sent.
function isOurs(string $body): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $sent = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!ctype_digit($sent) || abs(time() - (int) $sent) > 300) {
        return false;
    }
    $key = base64_decode(substr(getenv('KYC_WEBHOOK_SECRET'), strlen('whsec_')));
    $expected = 'v1,' . signature($key, "$id.$sent.$body");
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $one) {
        if (hash_equals($expected, $one)) {
            return true;
        }
    }
    return false;
}

// The vendor's: what Signature::confirm_signature checks. Covers the timestamp only.
function isVendorSigned(array $result): bool
{
    $message = ($result['timestamp'] ?? '') . getenv('KYC_PARTNER_ID') . 'sid_request';
    return hash_equals(signature(getenv('KYC_API_KEY'), $message), (string) ($result['signature'] ?? ''));
}

// Whether this is the first time. In earnest: a unique column in your database.
function isNew(string $id): bool
{
    $file = sys_get_temp_dir() . '/kyc-callback-' . hash('sha256', $id);
    return @fopen($file, 'x') !== false;
}

$body = file_get_contents('php://input'); // up to 1.5 MB: see post_max_size
$result = isOurs($body) ? json_decode($body, true) : null;
if ($result === null || !isVendorSigned($result)) {
    http_response_code(401);
    return;
}
if (isNew($_SERVER['HTTP_WEBHOOK_ID'])) {
    error_log($result['PartnerParams']['job_id'] . ' ' . $result['ResultCode']);
}
http_response_code(204); // not received until you say so: everything else is sent again
