package metrics

import "github.com/thanos-io/objstore/providers/s3"

func conf(id, secret string) s3.Config {
	return s3.Config{
		Bucket:    "metrics",
		Endpoint:  "s3.eu-west-1.amazonaws.com",
		AccessKey: id,
		SecretKey: secret,
	}
}
