package s3

import (
	"github.com/aws/aws-sdk-go/aws"
)

var cfg = aws.NewConfig().WithRegion("eu-west-1")
