# Submits a job; its result goes to the callback: ruby async.rb JOB_ID ID_NUMBER
require 'json'
require 'smile-identity-core'

job_id, id_number = ARGV
api = SmileIdentityCore::IDApi.new(
  ENV.fetch('KYC_PARTNER_ID'), ENV.fetch('KYC_API_KEY'), "#{ENV.fetch('KYC_URL')}/v1"
)
begin
  answer = api.submit_job(
    { job_id: job_id, user_id: 'user-1', job_type: 5 },
    # Without a callback_url, the partner's default callback.
    { country: 'NG', id_type: 'BVN', id_number: id_number, callback_url: ENV['KYC_CALLBACK_URL'].to_s },
    { async: true }
  )
  puts "accepted #{JSON.parse(answer)['success']}"
rescue RuntimeError => e
  abort "refused #{e.message}"
end
