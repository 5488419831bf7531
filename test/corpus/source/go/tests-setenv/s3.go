package s3

var client = s3.NewFromConfig(cfg)
