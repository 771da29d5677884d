# Waits for a result: ruby sync.rb JOB_ID ID_NUMBER
require 'json'
require 'smile-identity-core'

job_id, id_number = ARGV
api = SmileIdentityCore::IDApi.new(
  ENV.fetch('KYC_PARTNER_ID'), ENV.fetch('KYC_API_KEY'), "#{ENV.fetch('KYC_URL')}/v1"
)
begin
  answer = api.submit_job(
    { job_id: job_id, user_id: 'user-1', job_type: 5 },
    { country: 'NG', id_type: 'BVN', id_number: id_number },
    { async: false }
  )
  result = JSON.parse(answer)
  puts "#{result['ResultCode']} #{result['ResultText']}"
rescue RuntimeError => e
  # With "5xx: …", "429: …" or "0: " (no answer at all): repeat it with the same job_id.
  abort "refused #{e.message}"
end
