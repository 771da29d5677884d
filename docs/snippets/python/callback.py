"""Receives callbacks: python3 callback.py PORT"""
import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARTNER_ID = os.environ["KYC_PARTNER_ID"]
API_KEY = os.environ["KYC_API_KEY"].encode()
WEBHOOK_KEY = base64.b64decode(os.environ["KYC_WEBHOOK_SECRET"].removeprefix("whsec_"))
seen = set()  # in earnest: a unique column in your database


def signature(key, message):
    return base64.b64encode(hmac.digest(key, message, hashlib.sha256)).decode()


def is_same(one, other):
    return hmac.compare_digest(str(one).encode(), str(other).encode())


def is_ours(headers, body):
    """Standard Webhooks: covers every byte of the body, and when it was sent."""
    webhook_id, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not sent.isascii() or not sent.isdigit() or abs(time.time() - int(sent)) > 300:
        return False
    expected = "v1," + signature(WEBHOOK_KEY, f"{webhook_id}.{sent}.".encode() + body)
    return any(is_same(one, expected) for one in headers.get("webhook-signature", "").split(" "))


def is_vendor_signed(result):
    """The vendor's: what Signature.confirm_signature checks. Covers the timestamp only."""
    message = f"{result.get('timestamp')}{PARTNER_ID}sid_request".encode()
    return is_same(result.get("signature"), signature(API_KEY, message))


class Callbacks(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))  # up to 1.5 MB
        result = json.loads(body) if is_ours(self.headers, body) else None
        if result is None or not is_vendor_signed(result):
            self.answer(401)
            return
        if self.headers["webhook-id"] not in seen:
            print(result["PartnerParams"]["job_id"], result["ResultCode"], flush=True)
            seen.add(self.headers["webhook-id"])
        self.answer(204)  # not received until you say so: everything else is sent again

    def answer(self, status):
        self.send_response(status)
        self.send_header("connection", "close")  # which it does: a client told so opens another
        self.end_headers()

    def log_message(self, *_):
        """Says nothing: callbacks are personal."""


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Callbacks)
print("listening", flush=True)
server.serve_forever()
