class Store
  def options(conf)
    options = { region: conf.region }
    if conf.access_key && conf.secret_key
      options[:credentials] = Aws::Credentials.new(conf.access_key, conf.secret_key)
    end
    options
  end
end
