package storage

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/s3"
)

func Backend(region string) *s3.S3 {
	return s3.New(session.Must(session.NewSession()), aws.NewConfig().WithRegion(region))
}
