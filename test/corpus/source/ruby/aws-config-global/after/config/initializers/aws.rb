Aws.config.update(
  region: "eu-west-1"
)
