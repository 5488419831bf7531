Aws.config.update(
  region: ENV["AWS_REGION"]
)
