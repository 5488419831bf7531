require "shrine/storage/s3"

s3_options = { bucket: ENV.fetch("BUCKET"), region: "eu-west-1" }
Shrine.storages = {
  cache: Shrine::Storage::S3.new(prefix: "cache", **s3_options),
  store: Shrine::Storage::S3.new(**s3_options),
}
