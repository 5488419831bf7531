def client(settings)
  options = { region: settings.region }
  options[:credentials] = Aws::Credentials.new(settings.id, settings.secret) if settings.id.present?
  Aws::S3::Client.new(**options)
end
