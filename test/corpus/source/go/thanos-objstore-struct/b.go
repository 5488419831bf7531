package b

import "github.com/thanos-io/objstore/providers/s3"

func bucket(conf Conf) (*s3.Bucket, error) {
	return s3.NewBucketWithConfig(logger, s3.Config{
		Bucket:    conf.Bucket,
		Endpoint:  "s3.eu-west-1.amazonaws.com",
		AccessKey: conf.ID,
		SecretKey: conf.Secret,
	}, "svc", nil)
}
