package main

func conf(c Conf) aws.S3Config {
	return aws.S3Config{
		BucketNames:     "logs",
		AccessKeyID:     c.ID,
		SecretAccessKey: flagext.SecretWithValue(c.Secret),
	}
}
