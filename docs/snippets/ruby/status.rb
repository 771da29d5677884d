# Says what has become of a job: ruby status.rb JOB_ID
require 'smile-identity-core'

utilities = SmileIdentityCore::Utilities.new(
  ENV.fetch('KYC_PARTNER_ID'), ENV.fetch('KYC_API_KEY'), "#{ENV.fetch('KYC_URL')}/v1"
)
# Checks the answer's signature too. A refusal is an answer like any other: it has an error and no result.
status = utilities.get_job_status('user-1', ARGV.first, { return_history: true })
abort "refused #{status['code']} #{status['error']}" if status['error']
puts "#{status['job_complete'] ? 'complete' : 'pending'} #{status.dig('result', 'ResultCode')}"
