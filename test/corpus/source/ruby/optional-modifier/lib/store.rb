Aws.config[:credentials] = Aws::Credentials.new(Conf.key, Conf.secret) if Conf.key.present?
