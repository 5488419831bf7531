package x

import "github.com/kopia/kopia/repo/blob/s3"

func opts(k, s string) *s3.Options {
	return &s3.Options{
		BucketName:      "b",
		AccessKeyID:     k,
		SecretAccessKey: s,
	}
}
