"""Submits a job; its result goes to the callback: python3 async.py JOB_ID ID_NUMBER

The vendor's client has no such call, so this is plain HTTP.
"""
import base64
import hashlib
import hmac
import json
import os
import sys
import urllib.error
import urllib.request
from datetime import datetime, timezone

job_id, id_number = sys.argv[1:]
partner_id, api_key = os.environ["KYC_PARTNER_ID"], os.environ["KYC_API_KEY"]

timestamp = datetime.now(timezone.utc).isoformat()
message = f"{timestamp}{partner_id}sid_request".encode()
signature = base64.b64encode(hmac.digest(api_key.encode(), message, hashlib.sha256)).decode()
body = {
    "partner_id": partner_id,
    "timestamp": timestamp,
    "signature": signature,
    "country": "NG",
    "id_type": "BVN",
    "id_number": id_number,
    "callback_url": os.environ.get("KYC_CALLBACK_URL", ""),  # empty: the partner's default callback
    "partner_params": {"job_id": job_id, "user_id": "user-1", "job_type": 5},
}
request = urllib.request.Request(
    os.environ["KYC_URL"] + "/v1/async_id_verification",
    data=json.dumps(body).encode(),
    headers={"Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request, timeout=30) as answer:
        print("accepted", json.load(answer)["success"])
except urllib.error.HTTPError as error:
    refusal = json.load(error)
    detail = error.headers.get("KYC-Error-Detail")
    sys.exit(f"refused {error.code} {refusal['code']} {refusal['error']} {detail}")
