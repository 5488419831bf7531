client = Elasticsearch::Client.new(url: ENV["ES_URL"]) do |f|
  f.request :aws_sigv4, service: "es", credentials_provider: Aws::CredentialProviderChain.new.resolve
end
id = Aws.config[:credentials].access_key_id
