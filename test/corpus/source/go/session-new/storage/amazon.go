package storage

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/s3"
)

func Backend(region string) *s3.S3 {
	service := s3.New(session.New(), &aws.Config{
		Region: aws.String(region),
	})
	return service
}
