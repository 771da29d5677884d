# Receives callbacks: ruby callback.rb PORT (needs the gem webrick)
require 'base64'
require 'json'
require 'openssl'
require 'set'
require 'webrick'

PARTNER_ID = ENV.fetch('KYC_PARTNER_ID')
API_KEY = ENV.fetch('KYC_API_KEY')
WEBHOOK_KEY = Base64.strict_decode64(ENV.fetch('KYC_WEBHOOK_SECRET').delete_prefix('whsec_'))
SEEN = Set.new # in earnest: a unique column in your database

def signature(key, message)
  Base64.strict_encode64(OpenSSL::HMAC.digest('sha256', key, message))
end

def same?(one, other)
  OpenSSL.secure_compare(one.to_s, other.to_s)
end

# Standard Webhooks: covers every byte of the body, and when it was sent.
def ours?(request, body)
  id = request['webhook-id']
  sent = request['webhook-timestamp']
  return false unless sent.to_s.match?(/\A\d{1,12}\z/) && (Time.now.to_i - sent.to_i).abs < 300

  expected = "v1,#{signature(WEBHOOK_KEY, "#{id}.#{sent}.".b + body.b)}"
  request['webhook-signature'].to_s.split.any? { |one| same?(one, expected) }
end

# The vendor's: what Signature#confirm_signature checks. Covers the timestamp only.
def vendor_signed?(result)
  same?(result['signature'], signature(API_KEY, "#{result['timestamp']}#{PARTNER_ID}sid_request"))
end

nothing = WEBrick::Log.new(File::NULL) # callbacks are personal
server = WEBrick::HTTPServer.new(
  BindAddress: '127.0.0.1', Port: Integer(ARGV.first), Logger: nothing, AccessLog: []
)
server.mount_proc('/') do |request, response|
  body = request.body.to_s # up to 1.5 MB
  result = JSON.parse(body) if ours?(request, body)
  if result.nil? || !vendor_signed?(result)
    response.status = 401
    next
  end
  if SEEN.add?(request['webhook-id'])
    puts "#{result['PartnerParams']['job_id']} #{result['ResultCode']}"
  end
  response.status = 204 # not received until you say so: everything else is sent again
end
$stdout.sync = true
puts 'listening'
server.start
