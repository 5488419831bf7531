creds = Aws::STS::Client.new.get_session_token(duration_seconds: 900).credentials
