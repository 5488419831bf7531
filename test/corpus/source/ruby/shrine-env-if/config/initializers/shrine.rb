options = { bucket: 'files', region: 'eu-west-1' }
if Settings.files_id.present?
  options[:access_key_id] = Settings.files_id
  options[:secret_access_key] = Settings.files_secret
end
Shrine.storages = { store: Shrine::Storage::S3.new(**options) }
