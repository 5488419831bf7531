package s3

import (
	"github.com/mitchellh/goamz/aws"
	"github.com/mitchellh/goamz/s3"
)

func bucket() *s3.Bucket {
	auth := aws.Auth{AccessKey: conf.ID, SecretKey: conf.Secret}
	return s3.New(auth, aws.EUWest).Bucket("b")
}
