module Store
  def self.open(settings)
    Fog::Storage.new(
      provider: "AWS",
      aws_access_key_id: settings.id,
      aws_secret_access_key: settings.secret,
      region: "eu-west-1"
    )
  end
end
