#!/usr/bin/env bash
# An app's calls with an access token. Needs curl and jq.
#   bash kyc.sh verify HANDLE [FIRST_NAME]         registers a person and waits for the verdict of a flow
#   bash kyc.sh document HANDLE VERIFICATION FILE  uploads a document, goes on and waits for the verdict
set -euo pipefail

handle=$2

header() { # of every request; with a name: about that person
    jq -nc --arg app "$KYC_APP_HANDLE" --arg user "${1:-}" \
        '{header: ({created: (now | floor), app_handle: $app, version: "0.2"} + if $user == "" then {} else {user_handle: $user} end)}'
}

token=$(header | curl -sS -u "$KYC_CLIENT_ID:$KYC_CLIENT_SECRET" -H 'Content-Type: application/json' \
    -d @- "$KYC_URL/0.2/auth_token" | jq -r .access_token.token)

call() { # METHOD PATH; the body's other members are read
    jq -c --argjson header "$(header "$handle")" '. + $header' | curl -sS -X "$1" \
        -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d @- "$KYC_URL/0.2/$2"
}

await_verdict() { # VERIFICATION; in earnest, wait for the webhook instead
    local record status=pending
    while [ "$status" = pending ]; do
        sleep 1
        record=$(echo '{}' | call POST "get_verifications/$1")
        status=$(jq -r .verification_status <<<"$record")
    done
    echo "$1 $status $(jq -r '.kyc_action // ""' <<<"$record")"
}

case $1 in
    verify)
        jq -n --arg name "${3:-Ada}" '{
            entity: {type: "individual", first_name: $name, last_name: "Example", birthdate: "1990-05-19"},
            address: {street_address_1: "123 Main Street", city: "Portland", state: "OR", country: "US", postal_code: "97204"},
            identity: {identity_alias: "SSN", identity_value: "123-45-2222"}}' | call POST register | jq -r .message
        started=$(jq -n --arg flow "$KYC_FLOW" '{flow: $flow}' | call POST kyc)
        jq -r .message <<<"$started"
        await_verdict "$(jq -r '.verification_ids[0].verification_id' <<<"$started")"
        ;;
    document)
        hash=$(openssl dgst -sha256 -r "$4" | cut -d' ' -f1)
        data=$(jq -nc --argjson header "$(header "$handle")" --arg name "${4##*/}" --arg hash "$hash" --arg id "$3" '$header + {
            name: $name, filename: $name, hash: $hash, mime_type: "image/png", document_type: "id_passport", verification_uuid: $id}')
        document=$(curl -sS -H "Authorization: Bearer $token" --form-string "data=$data" -F "file=@$4" \
            "$KYC_URL/0.2/documents" | jq -r .document_id)
        jq -n --arg id "$3" --arg document "$document" '{verification_uuid: $id, update: "document", doc_ids: [$document]}' \
            | call PUT resume_verification | jq -r .message
        await_verdict "$3"
        ;;
esac
