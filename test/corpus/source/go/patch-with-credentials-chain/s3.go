package s3

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
)

var cfg = aws.NewConfig().WithRegion("eu-west-1").WithCredentials(credentials.NewStaticCredentials(id, secret, ""))
