class Sign
  def scope(client)
    keys = client.config.credentials.credentials
    [client.config.credentials.access_key_id, keys.secret_access_key]
  end
end
