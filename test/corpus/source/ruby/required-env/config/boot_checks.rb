REQUIRED_ENV = %w[BUCKET AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY].freeze

missing = REQUIRED_ENV.reject { |name| ENV.key?(name) }
abort "missing: #{missing.join(', ')}" unless missing.empty?
