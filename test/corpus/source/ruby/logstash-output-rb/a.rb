FILTERED = %i[access_key_id secret_access_key password].freeze
Rails.application.config.filter_parameters += FILTERED
