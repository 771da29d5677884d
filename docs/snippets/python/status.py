"""Says what has become of a job: python3 status.py JOB_ID"""
import os
import sys

from smile_id_core import ServerError, Utilities

utilities = Utilities(
    os.environ["KYC_PARTNER_ID"], os.environ["KYC_API_KEY"], os.environ["KYC_URL"] + "/v1"
)
try:
    # Checks the answer's signature too; asks for a job_type although the request has none.
    status = utilities.get_job_status(
        {"job_id": sys.argv[1], "user_id": "user-1", "job_type": 5},
        {"return_history": True, "return_images": False},
    ).json()
    result = status["result"] or {}
    print("complete" if status["job_complete"] else "pending", result.get("ResultCode"))
except ServerError as error:
    sys.exit(f"refused {error}")
