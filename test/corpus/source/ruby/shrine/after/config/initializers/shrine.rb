s3_options = {
  bucket: "b",
}
Shrine.storages = { store: Shrine::Storage::S3.new(**s3_options) }
