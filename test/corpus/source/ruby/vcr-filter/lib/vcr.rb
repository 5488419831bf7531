VCR.configure do |c|
  c.filter_sensitive_data('<ID>') { ENV['AWS_ACCESS_KEY_ID'] }
end
