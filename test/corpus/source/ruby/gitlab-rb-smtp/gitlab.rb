gitlab_rails['smtp_enable'] = true
gitlab_rails['smtp_address'] = 'email-smtp.eu-west-1.amazonaws.com'
gitlab_rails['smtp_port'] = 587
