"""Waits for a result: python3 sync.py JOB_ID ID_NUMBER"""
import os
import sys

from smile_id_core import IdApi, ServerError

job_id, id_number = sys.argv[1:]
api = IdApi(os.environ["KYC_PARTNER_ID"], os.environ["KYC_API_KEY"], os.environ["KYC_URL"] + "/v1")
try:
    result = api.submit_job(
        {"job_id": job_id, "user_id": "user-1", "job_type": 5},
        {"country": "NG", "id_type": "BVN", "id_number": id_number},
        use_validation_api=False,
    )
    print(result["ResultCode"], result["ResultText"])
except ServerError as error:
    # With a 5xx or 429, as without an answer at all: repeat it with the same job_id.
    sys.exit(f"refused {error}")
