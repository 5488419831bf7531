package s3

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

var client = s3.NewFromConfig(aws.Config{
	Region:      "eu-west-1",
	Credentials: credentials.NewStaticCredentialsProvider(conf.ID, conf.Secret, ""),
})
