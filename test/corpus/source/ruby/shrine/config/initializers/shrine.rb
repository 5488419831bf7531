s3_options = {
  bucket: "b",
  access_key_id: Rails.application.credentials.aws[:id],
  secret_access_key: Rails.application.credentials.aws[:secret],
}
Shrine.storages = { store: Shrine::Storage::S3.new(**s3_options) }
